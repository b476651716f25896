"""Interview times as applicants, interviewers and managers see them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import Application, Cycle, InterviewSlot, Scorecard
from recruitment.models.selection_wording import RECOMMENDATIONS
from recruitment.queries.interview_rounds import KitFacts, bookable, held_by, kit_of, misses_of
from recruitment.queries.standing import stages_shown
from recruitment.rules.interviews import (
    Recommendation,
    last_change_at,
    may_book_again,
    may_change,
    may_write_scorecard,
)
from recruitment.rules.stages import Stage

LONGEST_LOOK_BACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """A time that can be booked."""

    id: UUID
    starts_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class SlotDay:
    """The open times of one day in the reader's time zone."""

    day: date
    slots: tuple[OpenSlot, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """The applicant's own interview."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    minutes: int
    place: str
    with_names: tuple[str, ...]
    may_change: bool
    change_until: datetime
    changes: int
    sequence: int
    booked_at: datetime
    is_over: bool
    round_number: int = 1
    round_name: str = ""


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """What an applicant sees: the time they hold, or those they can choose."""

    application_id: UUID
    reference: str
    booking: Booking | None
    days: tuple[SlotDay, ...]
    missed_one: bool = False
    must_ask: bool = False


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A slot in a list of staff. ``who`` is empty while nobody booked it."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    minutes: int
    place: str
    interviewers: tuple[str, ...]
    who: str = ""
    is_booked: bool = False
    has_card: bool = False
    wants_card: bool = False
    is_missed: bool = False
    may_mark: bool = False
    may_take_back: bool = False


@dataclass(frozen=True, slots=True)
class DayOfSlots:
    """The slots of one day in the reader's time zone."""

    day: date
    slots: tuple[SlotLine, ...]


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """What one interviewer heard to one question of the kit."""

    question: str
    mark: int
    note: str


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A scorecard with its word in the reader's language."""

    who: str
    word: str
    recommendation: str
    notes: str
    submitted_at: datetime
    marks: tuple[MarkFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldInterview:
    """One interview of the interviewer's own. ``others`` stays empty until their own card is in."""

    id: UUID
    name: str
    called: str
    pronouns: str
    starts_at: datetime
    ends_at: datetime
    place: str
    may_write: bool
    own: CardFacts | None
    others: tuple[CardFacts, ...]
    kit: KitFacts | None = None
    round_name: str = ""
    is_missed: bool = False
    may_mark_missed: bool = False


def interviewers(at: datetime) -> QuerySet[Person]:
    """The people who hold the role of an interviewer on the day, by name."""
    day = at.date()
    holds = Q(role_grants__role=Role.INTERVIEWER, role_grants__starts_on__lte=day) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    )
    ids = Person.objects.filter(holds, is_active=True).values("pk")
    return Person.objects.filter(pk__in=ids).order_by("name", "pk")


def cycles_with_interviews() -> QuerySet[Cycle]:
    """The cycles for which times can be made, the newest first."""
    return Cycle.objects.order_by("-cohort_year", "name", "pk")


def _end(slot: InterviewSlot) -> datetime:
    return slot.starts_at + timedelta(minutes=slot.minutes)


def _open_days(application: Application, at: datetime) -> tuple[SlotDay, ...]:
    """Times still free, by day in the active time zone; the applicant's own interviews of others are left out."""
    slots = (
        bookable(application)
        .filter(starts_at__gt=at)
        .exclude(interviewers=application.person_id)
        .order_by("starts_at", "pk")
    )
    days: dict[date, dict[datetime, OpenSlot]] = {}
    for slot in slots:
        of_day = days.setdefault(timezone.localdate(slot.starts_at), {})
        of_day.setdefault(slot.starts_at, OpenSlot(slot.pk, slot.starts_at, slot.minutes))
    return tuple(SlotDay(day, tuple(found.values())) for day, found in days.items())


def _booking(slot: InterviewSlot, at: datetime) -> Booking:
    names = tuple(person.get_full_name() for person in slot.interviewers.order_by("name", "pk"))
    return Booking(
        id=slot.pk,
        starts_at=slot.starts_at,
        ends_at=_end(slot),
        minutes=slot.minutes,
        place=slot.place,
        with_names=names,
        may_change=may_change(starts_at=slot.starts_at, changes=slot.changes, at=at),
        change_until=last_change_at(slot.starts_at),
        changes=slot.changes,
        sequence=slot.sequence,
        booked_at=slot.booked_at or at,
        is_over=_end(slot) <= at,
        round_number=slot.round.number if slot.round else 1,
    )


def invited_application(person: Person) -> Application | None:
    """The person's application at the interview stage, once the letter that invites them has left."""
    invited = visible(person, "recruitment.own_application").filter(stage=Stage.INTERVIEW)
    application: Application | None = invited.order_by("-stage_since", "pk").first()
    if application is None or stages_shown([application])[application.pk] is not Stage.INTERVIEW:
        return None
    return application


def interview_page(person: Person, at: datetime, *, moving: bool = False) -> InterviewPage | None:
    """The person's interview; ``None`` where no application of theirs is at that stage.

    Free times are listed where none is held yet, or when ``moving`` and a move is still allowed.
    """
    application = invited_application(person)
    if application is None:
        return None
    held = held_by(application).select_related("round").first()
    booking = _booking(held, at) if held else None
    wants_times = booking is None or (moving and booking.may_change)
    misses = misses_of(application)
    must_ask = booking is None and not may_book_again(misses)
    days = _open_days(application, at) if wants_times and not must_ask else ()
    return InterviewPage(application.pk, application.reference, booking, days, misses > 0, must_ask)


def own_slots(person: Person, at: datetime) -> tuple[DayOfSlots, ...]:
    """The interviews of an interviewer, by day: from two months back on. Three queries."""
    written = Scorecard.objects.filter(interviewer=person, slot=OuterRef("pk"))
    slots = (
        visible(person, "recruitment.hold_interview")
        .filter(starts_at__gt=at - LONGEST_LOOK_BACK)
        .annotate(has_card=Exists(written))
    )
    return _days(slots, at)


def kept_slots(person: Person, at: datetime) -> tuple[DayOfSlots, ...]:
    """All interview times, for those who make them, by day: from two months back on. Two queries."""
    return _days(visible(person, "recruitment.keep_slots").filter(starts_at__gt=at - LONGEST_LOOK_BACK), at)


def _days(slots: QuerySet[InterviewSlot], at: datetime) -> tuple[DayOfSlots, ...]:
    days: dict[date, list[SlotLine]] = {}
    rows = (
        slots.select_related("application__person")
        .prefetch_related("interviewers")
        .annotate(cards=Count("scorecards"))
        .order_by("starts_at", "pk")
    )
    for slot in rows:
        has_card = bool(getattr(slot, "has_card", False))
        is_due = (
            slot.application is not None
            and slot.missed_at is None
            and may_write_scorecard(starts_at=slot.starts_at, at=at)
        )
        line = SlotLine(
            id=slot.pk,
            starts_at=slot.starts_at,
            ends_at=_end(slot),
            minutes=slot.minutes,
            place=slot.place,
            interviewers=tuple(sorted(person.get_full_name() for person in slot.interviewers.all())),
            who=slot.application.person.get_full_name() if slot.application else "",
            is_booked=slot.application is not None,
            has_card=has_card,
            wants_card=is_due and not has_card,
            is_missed=slot.missed_at is not None,
            may_mark=is_due and not slot.cards,
            may_take_back=slot.application is not None and slot.starts_at > at,
        )
        days.setdefault(timezone.localdate(slot.starts_at), []).append(line)
    return tuple(DayOfSlots(day, tuple(lines)) for day, lines in days.items())


def _card(card: Scorecard) -> CardFacts:
    word = RECOMMENDATIONS[Recommendation(card.recommendation)]
    spanish = (get_language() or "en").startswith("es")
    marks = tuple(
        MarkFacts((spanish and row.question.question_es) or row.question.question, row.mark, row.note)
        for row in sorted(card.marks.all(), key=lambda row: (row.question.sort_order, row.question_id))
    )
    return CardFacts(
        card.interviewer.get_full_name(), str(word), card.recommendation, card.notes, card.submitted_at, marks
    )


def scorecards_of(person: Person, application_id: UUID) -> tuple[CardFacts, ...]:
    """All scorecards of an application, for those who decide; one who interviewed too sees none before their own."""
    rows = Scorecard.objects.filter(application_id=application_id)
    owes = InterviewSlot.objects.filter(application_id=application_id, missed_at__isnull=True, interviewers=person)
    if owes.exclude(scorecards__interviewer=person).exists():
        return ()
    found = rows.select_related("interviewer").prefetch_related("marks__question")
    return tuple(_card(row) for row in found.order_by("submitted_at", "pk"))


def held_interview(person: Person, slot_id: UUID, at: datetime) -> HeldInterview:
    """One interview of the interviewer's own, booked; anything else is not found. Own card before others'."""
    slot: InterviewSlot = get_object_or_404(
        visible(person, "recruitment.hold_interview").select_related("application__person", "round"),
        pk=slot_id,
    )
    if slot.application is None:
        raise Http404
    cards = list(
        Scorecard.objects.filter(slot=slot)
        .select_related("interviewer")
        .prefetch_related("marks__question")
        .order_by("submitted_at", "pk")
    )
    own = next((_card(card) for card in cards if card.interviewer_id == person.pk), None)
    others = tuple(_card(card) for card in cards if card.interviewer_id != person.pk) if own else ()
    applicant = slot.application.person
    has_begun = may_write_scorecard(starts_at=slot.starts_at, at=at)
    return HeldInterview(
        id=slot.pk,
        name=applicant.get_full_name(),
        called=applicant.short_name,
        pronouns=applicant.pronouns,
        starts_at=slot.starts_at,
        ends_at=_end(slot),
        place=slot.place,
        may_write=own is None and slot.missed_at is None and has_begun,
        own=own,
        others=others,
        kit=kit_of(slot.round_id),
        round_name=slot.round.name if slot.round else "",
        is_missed=slot.missed_at is not None,
        may_mark_missed=slot.missed_at is None and has_begun and not cards,
    )


def kept_slot(person: Person, slot_id: UUID) -> InterviewSlot:
    """A slot for those who make them; anything else is not found."""
    slot: InterviewSlot = get_object_or_404(visible(person, "recruitment.keep_slots"), pk=slot_id)
    return slot
