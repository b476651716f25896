"""The review phases of cycles."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from recruitment.models import ReviewPhase
from recruitment.queries.cycles import dates_of
from recruitment.rules.phases import Colleagues, Phase, Reading, phase_from_dates, reading_at


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


def phases_of(cycle_id: UUID) -> tuple[Phase, ...]:
    """The phases of a cycle in the active language; one made of its dates where it names none. At most two queries."""
    named = ReviewPhase.objects.filter(cycle_id=cycle_id).order_by("opens_at", "pk")
    return tuple(_facts(row) for row in named) or (phase_from_dates(dates_of(cycle_id)),)


def reading_of(cycle_id: UUID, at: datetime) -> Reading:
    """Where the reading of a cycle stands."""
    return reading_at(phases_of(cycle_id), at)


def reads_now(cycle_ids: Iterable[UUID], at: datetime) -> dict[UUID, int]:
    """How many readers the present phase of each cycle asks for; cycles whose phase says nothing are left out.

    One query.
    """
    rows: dict[UUID, list[Phase]] = defaultdict(list)
    for row in ReviewPhase.objects.filter(cycle_id__in=set(cycle_ids)).order_by("opens_at", "pk"):
        rows[row.cycle_id].append(_facts(row))
    found = {cycle: reading_at(phases, at).now for cycle, phases in rows.items()}
    return {cycle: phase.reads for cycle, phase in found.items() if phase is not None and phase.reads is not None}
