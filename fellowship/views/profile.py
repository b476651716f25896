"""A person's own page about themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.forms.profile import ProfileForm
from fellowship.middleware import keep_language
from fellowship.services import people

FIELDS = ("name", "called", "pronouns", "language", "time_zone")


@allow(SIGNED_IN)
def profile(request: HttpRequest) -> HttpResponse:
    """Show and keep what the person says about themselves."""
    initial = {field: getattr(request.user, field) for field in FIELDS}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.save_profile(person=request.user, at=clock.now(), **form.cleaned_data)
        with override(form.cleaned_data["language"]):
            messages.success(request, _("Saved."))
        response = redirect("profile")
        keep_language(response, form.cleaned_data["language"])
        return response
    return render(request, "fellowship/my/profile.html", {"form": form}, status=422 if form.errors else 200)
