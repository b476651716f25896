"""What becomes of someone's courses when they are on leave, or go on in another office."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from cohorts.models import Placement
from fellowship.services import audit
from training.models import DueOverride, Enrollment
from training.queries.progress import records
from training.rules.kinds import Standing

LEAVE = "leave"


@transaction.atomic
def shift_for_leave(*, placement_id: UUID, first_day: date, days: int, at: datetime) -> int:
    """Move what was not yet due when a leave began by its length; gives how many lessons got a later day.

    What is finished, or was late before the leave, keeps its day. More time is never taken back by an early return.
    """
    placement = Placement.objects.select_related("fellow").get(pk=placement_id)
    enrollments = list(
        Enrollment.objects.filter(person_id=placement.fellow.person_id)
        .select_related("person", "course", "office")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    given = []
    for record in records(enrollments, at, "en"):
        later = [row for row in record.lessons if row.standing is not Standing.DONE and row.due_on >= first_day]
        given += [
            DueOverride(
                enrollment=record.enrollment, lesson_id=row.id, due_on=row.due_on + timedelta(days=days), reason=LEAVE,
                granted_at=at,
            )
            for row in later
        ]  # fmt: skip
        if later:
            audit.record(
                actor=None, action="training.shift_for_leave", subject=record.enrollment,
                about=record.enrollment.person, at=at, data={"lessons": len(later), "days": days},
            )  # fmt: skip
    DueOverride.objects.bulk_create(given)
    return len(given)


@transaction.atomic
def follow_to_office(*, placement_id: UUID, at: datetime) -> int:
    """Let someone's courses go along to the office of a placement, with its time zone; due dates stay as they are."""
    placement = Placement.objects.select_related("fellow__person", "seat__office").get(pk=placement_id)
    office = placement.seat.office
    enrollments = Enrollment.objects.filter(person_id=placement.fellow.person_id).exclude(office=office)
    moved = enrollments.update(office=office, time_zone=office.time_zone)
    if moved:
        audit.record(
            actor=None, action="training.follow_to_office", subject=placement, about=placement.fellow.person, at=at,
            data={"courses": moved},
        )  # fmt: skip
    return moved
