"""Filling open seats after matching: a move to another seat, and somebody who waits for one."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Placement, PlacementChange, Seat, SeatOffer
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.queries.vacancies import bar_of
from cohorts.rules.changes import ChangeKind
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.stages import LIVE_PLACEMENTS, PlacementStage
from cohorts.services.changes import DAY, BadDay, Facts, open_placement, plan_change, settle_change
from cohorts.services.holding import hold_cohort
from cohorts.services.placements import day_there
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict

FIRST_DAY_THERE = _("Choose a day from today on, after the first day and within the placement.")
FIRST_DAY_OF_ALL = _(
    "The placement has not begun. Choose its first day or a later one, from today through the last day."
)


class SeatGone(Conflict):
    """Somebody holds the seat, or it is kept for somebody, or closed."""

    sentence = _("This seat is not open any more. Choose another one.")


class SeatOffered(SeatGone):
    """Somebody was offered the seat and has not answered."""

    sentence = _("This seat is offered to somebody who has not answered yet. Take that offer back first.")


class DoesNotFit(Conflict):
    """A rule keeps the person from the seat's office."""

    sentence = _("This person can't go to that office: one of the two said no, or a rule stands against it.")


@transaction.atomic
def plan_transfer(
    *, actor: Person, placement_id: UUID, seat_id: UUID, from_day: date, reason: str, at: datetime
) -> PlacementChange:
    """Move an advocate to another office's open seat from ``from_day`` on; the seat is kept for them until then.

    Asking for the same again gives the move already planned. Raises ``Refused``, ``NotLive``, ``InTheWay``,
    ``BadDay``, :class:`SeatGone` or :class:`DoesNotFit`.
    """
    hold_cohort(seat_id)
    placement, known = open_placement(
        actor, placement_id, ChangeKind.TRANSFER, to_seat_id=seat_id, effective_on=from_day
    )
    if known is not None:
        return known
    # A placement that has not begun may go elsewhere on its very first day: nobody works a day here before.
    begun = placement.stage != PlacementStage.PLANNED
    first = placement.starts_on + (DAY if begun else timedelta())
    if not max(first, day_there(placement, at)) <= from_day <= placement.ends_on:
        raise BadDay(FIRST_DAY_THERE if begun else FIRST_DAY_OF_ALL, field="from_day")
    seat = claim_seat(actor, seat_id)
    if seat.office_id == placement.seat.office_id or bar_of(placement.fellow, seat, listed=False):
        raise DoesNotFit
    Seat.objects.filter(pk=seat.pk).update(is_open=False)
    facts = Facts(ChangeKind.TRANSFER, from_day, reason, supervisor=supervisor_for(seat, from_day), to_seat=seat)
    change = plan_change(placement, facts, actor=actor, at=at)
    settle_change(change_id=change.pk, at=at)
    return change


def claim_seat(actor: Person, seat_id: UUID, *, offered_to: UUID | None = None) -> Seat:
    """An open seat, locked: whoever else wants it waits and then finds it gone.

    An open offer to somebody other than the fellow ``offered_to`` keeps it. Raises ``Refused``, :class:`SeatGone` or
    :class:`SeatOffered`.
    """
    seat = locked_seat(seat_id)
    require(actor, "cohorts.keep_seats", seat)
    offered = SeatOffer.objects.filter(seat=seat, stage=SeatOfferStage.OPEN).values_list("fellow_id", flat=True)
    if set(offered) - {offered_to}:
        raise SeatOffered
    return seat


def locked_seat(seat_id: UUID) -> Seat:
    """A seat that is open and that nobody holds, locked. Raises :class:`SeatGone`."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("office", "supervisor").get(pk=seat_id)
    if not seat.is_open or Placement.objects.filter(seat=seat, stage__in=LIVE_PLACEMENTS).exists():
        raise SeatGone
    return seat


def supervisor_for(seat: Seat, on: date) -> Person | None:
    """Who supervises in a seat: the one named for it, else the office's longest."""
    if seat.supervisor is not None:
        return seat.supervisor
    leads = supervisors_of_offices([seat.office_id], on).get(seat.office_id, ())
    return leads[0] if leads else None
