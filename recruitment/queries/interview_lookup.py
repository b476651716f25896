"""One interview for a check page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from fellowship.access import can, visible
from fellowship.models import Person
from recruitment.models import InterviewSlot
from recruitment.queries.interview_rounds import misses_of


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """A booked interview. ``misses`` counts those of the round that the applicant didn't come to before."""

    id: UUID
    name: str
    starts_at: datetime
    place: str
    misses: int
    back_url: str


def _facts(person: Person, slots: QuerySet[InterviewSlot], slot_id: UUID) -> SlotFacts:
    slot: InterviewSlot = get_object_or_404(
        slots.filter(application__isnull=False).select_related("application__person"), pk=slot_id
    )
    keeps = can(person, "recruitment.keep_slots")
    application = slot.application
    return SlotFacts(
        id=slot.pk,
        name=application.person.get_full_name() if application else "",
        starts_at=slot.starts_at,
        place=slot.place,
        misses=misses_of(application) if application else 0,
        back_url=reverse("recruitment_slots" if keeps else "recruitment_held_interviews"),
    )


def markable_slot(person: Person, slot_id: UUID) -> SlotFacts:
    """An interview the person may note as missed; anything else is not found."""
    return _facts(person, visible(person, "recruitment.mark_missed"), slot_id)


def takeable_slot(person: Person, slot_id: UUID) -> SlotFacts:
    """An interview whose time the person may take back; anything else is not found."""
    return _facts(person, visible(person, "recruitment.keep_slots"), slot_id)
