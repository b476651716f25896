"""Many interview times at once: days by times, for one panel or for several interviewers side by side."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from recruitment.models import Cycle, InterviewRound, InterviewSlot
from recruitment.rules.interviews import MOST_IN_A_GRID, Panels, Span, grid_days, slot_grid
from recruitment.services.interviews import InterviewerBusy, SlotInPast, add_slot, busy, locked_interviewers


class NoDays(Conflict):
    """No day of the range falls on a weekday chosen."""

    sentence = _("None of the days you ticked falls between the first and the last day.")


class TooManySlots(Conflict):
    """More times than one grid should make."""

    sentence = _("That makes more than 240 times. Make fewer at once.")


def _spans(days: Sequence[date], *, first: time, count: int, minutes: int, pause: int, zone: str) -> list[Span]:
    found: list[Span] = []
    for day in days:
        found += slot_grid(day=day, first=first, count=count, minutes=minutes, pause=pause, zone=zone)
    return found


@transaction.atomic
def make_grid(
    *, actor: Person, cycle_id: UUID, interviewer_ids: Sequence[UUID], panels: Panels | str, first_day: date,
    last_day: date, weekdays: Collection[int], first: time, count: int, minutes: int, place: str, zone: str,
    at: datetime, pause: int = 0, round_id: UUID | None = None,
) -> tuple[InterviewSlot, ...]:  # fmt: skip
    """Make ``count`` times on each day that falls on a weekday chosen: one panel together, or each interviewer alone.

    All or none. Raises ``Refused``, ``NoSuchTime``, ``ValueError`` for days the wrong way round, :class:`NoDays`,
    :class:`TooManySlots`, or what :func:`recruitment.services.interviews.make_slots` raises.
    """
    require(actor, "recruitment.keep_slots")
    cycle = Cycle.objects.get(pk=cycle_id)
    chosen = InterviewRound.objects.get(pk=round_id, cycle=cycle) if round_id else None
    people = locked_interviewers(interviewer_ids, at)
    days = grid_days(first_day, last_day, weekdays)
    if not days:
        raise NoDays
    spans = _spans(days, first=first, count=count, minutes=minutes, pause=pause, zone=zone)
    groups = [people] if Panels(panels) is Panels.TOGETHER else [[one] for one in people]
    if len(spans) * len(groups) > MOST_IN_A_GRID:
        raise TooManySlots
    if spans[0].starts_at <= at:
        raise SlotInPast
    if _any_busy(people, spans):
        raise InterviewerBusy
    return tuple(
        add_slot(
            InterviewSlot(
                cycle=cycle, round=chosen, starts_at=span.starts_at, minutes=minutes, place=place.strip(),
                created_at=at, created_by=actor,
            ),
            group,
        )
        for span in spans
        for group in groups
    )  # fmt: skip


def _any_busy(people: Sequence[Person], spans: Sequence[Span]) -> bool:
    """Whether anybody has an interview that meets one of the spans; a query for each day."""
    by_day: dict[date, list[Span]] = {}
    for span in spans:
        by_day.setdefault((span.starts_at - timedelta(hours=12)).date(), []).append(span)
    return any(busy(people, of_day) for of_day in by_day.values())
