"""Who manages applications, and who answers for fair chance."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet

from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.rules.roles import Role
from recruitment.access.applicant import MANAGERS


def managers(at: datetime) -> QuerySet[Person]:
    """The people who hold a managing role on the day, by name."""
    return _holders(MANAGERS, at.date())


def officers(at: datetime) -> QuerySet[Person]:
    """The fair-chance officers of the day, by name."""
    return _holders((Role.FAIR_CHANCE_OFFICER,), at.date())


def administrators(at: datetime) -> QuerySet[Person]:
    """The people who give roles, by name."""
    return _holders((Role.ADMINISTRATOR,), at.date())


@prepared
def _managers_on(day: date) -> QuerySet[Person]:
    return _holders(MANAGERS, day).only("pk", "name", "called", "email")


def _holders(roles: Iterable[Role], day: date) -> QuerySet[Person]:
    holds = Q(role_grants__role__in=roles, role_grants__starts_on__lte=day) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    )
    return Person.objects.filter(holds, is_active=True).distinct().order_by("name", "pk")


def manager_choices(at: datetime) -> list[tuple[str, str]]:
    """The same as choices: id and name; one query."""
    return [(str(person.pk), person.get_full_name()) for person in _managers_on(at.date())]
