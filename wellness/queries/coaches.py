"""Who can coach, and who works closely with whom."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from fellowship.access import grants_of
from fellowship.models import Person
from fellowship.rules.roles import Role, Scope
from wellness.models import CoachingRelationship


def _managers(on: date, place: Q) -> list[Person]:
    grant = Q(role_grants__role=Role.PROGRAM_MANAGER, role_grants__starts_on__lte=on) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=on)
    )
    return list(Person.objects.filter(grant & place, is_active=True).distinct().order_by("name", "pk"))


def only_coach_of(region_id: UUID, on: date) -> Person | None:
    """The one program manager of a region on a day, or the nation's only one where the region has none.

    ``None`` when there is nobody, or more than one to choose from.
    """
    found = _managers(on, Q(role_grants__scope=Scope.REGION, role_grants__region_id=region_id))
    found = found or _managers(on, Q(role_grants__scope=Scope.NATION))
    return found[0] if len(found) == 1 else None


def possible_coaches(on: date) -> list[Person]:
    """Every program manager on a day, by name."""
    return _managers(on, Q())


def reaches(coach: Person, region_id: UUID) -> bool:
    """Whether a person is program manager of a region or of the nation today."""
    return any(
        grant.role is Role.PROGRAM_MANAGER
        and (grant.scope is Scope.NATION or (grant.scope is Scope.REGION and grant.region_id == region_id))
        for grant in grants_of(coach)
    )


def close_people(person_id: UUID, on: date) -> Iterable[UUID]:
    """The coaches and the coached of a person on a day, for keeping judges and friends apart; one query."""
    begins = datetime.combine(on, time.min, tzinfo=UTC)
    during = Q(started_at__lt=begins + timedelta(days=1)) & (Q(ended_at__isnull=True) | Q(ended_at__gte=begins))
    pairs = CoachingRelationship.objects.filter(during, Q(advocate_id=person_id) | Q(coach_id=person_id))
    for advocate_id, coach_id in pairs.values_list("advocate_id", "coach_id"):
        yield coach_id if advocate_id == person_id else advocate_id
