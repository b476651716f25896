"""Who supervises in which office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from fellowship.models import Person, RoleGrant
from fellowship.rules.roles import Role


@dataclass(frozen=True, slots=True)
class Supervisor:
    """A host supervisor as lists show one."""

    id: UUID
    name: str
    email: str


def supervisors_of_offices(office_ids: Iterable[UUID], on: date) -> dict[UUID, tuple[Person, ...]]:
    """By office: its host supervisors on a day, the longest in the role first; one query."""
    grants = (
        RoleGrant.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on),
            role=Role.HOST_SUPERVISOR,
            office_id__in=list(office_ids),
            starts_on__lte=on,
            person__is_active=True,
        )
        .select_related("person")
        .order_by("starts_on", "granted_at", "pk")
    )
    found: dict[UUID, list[Person]] = {}
    for grant in grants:
        if grant.office_id is not None:
            found.setdefault(grant.office_id, []).append(grant.person)
    return {office: tuple(dict.fromkeys(people)) for office, people in found.items()}
