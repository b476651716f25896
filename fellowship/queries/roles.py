"""Who holds which role, for the screen that grants them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.access import has_role, visible
from fellowship.models import HostOffice, Person, Region, RoleGrant
from fellowship.rules.roles import Role

PAGE = 50

LABELS: dict[Role, Promise] = {
    Role.REVIEWER: _("Reviewer"),
    Role.INTERVIEWER: _("Interviewer"),
    Role.RECRUITMENT_MANAGER: _("Recruitment manager"),
    Role.FAIR_CHANCE_OFFICER: _("Fair-chance officer"),
    Role.ACCOMMODATION_COORDINATOR: _("Accommodation coordinator"),
    Role.PROGRAM_MANAGER: _("Program manager"),
    Role.HOST_SUPERVISOR: _("Host supervisor"),
    Role.ADVOCATE: _("Client Advocate"),
    Role.TRAINER: _("Trainer"),
    Role.FUND_COMMITTEE: _("Fund committee"),
    Role.TREASURER: _("Treasurer"),
    Role.CONTENT_EDITOR: _("Content editor"),
    Role.AUDITOR: _("Auditor"),
    Role.ADMINISTRATOR: _("Administrator"),
}


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One line of the list of roles."""

    id: object
    person_name: str
    email: str
    role: object
    where: object
    starts_on: date
    ends_on: date | None
    state: str


def where(grant: RoleGrant) -> object:
    """The place of a grant in words."""
    if grant.region is not None:
        return grant.region.name
    if grant.office is not None:
        return grant.office.name
    return grant.fund_code or _("Everywhere")


def state_of(starts_on: date, ends_on: date | None, on: date) -> str:
    """Whether a grant is ``now``, ``later`` or ``ended`` on a day."""
    if ends_on is not None and ends_on < on:
        return "ended"
    return "later" if starts_on > on else "now"


def grant_page(*, person: Person, on: date, search: str, role: str, ended: bool, page: str) -> Any:
    """One page of grants that ``person`` may see, newest first."""
    grants = visible(person, "fellowship.grant_roles").select_related("person", "region", "office")
    if search:
        grants = grants.filter(Q(person__name__icontains=search) | Q(person__email__icontains=search))
    if role in set(Role):
        grants = grants.filter(role=role)
    if not ended:
        grants = grants.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    shown = Paginator(grants.order_by("person__name", "role", "-starts_on"), PAGE).get_page(page)
    shown.object_list = [row_of(grant, on) for grant in shown.object_list]
    return shown


def row_of(grant: RoleGrant, on: date) -> GrantRow:
    """A grant as a line of the list."""
    return GrantRow(
        id=grant.pk,
        person_name=grant.person.get_full_name(),
        email=grant.person.email,
        role=LABELS[Role(grant.role)],
        where=where(grant),
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        state=state_of(grant.starts_on, grant.ends_on, on),
    )


def one_grant(*, person: Person, grant_id: object, on: date) -> GrantRow:
    """One grant, or 404."""
    grants = visible(person, "fellowship.grant_roles").select_related("person", "region", "office")
    return row_of(get_object_or_404(grants, pk=grant_id), on)


def places() -> tuple[list[Region], list[HostOffice]]:
    """Regions and offices to choose from."""
    return list(Region.objects.order_by("sort_order", "name")), list(
        HostOffice.objects.filter(is_active=True).order_by("name")
    )


def names_of(person: Person) -> list[object]:
    """The labels of the roles a person holds today, each once."""
    return [LABELS[role] for role in Role if has_role(person, role)]
