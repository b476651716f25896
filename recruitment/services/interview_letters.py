"""Writes the letters about interviews that changed, and the calendar files that go with them."""

from datetime import datetime

from fellowship.models import Letter, Person, StoredFile
from fellowship.services import letters
from fellowship.services.files import store_bytes
from recruitment.models import Application, EndedBooking, InterviewRound, InterviewSlot
from recruitment.queries.interview_calendar import booked_file, cancelled_file
from recruitment.rules import interview_letters as kinds
from recruitment.services.selection_letters import link_to, moment_for, shared_values

PURPOSE = "recruitment.calendar"
NAME = "interview.ics"


def keep_booked_file(
    application: Application, slot: InterviewSlot, *, actor: Person | None, at: datetime
) -> StoredFile:
    """Keep the calendar file of a booking for its applicant."""
    content = booked_file(slot, application.person.language, at)
    return store_bytes(owner=application.person, purpose=PURPOSE, name=NAME, content=content, at=at, actor=actor)


def send_missed(application: Application, slot: InterviewSlot, *, actor: Person | None, at: datetime) -> Letter:
    """Offer a new time to somebody who didn't come; once a slot."""
    values = {
        **shared_values(application, link_to("recruitment_interview")),
        "when": moment_for(application.person, slot.starts_at),
    }
    return letters.compose_letter(
        actor=actor, kind=kinds.MISSED.key, recipient=application.person, subject_record=application, at=at,
        dedup=str(slot.pk), values=values,
    )  # fmt: skip


def send_taken_back(application: Application, ended: EndedBooking, *, actor: Person | None, at: datetime) -> Letter:
    """Say that we took a time back, with the file that strikes it out; once a booking."""
    person = application.person
    content = cancelled_file(ended, person.language, at)
    file = store_bytes(owner=person, purpose=PURPOSE, name=NAME, content=content, at=at, actor=actor)
    values = {
        **shared_values(application, link_to("recruitment_interview")),
        "when": moment_for(person, ended.starts_at),
    }
    return letters.compose_letter(
        actor=actor, kind=kinds.TAKEN_BACK.key, recipient=person, subject_record=application, at=at,
        dedup=str(ended.pk), values=values, attachments=[file],
    )  # fmt: skip


def hold_round_invitation(
    application: Application, to: InterviewRound, *, actor: Person | None, at: datetime
) -> Letter:
    """Write the invitation to a further round; it waits in the outbox. One a round."""
    name = to.name_es if application.person.language.startswith("es") and to.name_es else to.name
    values = {
        **shared_values(application, link_to("recruitment_interview")),
        "round": name,
        "minutes": to.minutes,
    }
    return letters.compose_letter(
        actor=actor, kind=kinds.NEXT_ROUND.key, recipient=application.person, subject_record=application, at=at,
        dedup=str(to.pk), values=values,
    )  # fmt: skip
