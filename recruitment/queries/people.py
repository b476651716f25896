"""Who manages applications."""

from datetime import datetime

from django.db.models import Q, QuerySet

from fellowship.models import Person
from recruitment.access.applicant import MANAGERS


def managers(at: datetime) -> QuerySet[Person]:
    """The people who hold a managing role on the day, by name."""
    day = at.date()
    holds = Q(role_grants__role__in=MANAGERS, role_grants__starts_on__lte=day) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    )
    return Person.objects.filter(holds, is_active=True).distinct().order_by("name", "pk")


def manager_choices(at: datetime) -> list[tuple[str, str]]:
    """The same as choices: id and name; one query."""
    return [(str(person.pk), person.get_full_name()) for person in managers(at).only("pk", "name", "called", "email")]
