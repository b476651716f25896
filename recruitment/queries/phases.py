"""The review phases of cycles."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from fellowship.prepared import prepared
from recruitment.models import ExtraRead, ReviewAssignment, ReviewPhase
from recruitment.queries.cycles import dates_of
from recruitment.rules.phases import Colleagues, Phase, Reading, phase_from_dates, reading_at
from recruitment.rules.reading import LET_GO, ReadStage

DONE = Q(stage=ReadStage.SUBMITTED)
# Whoever let go of an application, or abstained from a part of it, does not count as its reader.
KEPT = ~Q(stage__in=LET_GO) & Q(is_whole=True)


def _facts(row: ReviewPhase) -> Phase:
    spanish = (get_language() or "en").startswith("es")
    return Phase(
        name=(spanish and row.name_es) or row.name,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        can_score=row.can_score,
        colleagues=Colleagues(row.sees_colleagues),
        reads=row.reads_per_application,
    )


@prepared
def _named(cycle: UUID) -> QuerySet[ReviewPhase]:
    found: QuerySet[ReviewPhase] = ReviewPhase.objects.filter(cycle_id=cycle).order_by("opens_at", "pk")
    return found


def phases_of(cycle_id: UUID) -> tuple[Phase, ...]:
    """The phases of a cycle in the active language; one made of its dates where it names none. At most two queries."""
    return tuple(_facts(row) for row in _named(cycle_id)) or (phase_from_dates(dates_of(cycle_id)),)


def reading_of(cycle_id: UUID, at: datetime) -> Reading:
    """Where the reading of a cycle stands."""
    return reading_at(phases_of(cycle_id), at)


def reads_meant(at: datetime) -> Combinable:
    """How many readers an application should have had by now: as the last phase that began says, or else the cycle,
    and one more where one more was asked for.
    """
    begun = ReviewPhase.objects.filter(cycle=OuterRef("cycle"), opens_at__lte=at).order_by("-opens_at")
    extra = Cast(Exists(ExtraRead.objects.filter(application=OuterRef("pk"))), IntegerField())
    meant = Coalesce(Subquery(begun.values("reads_per_application")[:1]), F("cycle__reads_per_application"))
    return CombinedExpression(meant, Combinable.ADD, extra)


def reads_wanted(at: datetime) -> Combinable:
    """How many readers an application wants: as the phase of its cycle that is on says, or else the cycle."""
    now = ReviewPhase.objects.filter(
        cycle=OuterRef("cycle"), opens_at__lte=at, closes_at__gt=at, reads_per_application__isnull=False
    )
    return Coalesce(Subquery(now.values("reads_per_application")[:1]), F("cycle__reads_per_application"))


def number_of_reads(which: Q) -> Combinable:
    """How many of an application's reads are such."""
    rows = ReviewAssignment.objects.filter(which, application=OuterRef("pk")).order_by().values("application")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)
