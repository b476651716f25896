"""Interviews: managers make times, applicants book their own, interviewers write scorecards."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, Cycle, InterviewSlot, Scorecard
from recruitment.queries.interviews import interviewers
from recruitment.rules.interviews import (
    LONGEST_MINUTES,
    Recommendation,
    Span,
    clashes,
    may_change,
    may_write_scorecard,
    slot_grid,
)
from recruitment.rules.stages import Stage
from recruitment.services import selection_letters
from recruitment.services.applications import locked


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
    """The one change is used, or the interview is less than a day away."""

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


def _busy(people: Sequence[Person], spans: Sequence[Span]) -> bool:
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
    at: datetime,
) -> tuple[InterviewSlot, ...]:
    """Make ``count`` interview times of ``minutes`` on one day, beginning when clocks of ``zone`` show ``first``.

    Raises ``Refused``, ``NoSuchTime`` where the clock skips ``first``, :class:`SlotInPast`,
    :class:`NotAnInterviewer`, or :class:`InterviewerBusy`, and then makes none.
    """
    require(actor, "recruitment.keep_slots")
    cycle = Cycle.objects.get(pk=cycle_id)
    people = list(Person.objects.filter(pk__in=interviewers(at)).filter(pk__in=list(interviewer_ids)).order_by("pk")
                  .select_for_update(of=("self",)))  # fmt: skip
    if not people or len(people) != len(set(interviewer_ids)):
        raise NotAnInterviewer
    spans = slot_grid(day=day, first=first, count=count, minutes=minutes, pause=pause, zone=zone)
    if spans[0].starts_at <= at:
        raise SlotInPast
    if _busy(people, spans):
        raise InterviewerBusy
    made = []
    for span in spans:
        slot = InterviewSlot.objects.create(
            cycle=cycle,
            starts_at=span.starts_at,
            minutes=minutes,
            place=place.strip(),
            created_at=at,
            created_by=actor,
        )
        slot.interviewers.set(people)
        audit.record(actor=actor, action="recruitment.make_slot", subject=slot, at=at)
        made.append(slot)
    return tuple(made)


@transaction.atomic
def remove_slot(*, actor: Person, slot_id: UUID, at: datetime) -> None:
    """Remove a time that nobody booked. Raises ``Refused`` or :class:`SlotBooked`."""
    slot = InterviewSlot.objects.select_for_update(of=("self",)).get(pk=slot_id)
    require(actor, "recruitment.keep_slots", slot)
    if slot.application_id is not None or slot.scorecards.exists():
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
    if slot is None or slot.application_id is not None or slot.starts_at <= at:
        raise SlotTaken
    if slot.interviewers.filter(pk=application.person_id).exists():
        raise SlotTaken
    return slot


def _book(application: Application, slot: InterviewSlot, *, actor: Person, at: datetime) -> InterviewSlot:
    slot.application, slot.booked_at = application, at
    slot.save(update_fields=["application", "booked_at", "changes", "sequence"])
    audit.record(actor=actor, action="recruitment.book_interview", subject=slot, about=application.person, at=at)
    selection_letters.send_booked(application, slot, actor=actor, at=at)
    return slot


@transaction.atomic
def book_interview(*, actor: Person, application_id: UUID, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Book a time for one's own interview; the same time asked for again is the same booking.

    The application is locked, then the slot, so that of two people asking at once one gets it and the other
    :class:`SlotTaken`. Raises also ``Refused``, :class:`NotInvited`, and :class:`AlreadyBooked`.
    """
    application = _invited(actor, application_id)
    held = InterviewSlot.objects.filter(application=application).first()
    if held is not None:
        if held.pk == slot_id:
            return held
        raise AlreadyBooked
    return _book(application, _free_slot(application, slot_id, at), actor=actor, at=at)


@transaction.atomic
def move_interview(*, actor: Person, application_id: UUID, slot_id: UUID, at: datetime) -> InterviewSlot:
    """Change to another time, once and up to a day before; the old time is free again.

    Raises like :func:`book_interview`, and :class:`NoMoreChanges`.
    """
    application = _invited(actor, application_id)
    held = InterviewSlot.objects.select_for_update(of=("self",)).filter(application=application).first()
    if held is None:
        raise NotInvited
    if held.pk == slot_id:
        return held
    if not may_change(starts_at=held.starts_at, changes=held.changes, at=at):
        raise NoMoreChanges
    slot = _free_slot(application, slot_id, at)
    slot.changes, slot.sequence = held.changes + 1, held.sequence + 1
    _release(held)
    return _book(application, slot, actor=actor, at=at)


def _release(slot: InterviewSlot) -> None:
    slot.application, slot.booked_at, slot.changes, slot.sequence = None, None, 0, 0
    slot.save(update_fields=["application", "booked_at", "changes", "sequence"])


@transaction.atomic
def release_booking(*, application_id: UUID, at: datetime) -> bool:
    """Free the time of someone who is no longer interviewed, if it is still to come; whether there was one."""
    slot = InterviewSlot.objects.select_for_update(of=("self",)).filter(
        application_id=application_id, starts_at__gt=at
    )
    held = slot.first()
    if held is not None:
        _release(held)
    return held is not None


@transaction.atomic
def write_scorecard(
    *, actor: Person, slot_id: UUID, recommendation: Recommendation | str, notes: str, at: datetime
) -> Scorecard:
    """Save an interviewer's own scorecard, once; the same again changes nothing.

    Raises ``Refused``, :class:`NotInvited` for a slot nobody booked, :class:`TooEarly`, or
    :class:`AlreadyWritten`.
    """
    slot = InterviewSlot.objects.select_for_update(of=("self",)).get(pk=slot_id)
    require(actor, "recruitment.hold_interview", slot)
    if slot.application_id is None:
        raise NotInvited
    if not may_write_scorecard(starts_at=slot.starts_at, at=at):
        raise TooEarly
    word = Recommendation(recommendation)
    written = Scorecard.objects.filter(interviewer=actor, application_id=slot.application_id).first()
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
    about = Person.objects.get(applications=slot.application_id)
    audit.record(actor=actor, action="recruitment.write_scorecard", subject=card, about=about, at=at)
    return card
