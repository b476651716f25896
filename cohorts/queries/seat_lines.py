"""Each open seat with who waits for it in order, who was asked about it, and who is next."""

import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Fellow, MatchRun, Seat, SeatOffer
from cohorts.queries.region_room import RegionRoom
from cohorts.queries.skills import kept_for, skill_words
from cohorts.queries.vacancies import Waiting, lines, room_around, vacant_seats
from cohorts.rules.seat_offers import GONE_BY, USUAL_DAYS, SeatOfferStage, first_day_after, last_day_to_answer
from cohorts.rules.stages import LIVE_PLACEMENTS, RunStage
from fellowship.access import has_role, visible
from fellowship.models import Person
from fellowship.queries.calendars import calendar_of
from fellowship.queries.next_steps import NextStep, Urgency
from fellowship.rules.roles import Role


@dataclass(frozen=True, slots=True)
class InLine:
    """Somebody in the line for a seat: why they stand there, and what came of asking; ``can_ask``: nobody does now."""

    fellow_id: UUID
    name: str
    why: str
    answer: str
    can_ask: bool


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """The offer of a seat that waits for an answer; ``last_day`` is counted where the person lives."""

    id: UUID
    name: str
    starts_on: date
    last_day: date


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An open seat: for whom it is kept, who waits for it, who is asked now, and how the last one asked answered.

    ``is_full`` says that its region has as many as its cap lets in, so that nobody can be asked.
    """

    id: UUID
    office_id: UUID
    office: str
    place: str
    label: str
    starts_on: date
    kept_for: str
    is_full: bool
    line: tuple[InLine, ...]
    offer: OpenOffer | None
    last_answer: str

    @property
    def next(self) -> InLine | None:
        """Who is to be asked now: the first who has not been, while nobody is asked."""
        fresh = (one for one in self.line if one.can_ask and not one.answer)
        return None if self.offer else next(fresh, None)


def vacancies(person: Person) -> tuple[Vacancy, ...]:
    """The open seats within reach of cohorts whose placements are published; nine queries, more with caps."""
    return _of(list(_after_matching(person)))


def _after_matching(person: Person) -> QuerySet[Seat]:
    """The vacant seats of cohorts whose placements are published: until then matching alone decides."""
    published = MatchRun.objects.filter(cohort=OuterRef("cohort"), stage=RunStage.PUBLISHED)
    return vacant_seats(person).filter(Exists(published))


def one_in_line(person: Person, seat_id: UUID, fellow_id: UUID) -> tuple[Vacancy, InLine]:
    """An open seat within reach and one of those in its line; 404 otherwise."""
    seat = get_object_or_404(_after_matching(person), pk=seat_id)
    vacancy = _of([seat])[0]
    one = next((row for row in vacancy.line if row.fellow_id == fellow_id), None)
    if one is None:
        raise Http404
    return vacancy, one


def placed_there(person: Person, seat_id: UUID, fellow_id: UUID) -> UUID | None:
    """The placement of the very person in the very seat, where it is made already."""
    made = visible(person, "cohorts.change_placements").filter(seat_id=seat_id, fellow_id=fellow_id)
    found: UUID | None = made.filter(stage__in=LIVE_PLACEMENTS).values_list("pk", flat=True).first()
    return found


def is_open(offer: SeatOffer) -> bool:
    """Whether an offer waits for its answer."""
    return bool(offer.stage == SeatOfferStage.OPEN)


def first_day_for(seat: Vacancy, fellow_id: UUID, at: datetime) -> date:
    """The first day a form proposes: the seat's, or the first business day after the usual days to answer."""
    zone = Fellow.objects.values_list("person__time_zone", flat=True).get(pk=fellow_id)
    calendar = calendar_of(seat.office_id, (at.year, at.year + 1))
    return first_day_after(
        last_day_to_answer(at, days=USUAL_DAYS, calendar=calendar, zone=zone), seat.starts_on, calendar
    )


def one_offer(person: Person, offer_id: UUID) -> SeatOffer:
    """An offer of a seat within reach, open or not; 404 otherwise."""
    rows = SeatOffer.objects.filter(seat__in=visible(person, "cohorts.keep_seats"))
    found: SeatOffer = get_object_or_404(rows.select_related("fellow__person", "seat__office"), pk=offer_id)
    return found


def next_in_line_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """Ask the next person where the one asked last said no or let the time pass; one query where there is none."""
    if not has_role(person, Role.PROGRAM_MANAGER):
        return
    offers = SeatOffer.objects.filter(seat=OuterRef("pk"))
    asked = Exists(offers.filter(stage__in=GONE_BY)) & ~Exists(offers.filter(stage=SeatOfferStage.OPEN))
    seats = list(vacant_seats(person).filter(asked))
    for seat in _of(seats) if seats else ():
        if seat.next is not None and seat.last_answer:
            yield NextStep(
                title=_("Offer a seat at %(office)s to the next in line") % {"office": seat.office},
                url=f"{reverse('cohorts_vacancies')}#seat-{seat.id}",
                urgency=Urgency.TODAY,
                why=seat.last_answer,
                area="placement",
            )


def _of(seats: Sequence[Seat]) -> tuple[Vacancy, ...]:
    room = room_around(seats)
    waiting = lines(seats, room)
    touching = Q(seat__in=seats) | Q(stage=SeatOfferStage.OPEN, fellow__cohort_id__in={one.cohort_id for one in seats})
    offers = list(SeatOffer.objects.filter(touching).select_related("fellow__person").order_by("offered_at", "pk"))
    return tuple(_vacancy(seat, waiting[seat.pk], offers, room) for seat in seats)


def _vacancy(seat: Seat, waiting: Iterable[Waiting], offers: Sequence[SeatOffer], room: RegionRoom) -> Vacancy:
    mine = [row for row in offers if row.seat_id == seat.pk]
    now = next((row for row in mine if row.stage == SeatOfferStage.OPEN), None)
    answers = {row.fellow_id: _answer(row.stage) for row in mine if row.stage in GONE_BY}
    asked = {row.fellow_id for row in offers if row.stage == SeatOfferStage.OPEN}
    rows = []
    for one in waiting:
        answer = answers.get(one.fellow_id, "")
        if one.fellow_id in asked:
            here = now is not None and now.fellow_id == one.fellow_id
            answer = _("Asked now.") if here else _("Asked about another seat.")
        rows.append(InLine(one.fellow_id, one.name, _why(one, seat), answer, one.fellow_id not in asked))
    office = seat.office
    return Vacancy(
        id=seat.pk, office_id=office.pk, office=office.name, place=office.place, label=seat.label,
        starts_on=seat.starts_on, kept_for=kept_for(seat),
        is_full=room.is_full(seat.cohort_id, office.region_id), line=tuple(rows), offer=_open(now) if now else None,
        last_answer=_last(mine[-1].stage) if mine else "",
    )  # fmt: skip


def _open(row: SeatOffer) -> OpenOffer:
    person = row.fellow.person
    last_day = row.answer_by.astimezone(zoneinfo.ZoneInfo(person.time_zone)).date()
    return OpenOffer(row.pk, person.get_full_name(), row.starts_on, last_day)


def _why(one: Waiting, seat: Seat) -> str:
    """Why somebody stands where they stand, as the engine sees it."""
    words = {"choice": one.choice, "number": one.office_number, "skill": skill_words(seat.skill)}
    parts = [
        _("brings: %(skill)s") % words if one.brings else "",
        _("the office’s number %(number)d") % words if one.office_number else _("no number from the office: the draw"),
        _("their choice %(choice)d") % words,
    ]
    return " · ".join(part for part in parts if part)


def _answer(stage: str) -> str:
    return _("Said no to this seat.") if stage == SeatOfferStage.DECLINED else _("Let the time to answer pass.")


def _last(stage: str) -> str:
    """How the last offer of a seat ended; empty where that asks for nothing."""
    return {
        SeatOfferStage.DECLINED: _("The person asked said no."),
        SeatOfferStage.LAPSED: _("The time to answer is over."),
    }.get(SeatOfferStage(stage), "")
