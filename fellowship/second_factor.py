"""The second factor that the staff screens ask for: a passkey or a one-time code."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


def given(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor or a passkey."""
    methods = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    return any(method.get("method") == "mfa" for method in methods)


def ask(request: HttpRequest) -> HttpResponse:
    """Lead to where a second factor is set up, or given again, and say why."""
    if is_mfa_enabled(request.user):
        messages.info(request, _("Sign in again with your second factor to open the staff screens."))
        return redirect("mfa_reauthenticate")
    messages.info(request, _("Staff screens need a second factor. Add a passkey or a code app first."))
    return redirect("mfa_index")
