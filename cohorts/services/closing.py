"""An office closes: everybody placed there moves or ends, and its seats are closed, all at once."""

import zoneinfo
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Placement, Seat, SeatOffer
from cohorts.queries.closing import open_moves, placements_at
from cohorts.rules.changes import LONGEST_EXTENSION, EndKind, last_day_at
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.services.changes import BadDay, end_early
from cohorts.services.holding import hold_cohorts
from cohorts.services.seat_offers import take_back_offer
from cohorts.services.transfers import plan_transfer
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit

DAY = timedelta(days=1)


class ComingMove(Conflict):
    """Somebody is about to move to the office."""

    sentence = _("Somebody is about to move to this office. Call that move off first.")


class PlacedMeanwhile(Conflict):
    """Somebody came to the office while it was being closed."""

    sentence = _("Somebody was placed at this office in the meantime. Say what happens to them, too.")


class NotThatWay(Conflict):
    """What was chosen for one placement can't be; ``placement_id`` names it."""

    sentence = _("Choose what happens to this placement.")

    def __init__(self, placement_id: UUID, sentence: object = None) -> None:
        """Keep whose choice it is."""
        self.placement_id = placement_id
        super().__init__(sentence)


@transaction.atomic
def close_office(
    *, actor: Person, office_id: UUID, last_day: date, moves: Mapping[UUID, UUID | None], reason: str, at: datetime
) -> int:
    """Close an office after ``last_day``: ``moves`` gives each placement a seat elsewhere, or ``None`` to end it.

    Who leaves by then anyway is left alone. Closes all the office's seats for matching and takes back the offers of
    them. Returns how many placements change; a second time none does. Raises ``Refused``, ``BadDay``,
    :class:`ComingMove`, :class:`PlacedMeanwhile` or :class:`NotThatWay`; then nothing at all has changed.
    """
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.see_board", office)
    today = at.astimezone(zoneinfo.ZoneInfo(office.time_zone)).date()
    if not today <= last_day <= today + LONGEST_EXTENSION:
        raise BadDay(_("Choose a day from today on, at most two years from now."), field="last_day")
    hold_cohorts(seat for seat in moves.values() if seat is not None)
    staying = [one for one in _locked(office_id, moves) if not _leaves_by(one, last_day)]
    for placement in staying:
        if placement.pk not in moves:
            raise NotThatWay(placement.pk)
        _settle_one(placement, last_day, moves[placement.pk], actor=actor, reason=reason, at=at)
    for offer in SeatOffer.objects.filter(seat__office_id=office_id, stage=SeatOfferStage.OPEN).order_by("pk"):
        take_back_offer(actor=actor, offer_id=offer.pk, at=at)
    closed = Seat.objects.filter(office_id=office_id, is_open=True).update(is_open=False)
    if staying or closed:
        moved = sum(moves[one.pk] is not None for one in staying)
        audit.record(
            actor=actor, action="cohorts.close_office", subject=office, at=at,
            data={"last_day": str(last_day), "moved": moved, "ended": len(staying) - moved, "seats": closed},
        )  # fmt: skip
    return len(staying)


def _locked(office_id: UUID, moves: Mapping[UUID, UUID | None]) -> list[Placement]:
    """The office's live placements, locked, then its seats and those wanted: each kind in one order for everybody."""
    found = list(placements_at(office_id).select_for_update(of=("self",)))
    wanted = {seat for seat in moves.values() if seat is not None}
    seats = Seat.objects.filter(office_id=office_id) | Seat.objects.filter(pk__in=wanted)
    list(seats.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    if open_moves().filter(to_seat__office_id=office_id).exists():
        raise ComingMove
    if placements_at(office_id).exclude(pk__in=[one.pk for one in found]).exists():
        raise PlacedMeanwhile
    return found


def _leaves_by(placement: Placement, last_day: date) -> bool:
    move = open_moves().filter(placement=placement).first()
    return last_day_at(placement.ends_on, move.effective_on if move else None) <= last_day


def _settle_one(placement: Placement, last_day: date, seat_id: UUID | None, **said: Any) -> None:
    try:
        if seat_id is None:
            end_early(placement_id=placement.pk, last_day=last_day, end_kind=EndKind.OFFICE, **said)
        else:
            first_day = max(last_day + DAY, placement.starts_on)
            plan_transfer(placement_id=placement.pk, seat_id=seat_id, from_day=first_day, **said)
    except Conflict as conflict:
        raise NotThatWay(placement.pk, conflict.sentence) from conflict
