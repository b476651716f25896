"""Staff screens that grant and end roles."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.forms.roles import EndForm, GrantForm
from fellowship.queries import roles as queries
from fellowship.rules.refusals import Conflict
from fellowship.services import roles as services


@allow("fellowship.grant_roles")
def role_list(request: HttpRequest) -> HttpResponse:
    """List who holds which role."""
    asked = {key: request.GET.get(key, "").strip() for key in ("q", "role", "ended", "page")}
    page = queries.grant_page(
        person=request.user,
        on=clock.now().date(),
        search=asked["q"],
        role=asked["role"],
        ended=bool(asked["ended"]),
        page=asked["page"],
    )
    context = {"page": page, "labels": [(role.value, label) for role, label in queries.LABELS.items()], "asked": asked}
    return render(request, "fellowship/staff/roles.html", context)


@allow("fellowship.grant_roles")
def role_grant(request: HttpRequest) -> HttpResponse:
    """Grant a role."""
    at = clock.now()
    form = GrantForm(request.POST or None, initial={"starts_on": at.date().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_role(actor=request.user, at=at, **form.terms())
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The role is granted."))
            return redirect("roles")
    return render(request, "fellowship/staff/role_grant.html", {"form": form}, status=422 if form.errors else 200)


@allow("fellowship.grant_roles")
def role_end(request: HttpRequest, grant_id: UUID) -> HttpResponse:
    """End a role, after saying what that means."""
    at = clock.now()
    grant = queries.one_grant(person=request.user, grant_id=grant_id, on=at.date())
    form = EndForm(request.POST or None, initial={"on": at.date().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_role(actor=request.user, grant_id=grant_id, at=at, **form.cleaned_data)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The role ends on the day you chose."))
            return redirect("roles")
    context = {"form": form, "grant": grant}
    return render(request, "fellowship/staff/role_end.html", context, status=422 if form.errors else 200)
