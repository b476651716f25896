"""Open seats and who could take them: for a move before anything ends, and for a seat that fell free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cohorts.models import (
    Conflict,
    Fellow,
    FellowRanking,
    OfficeRanking,
    OfficeTerms,
    Placement,
    RegionRanking,
    Seat,
    SeatOffer,
)
from cohorts.queries.met import with_counting
from cohorts.queries.region_room import RegionRoom
from cohorts.rules.eligibility import Bar
from cohorts.rules.limits import Spot, limit_between, read_limits
from cohorts.rules.lottery import ticket
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.skills import skills_from
from cohorts.rules.stages import LIVE_PLACEMENTS, FellowStage
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """One open seat that suits somebody; ``choice`` is its place on their list, 0 when it is not on it."""

    id: UUID
    office: str
    place: str
    label: str
    starts_on: date
    pay: int
    choice: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a seat, in the order they come: the skill it is kept for, the number, the lottery.

    ``brings`` says whether they have that skill; a seat kept for none leaves it out of the order.
    """

    fellow_id: UUID
    name: str
    office_number: int | None
    choice: int
    brings: bool


def free_seats(person: Person) -> QuerySet[Seat]:
    """The open seats within a manager's reach that nobody holds or is promised."""
    offered = SeatOffer.objects.filter(seat=OuterRef("pk"), stage=SeatOfferStage.OPEN)
    return vacant_seats(person).filter(~Exists(offered))


def vacant_seats(person: Person) -> QuerySet[Seat]:
    """The open seats within a manager's reach that nobody holds, also those offered to somebody."""
    taken = Placement.objects.filter(seat=OuterRef("pk"), stage__in=LIVE_PLACEMENTS)
    seats = visible(person, "cohorts.keep_seats").filter(~Exists(taken), is_open=True, office__is_active=True)
    return seats.select_related("office", "cohort").order_by("office__name", "starts_on", "label", "pk")


def seats_for(person: Person, fellow: Fellow, *, away_from: UUID) -> tuple[OpenSeat, ...]:
    """The open seats of other offices that nothing keeps a fellow from, their own choices first; see there."""
    return seats_for_each(person, [fellow], away_from=away_from)[fellow.pk]


def seats_for_each(person: Person, fellows: Sequence[Fellow], *, away_from: UUID) -> dict[UUID, tuple[OpenSeat, ...]]:
    """What :func:`seats_for` gives, for several fellows at once: seven queries for any number, ten with caps."""
    cohorts = {fellow.cohort_id for fellow in fellows}
    seats = list(free_seats(person).exclude(office_id=away_from).filter(cohort_id__in=cohorts))
    bars = _Bars(fellows, [seat.office_id for seat in seats], RegionRoom(cohorts))
    found: dict[UUID, tuple[OpenSeat, ...]] = {}
    for fellow in fellows:
        fit = [
            _open_seat(seat, bars.choice(fellow, seat) or 0)
            for seat in seats
            if seat.cohort_id == fellow.cohort_id and bars.between(fellow, seat, listed=False) is None
        ]
        found[fellow.pk] = tuple(sorted(fit, key=lambda seat: (seat.choice == 0, seat.choice, seat.office)))
    return found


def _open_seat(seat: Seat, choice: int) -> OpenSeat:
    return OpenSeat(
        id=seat.pk, office=seat.office.name, place=seat.office.place, label=seat.label, starts_on=seat.starts_on,
        pay=seat.pay, choice=choice,
    )  # fmt: skip


def waiting_for(seat: Seat) -> tuple[Waiting, ...]:
    """Who is ready, lists the seat's office and is not kept from it, in the order in which they come."""
    return lines([seat])[seat.pk]


def room_around(seats: Iterable[Seat]) -> RegionRoom:
    """What caps leave in the regions of some seats."""
    return RegionRoom({seat.cohort_id for seat in seats})


def lines(seats: Sequence[Seat], room: RegionRoom | None = None) -> dict[UUID, tuple[Waiting, ...]]:
    """Who waits for each seat; six queries for any number, more where ``room`` is not at hand."""
    ready = Fellow.objects.filter(cohort_id__in={seat.cohort_id for seat in seats}, stage=FellowStage.READY)
    fellows = list(ready.select_related("person").order_by("pk"))
    bars = _Bars(fellows, {seat.office_id for seat in seats}, room or room_around(seats))
    return {seat.pk: _line(seat, fellows, bars) for seat in seats}


def _line(seat: Seat, fellows: list[Fellow], bars: "_Bars") -> tuple[Waiting, ...]:
    able = [
        fellow
        for fellow in fellows
        if fellow.cohort_id == seat.cohort_id and bars.between(fellow, seat, listed=True) is None
    ]
    numbers = {fellow.pk: bars.numbers.get((fellow.pk, seat.office_id)) for fellow in able}
    brings = {fellow.pk: bool(seat.skill) and seat.skill in _skills(fellow) for fellow in able}
    seed = seat.cohort.lottery_seed

    def turn(one: Fellow) -> tuple[bool, bool, int, str]:
        number = numbers[one.pk]
        return not brings[one.pk], number is None, number or 0, ticket(seed, str(one.pk))

    return tuple(
        Waiting(
            fellow.pk, fellow.person.get_full_name(), numbers[fellow.pk], bars.choice(fellow, seat) or 0,
            brings[fellow.pk],
        )
        for fellow in sorted(able, key=turn)
    )  # fmt: skip


def bar_of(fellow: Fellow, seat: Seat, *, listed: bool, capped: bool = True) -> Bar | None:
    """What keeps a fellow from a seat; with ``listed`` they must have put its office on their list.

    Where it is not ``capped``, the cap of its region is left aside.
    """
    return _Bars([fellow], [seat.office_id], room_around([seat] if capped else [])).between(
        fellow, seat, listed=listed
    )


class _Bars:
    """What some fellows and some offices said of one another, and what keeps them apart; five queries."""

    def __init__(self, fellows: Iterable[Fellow], offices: Iterable[UUID], room: RegionRoom) -> None:
        self.room = room
        people, places = list(fellows), list(offices)
        pairs = {"fellow__in": people, "office_id__in": places}
        lists = FellowRanking.objects.filter(**pairs).values_list("fellow_id", "office_id", "position", "never")
        said = with_counting(OfficeRanking.objects.filter(**pairs)).values_list(
            "fellow_id", "office_id", "position", "not_this_person", "counts"
        )
        rows, answers = list(lists), list(said)
        self.choices = {(fellow, office): place or 0 for fellow, office, place, never in rows if not never}
        self.never = {(fellow, office) for fellow, office, _place, never in rows if never}
        self.numbers = {(fellow, office): place for fellow, office, place, no, counts in answers if counts and not no}
        self.refused = {(fellow, office) for fellow, office, _place, no, _counts in answers if no}
        self.conflicts = set(Conflict.objects.filter(**pairs).values_list("fellow_id", "office_id"))
        regions = RegionRanking.objects.filter(fellow__in=people)
        self.regions = {(one, region): place for one, region, place in regions.values_list(
            "fellow_id", "region_id", "position")}  # fmt: skip
        terms = OfficeTerms.objects.filter(cohort__in={one.cohort_id for one in people}, office_id__in=places)
        self.terms = {(row.cohort_id, row.office_id): row for row in terms}

    def choice(self, fellow: Fellow, seat: Seat) -> int | None:
        """The place of a seat's office on a fellow's list, by itself or with its region; nothing where it has none."""
        pair = (fellow.pk, seat.office_id)
        if pair in self.never:
            return None
        return self.choices.get(pair, self.regions.get((fellow.pk, seat.office.region_id)))

    def limit(self, fellow: Fellow, seat: Seat) -> Bar | None:
        """The hard limit of a fellow that a seat's office passes."""
        terms, office = self.terms.get((seat.cohort_id, seat.office_id)), seat.office
        car, commute = (terms.car_needed, terms.commute_minutes) if terms else (None, None)
        found = limit_between(read_limits(fellow.limits), Spot(office.state, str(office.region_id), car, commute))
        return Bar(found.value) if found else None

    def between(self, fellow: Fellow, seat: Seat, *, listed: bool) -> Bar | None:
        """The first rule that keeps the two apart."""
        pair = (fellow.pk, seat.office_id)
        not_before = str(fellow.limits.get("not_before", ""))
        bars = (
            (Bar.NEVER, pair in self.never),
            (Bar.CONFLICT, pair in self.conflicts),
            (Bar.REFUSED, pair in self.refused),
            (Bar.SKILL, seat.skill_is_firm and bool(seat.skill) and seat.skill not in _skills(fellow)),
            (Bar.START_DATE, listed and bool(not_before) and str(seat.starts_on) < not_before),
            (Bar.NOT_ON_OFFICE_LIST, listed and self.choice(fellow, seat) is None),
            (Bar.REGION_FULL, self.room.is_full(seat.cohort_id, seat.office.region_id, without=fellow.pk)),
        )
        return next((bar for bar, holds in bars if holds), None) or self.limit(fellow, seat)


def _skills(fellow: Fellow) -> list[str]:
    return skills_from(fellow.languages, fellow.skills, spanish=fellow.spanish)
