"""Interviews: managers make times, applicants book their own, interviewers write scorecards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, Cycle, EndedBooking, InterviewSlot, KitQuestion, Scorecard, ScorecardMark
from recruitment.queries.interview_rounds import held_by, misses_of, next_sequence, round_of
from recruitment.queries.interviews import interviewers
from recruitment.rules.interviews import (
    LONGEST_MINUTES,
    Recommendation,
    Span,
    clashes,
    may_book_again,
    may_change,
    may_write_scorecard,
    slot_grid,
)
from recruitment.rules.reading import HIGHEST_MARK, LOWEST_MARK
from recruitment.rules.stages import Stage
from recruitment.services import interview_letters, selection_letters
from recruitment.services.applications import locked


@dataclass(frozen=True, slots=True)
class Heard:
    """What one interviewer heard to one question: a mark from 1 to 4 and a note."""

    mark: int
    note: str = ""


class SlotTaken(Conflict):
    """Another applicant was faster, or the time is gone."""

    sentence = _("That time was just taken. Choose another one.")


class AlreadyBooked(Conflict):
    """The applicant holds another time and didn't ask to move it."""

    sentence = _("You already have an interview time. Move it if you need another one.")


class NotInvited(Conflict):
    """The application is not at the interview stage."""

    sentence = _("There is no interview to book now.")


class NoMoreChanges(Conflict):
    """Both changes are used, a second interview was missed, or the interview is less than a day away."""

    sentence = _("You can't move this interview yourself any more. Call or write to us, and we find another time.")


class InterviewerBusy(Conflict):
    """An interviewer holds another interview at that time."""

    sentence = _("One of the interviewers already has an interview at one of these times. Choose other times.")


class NotAnInterviewer(Conflict):
    """Somebody chosen does not hold the role."""

    sentence = _("Choose people who hold the role of an interviewer.")


class SlotInPast(Conflict):
    """The time is over already."""

    sentence = _("Choose a time that is still to come.")


class SlotBooked(Conflict):
    """An applicant counts on this time."""

    sentence = _("An applicant has booked this time, so it can't be removed.")


class TooEarly(Conflict):
    """The interview has not begun."""

    sentence = _("Write the scorecard once the interview has begun.")


class AlreadyWritten(Conflict):
    """The interviewer's scorecard is in."""

    sentence = _("Your scorecard is already saved. Saved scorecards are not changed.")


def busy(people: Sequence[Person], spans: Sequence[Span]) -> bool:
    """Whether any of the people already has a slot that meets one of the spans."""
    near = InterviewSlot.objects.filter(
        interviewers__in=people,
        starts_at__gt=spans[0].starts_at - timedelta(minutes=LONGEST_MINUTES),
        starts_at__lt=spans[-1].ends_at,
    ).order_by("starts_at", "pk")
    taken = [Span(slot.starts_at, slot.starts_at + timedelta(minutes=slot.minutes)) for slot in near.distinct()]
    return bool(clashes(spans, taken))


@transaction.atomic
def make_slots(
    *,
    actor: Person,
    cycle_id: UUID,
    interviewer_ids: Sequence[UUID],
    day: date,
    first: time,
    count: int,
    minutes: int,
    place: str,
    zone: str,
    pause: int = 0,
    round_id: UUID | None = None,
    at: datetime,
) -> tuple[InterviewSlot, ...]:
    """Make ``count`` interview times of ``minutes`` on one day, beginning when clocks of ``zone`` show ``first``.

    Raises ``Refused``, ``NoSuchTime`` where the clock skips ``first``, :class:`SlotInPast`,
    :class:`NotAnInterviewer`, or :class:`InterviewerBusy`, and then makes none.
    """
    require(actor, "recruitment.keep_slots")
    cycle = Cycle.objects.get(pk=cycle_id)
    people = locked_interviewers(interviewer_ids, at)
    spans = slot_grid(day=day, first=first, count=count, minutes=minutes, pause=pause, zone=zone)
    if spans[0].starts_at <= at:
        raise SlotInPast
    if busy(people, spans):
        raise InterviewerBusy
    return tuple(
        add_slot(
            InterviewSlot(
                cycle=cycle, round_id=round_id, starts_at=span.starts_at, minutes=minutes, place=place.strip(),
                created_at=at, created_by=actor,
            ),
            people,
        )
        for span in spans
    )  # fmt: skip


def locked_interviewers(ids: Sequence[UUID], at: datetime) -> list[Person]:
    """The interviewers named, their rows locked so that nobody gives them two interviews at one time.

    Raises :class:`NotAnInterviewer` where one of them does not hold the role, or none is named.
    """
    holders = Person.objects.filter(pk__in=interviewers(at)).filter(pk__in=list(ids))
    people = list(holders.order_by("pk").select_for_update(of=("self",)))
    if not people or len(people) != len(set(ids)):
        raise NotAnInterviewer
    return people


def add_slot(slot: InterviewSlot, people: Sequence[Person]) -> InterviewSlot:
    """Keep a new time with its interviewers, and the audit row; who calls has looked for clashes."""
    slot.save()
    slot.interviewers.set(people)
    audit.record(actor=slot.created_by, action="recruitment.make_slot", subject=slot, at=slot.created_at)
    return slot


@transaction.atomic
def remove_slot(*, actor: Person, slot_id: UUID, at: datetime) -> None:
    """Remove a time that nobody booked. Raises ``Refused`` or :class:`SlotBooked`."""
    slot = InterviewSlot.objects.select_for_update(of=("self",)).get(pk=slot_id)
    require(actor, "recruitment.keep_slots", slot)
    if slot.application_id is not None or slot.missed_at is not None or slot.scorecards.exists():
        raise SlotBooked
    audit.record(actor=actor, action="recruitment.remove_slot", subject=slot, at=at)
    slot.delete()


def _invited(actor: Person, application_id: UUID) -> Application:
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    if application.stage != Stage.INTERVIEW:
        raise NotInvited
    return application


def _free_slot(application: Application, slot_id: UUID, at: datetime) -> InterviewSlot:
    slot = InterviewSlot.objects.select_for_update(of=("self",)).filter(pk=slot_id, cycle=application.cycle_id).first()
    if slot is None or slot.application_id is not None or slot.missed_at is not None or slot.starts_at <= at:
        raise SlotTaken
    if slot.round_id is not None and slot.round_id != round_of(application):
        raise SlotTaken
    if slot.interviewers.filter(pk=application.person_id).exists():
        raise SlotTaken
    return slot


def _book(application: Application, slot: InterviewSlot, *, actor: Person, at: datetime) -> InterviewSlot:
    slot.application, slot.booked_at = application, at
    slot.sequence = max(slot.sequence, next_sequence(application))
    slot.save(update_fields=["application", "booked_at", "changes", "sequence"])
    audit.record(actor=actor, action="recruitment.book_interview", subject=slot, about=application.person, at=at)
    file = interview_letters.keep_booked_file(application, slot, actor=actor, at=at)
    selection_letters.send_booked(application, slot, actor=actor, at=at, file=file)
    return slot


@transaction.atomic
def book_interview(*, actor: Person, application_id: UUID, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Book a time for one's own interview; the same time asked for again is the same booking.

    The application is locked, then the slot, so that of two people asking at once one gets it and the other
    :class:`SlotTaken`. Raises also ``Refused``, :class:`NotInvited`, and :class:`AlreadyBooked`.
    """
    application = _invited(actor, application_id)
    held = held_by(application).first()
    if held is not None:
        if held.pk == slot_id:
            return held
        raise AlreadyBooked
    if not may_book_again(misses_of(application)):
        raise NoMoreChanges
    return _book(application, _free_slot(application, slot_id, at), actor=actor, at=at)


@transaction.atomic
def move_interview(*, actor: Person, application_id: UUID, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Change to another time, twice and up to a day before; the old time is free again.

    Raises like :func:`book_interview`, and :class:`NoMoreChanges`.
    """
    application = _invited(actor, application_id)
    held = held_by(application).select_for_update(of=("self",)).first()
    if held is None:
        raise NotInvited
    if held.pk == slot_id:
        return held
    if not may_change(starts_at=held.starts_at, changes=held.changes, at=at):
        raise NoMoreChanges
    slot = _free_slot(application, slot_id, at)
    slot.changes, slot.sequence = held.changes + 1, held.sequence + 1
    release(held)
    return _book(application, slot, actor=actor, at=at)


def release(slot: InterviewSlot) -> None:
    """Make a booked time free again."""
    slot.application, slot.booked_at, slot.changes, slot.sequence = None, None, 0, 0
    slot.save(update_fields=["application", "booked_at", "changes", "sequence"])


@transaction.atomic
def release_booking(*, application_id: UUID, at: datetime) -> bool:
    """Free the times of someone who is no longer interviewed, if they are still to come; whether there were any.

    Calendars that follow a feed strike them out.
    """
    slots = InterviewSlot.objects.select_for_update(of=("self",)).filter(
        application_id=application_id, starts_at__gt=at
    )
    held = list(slots.order_by("pk"))
    for slot in held:
        end_booking(slot, at=at)
    return bool(held)


def end_booking(slot: InterviewSlot, *, at: datetime) -> EndedBooking:
    """Take a booking back: remember it for calendars, then free the time. Raises :class:`NotInvited` where none is."""
    if slot.application is None:
        raise NotInvited
    ended = EndedBooking.objects.create(
        application=slot.application, round_id=slot.round_id, starts_at=slot.starts_at, minutes=slot.minutes,
        sequence=slot.sequence + 1, ended_at=at,
    )  # fmt: skip
    ended.interviewers.set(slot.interviewers.all())
    release(slot)
    return ended


@transaction.atomic
def write_scorecard(
    *, actor: Person, slot_id: UUID, recommendation: Recommendation | str, notes: str, at: datetime,
    marks: Mapping[int, Heard] | None = None,
) -> Scorecard:  # fmt: skip
    """Save an interviewer's own scorecard, once; the same again changes nothing.

    ``marks`` holds what was heard by question of the kit; questions that were not asked are left out. Raises
    ``Refused``, :class:`NotInvited` for a slot nobody booked or where the applicant didn't come, :class:`TooEarly`,
    :class:`AlreadyWritten`, or ``ValueError`` for a question that is not of the kit or a mark out of bounds.
    """
    slot = InterviewSlot.objects.select_for_update(of=("self",)).get(pk=slot_id)
    require(actor, "recruitment.hold_interview", slot)
    if slot.application_id is None or slot.missed_at is not None:
        raise NotInvited
    if not may_write_scorecard(starts_at=slot.starts_at, at=at):
        raise TooEarly
    word = Recommendation(recommendation)
    written = Scorecard.objects.filter(interviewer=actor, slot=slot).first()
    if written is not None:
        if (written.recommendation, written.notes) == (word, notes.strip()):
            return written
        raise AlreadyWritten
    card = Scorecard.objects.create(
        slot=slot,
        application_id=slot.application_id,
        interviewer=actor,
        recommendation=word,
        notes=notes.strip(),
        submitted_at=at,
    )
    _keep_marks(card, slot, marks or {})
    about = Person.objects.get(applications=slot.application_id)
    audit.record(actor=actor, action="recruitment.write_scorecard", subject=card, about=about, at=at)
    return card


def _keep_marks(card: Scorecard, slot: InterviewSlot, marks: Mapping[int, Heard]) -> None:
    asked = set(KitQuestion.objects.filter(kit__rounds=slot.round_id).values_list("pk", flat=True))
    if not set(marks) <= asked or any(not LOWEST_MARK <= heard.mark <= HIGHEST_MARK for heard in marks.values()):
        message = "marks for other questions, or out of bounds"
        raise ValueError(message)
    ScorecardMark.objects.bulk_create(
        ScorecardMark(scorecard=card, question_id=pk, mark=heard.mark, note=heard.note.strip()[:600])
        for pk, heard in sorted(marks.items())
    )
