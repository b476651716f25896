"""What becomes of planned one-on-ones when an Advocate is on leave, or their placement ends."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from cohorts.queries.placements import PlacementFacts, placement_facts
from cohorts.rules.changes import whole_weeks
from wellness.models import OneOnOne
from wellness.rules.stages import MeetingStage
from wellness.services.meetings import TimeTaken, cancel_one_on_one, move_one_on_one


@transaction.atomic
def move_out_of_leave(*, placement_id: UUID, first_day: date, days: int, at: datetime) -> int:
    """Move the one-on-ones that fall into a leave behind it, by whole weeks: same weekday, same hour there.

    Where the two meet at that time already, the one in the leave is cancelled; its agenda goes on to the next.
    Gives how many were moved or cancelled.
    """
    facts = placement_facts(placement_id)
    zone, weeks = ZoneInfo(facts.time_zone), timedelta(days=whole_weeks(days))
    begins = datetime.combine(first_day, time.min, tzinfo=zone)
    planned = _planned(facts, max(begins, at)).filter(scheduled_at__lt=begins + timedelta(days=days))
    # The last one first, so that two of a series never stand at the same time on their way.
    for meeting in (rows := list(planned.order_by("-scheduled_at"))):
        there = meeting.scheduled_at.astimezone(zone)
        try:
            move_one_on_one(actor=None, meeting_id=meeting.pk, scheduled_at=there + weeks, at=at)
        except TimeTaken:
            cancel_one_on_one(actor=None, meeting_id=meeting.pk, at=at)
    return len(rows)


@transaction.atomic
def cancel_after_the_end(*, placement_id: UUID, at: datetime) -> int:
    """Cancel the one-on-ones planned for after the last day of a placement; gives how many. What was said stays."""
    facts = placement_facts(placement_id)
    ends = datetime.combine(facts.ends_on + timedelta(days=1), time.min, tzinfo=ZoneInfo(facts.time_zone))
    rows = list(_planned(facts, max(ends, at)).order_by("scheduled_at"))
    for meeting in rows:
        cancel_one_on_one(actor=None, meeting_id=meeting.pk, at=at)
    return len(rows)


def _planned(facts: PlacementFacts, after: datetime) -> QuerySet[OneOnOne]:
    return OneOnOne.objects.filter(
        relationship__advocate_id=facts.person_id, relationship__ended_at__isnull=True, stage=MeetingStage.PLANNED,
        scheduled_at__gte=after,
    )  # fmt: skip
