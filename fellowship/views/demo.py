"""The demonstration's one-click sign-in; it answers 404 outside demo mode."""

from allauth.account.internal.flows.login import record_authentication
from allauth.usersessions.signals import on_user_logged_in
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fellowship import access
from fellowship.access import PUBLIC, allow
from fellowship.models import Person
from fellowship.queries import people
from fellowship.rules.demo_people import BY_KEY


@allow(PUBLIC)
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the invented people; staff count as having given their second factor."""
    known = BY_KEY.get(request.POST.get("as", ""))
    if not settings.DEMO_MODE or known is None:
        raise Http404
    person = people.by_email(known.email)
    if person is None:
        raise Http404
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, "code", email=known.email)
    on_user_logged_in(Person, request=request)
    if known.staff:
        record_authentication(request, person, "mfa", type="totp")
    onward = request.POST.get("next", "")
    if onward and url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()}):
        return redirect(onward)
    return redirect(reverse("staff_today" if access.is_staff(person) else "home"))
