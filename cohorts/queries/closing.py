"""An office that closes: who is placed there, where each could go, and what will follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cohorts.models import Placement, PlacementChange, Seat, SeatOffer
from cohorts.queries.placement_page import seat_in_words
from cohorts.queries.seats import one_office
from cohorts.queries.vacancies import seats_for_each
from cohorts.rules.changes import OPEN_CHANGES, ChangeKind, last_day_at
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.stages import LIVE_PLACEMENTS, PlacementStage
from fellowship.design.wording import day_in_words
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement at the office; ``leaves_on`` is the last day there as things are planned now."""

    placement_id: UUID
    name: str
    begun: bool
    starts_on: date
    leaves_on: date
    seats: tuple[tuple[str, str], ...]

    def leaves_by(self, last_day: date) -> bool:
        """Whether nothing is to be done about it."""
        return self.leaves_on <= last_day

    def moves_on(self, last_day: date) -> date:
        """The first day elsewhere: the day after the office closes, or the first day of all."""
        return max(last_day + timedelta(days=1), self.starts_on)


@dataclass(frozen=True, slots=True)
class Closing:
    """The page of an office that closes. ``coming`` are those about to move there, which must be called off first.

    ``offers`` counts those of its seats that nobody has answered.
    """

    office_id: UUID
    office: str
    place: str
    stays: tuple[Stay, ...]
    seats: int
    offers: int
    coming: tuple[tuple[UUID, str], ...]


def placements_at(office_id: UUID) -> QuerySet[Placement]:
    """The live placements of an office, in one order for everybody who locks them."""
    return Placement.objects.filter(seat__office_id=office_id, stage__in=LIVE_PLACEMENTS).order_by("pk")


def open_moves() -> QuerySet[PlacementChange]:
    """Moves that are planned and not yet carried out."""
    return PlacementChange.objects.filter(kind=ChangeKind.TRANSFER, stage__in=OPEN_CHANGES)


def closing(person: Person, office_id: UUID) -> Closing:
    """Who is placed at an office within reach and where each could go; 404 otherwise. Eleven queries for any size."""
    office = one_office(person, office_id)
    there = list(placements_at(office_id).select_related("fellow__person"))
    near = Q(placement__in=there) | Q(to_seat__office_id=office_id)
    moves = list(open_moves().filter(near).select_related("to_seat__office", "placement__fellow__person"))
    own = {move.placement_id: move for move in moves}
    seats = seats_for_each(person, [one.fellow for one in there], away_from=office_id)
    stays = []
    for one in there:
        move = own.get(one.pk)
        offered = [(str(seat.id), seat_in_words(seat)) for seat in seats[one.fellow_id]]
        if move is not None and move.to_seat is not None:
            offered.insert(0, (str(move.to_seat_id), f"{move.to_seat.office.name}, {move.to_seat.label}"))
        stays.append(
            Stay(
                one.pk, one.fellow.person.get_full_name(), one.stage != PlacementStage.PLANNED, one.starts_on,
                last_day_at(one.ends_on, move.effective_on if move else None), tuple(offered),
            )
        )  # fmt: skip
    return Closing(
        office_id=office.pk, office=office.name, place=office.place,
        stays=tuple(sorted(stays, key=lambda stay: (stay.name, str(stay.placement_id)))),
        seats=Seat.objects.filter(office_id=office_id, is_open=True).count(),
        offers=SeatOffer.objects.filter(seat__office_id=office_id, stage=SeatOfferStage.OPEN).count(),
        coming=tuple(
            (move.placement_id, move.placement.fellow.person.get_full_name())
            for move in moves
            if move.to_seat is not None and move.to_seat.office_id == office_id
        ),
    )  # fmt: skip


def what_follows(page: Closing, last_day: date, moves: Mapping[UUID, UUID | None]) -> list[str]:
    """What will follow, sentence by sentence, for the check page."""
    sentences = [_of_one(stay, last_day, moves.get(stay.placement_id)) for stay in page.stays]
    closed = ngettext(
        "%(count)d seat of the office is closed for matching.",
        "%(count)d seats of the office are closed for matching.",
        page.seats,
    )
    told = [
        _("For each change the advocate, the supervisors and the program managers concerned get one letter."),
        _("No reason is told."),
    ]
    if any(seat is not None for seat in moves.values()):
        sentences.append(_("Seats to move to are kept from now on. Courses and their dates go along."))
    if any(seat is None for seat in moves.values()):
        told.insert(1, _("A letter about an end is held in the outbox until somebody has read and sent it."))
        sentences.append(_("One-on-ones after the last day are cancelled. Coaching and money help stay until then."))
    if page.offers:
        sentences.append(
            _("An offer of one of these seats that nobody has answered is taken back, and the person is told.")
        )
    undo = _("Each change can be called off on its own until it takes effect. The office’s seats stay closed then.")
    return [*sentences, closed % {"count": page.seats}, *(told if moves else []), *([undo] if moves else [])]


def _of_one(stay: Stay, last_day: date, seat_id: UUID | None) -> str:
    words = {
        "name": stay.name, "last": _day(last_day), "leaves": _day(stay.leaves_on),
        "first": _day(stay.moves_on(last_day)), "seat": dict(stay.seats).get(str(seat_id), ""),
    }  # fmt: skip
    if stay.leaves_by(last_day):
        return _("%(name)s leaves on %(leaves)s as planned. Nothing changes.") % words
    if seat_id is not None:
        return _("%(name)s moves on %(first)s to: %(seat)s.") % words
    if stay.begun:
        return _("The placement of %(name)s ends. The last day is %(last)s.") % words
    return _("The placement of %(name)s has not begun. It is taken back today.") % words


def _day(day: date) -> str:
    return day_in_words(day, get_language() or "en")
