"""Asking for one letter when the next round opens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from recruitment.services import keep_posted as services


@allow(SIGNED_IN)
@require_POST
def change(request: HttpRequest) -> HttpResponseBase:
    """Ask for the letter, or ask for none after all."""
    if request.POST.get("act") == "stop":
        services.stop_keep_posted(actor=request.user, at=clock.now())
        messages.success(request, _("We will not write to you when the next round opens."))
    else:
        services.keep_posted(actor=request.user, at=clock.now())
        messages.success(request, _("We write to you once, when the next round opens."))
    return redirect("recruitment_mine")
