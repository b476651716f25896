"""Giving an open seat to somebody who waits: outside a run, in the order of the office's list and the lottery."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts import signals
from cohorts.models import Fellow, Placement, PlacementStep, Seat, SeatOffer
from cohorts.queries.vacancies import bar_of
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.stages import FellowStage, PlacementStage
from cohorts.services import offer_steps, placement_letters
from cohorts.services.changes import BadDay
from cohorts.services.fellows import move_fellow_stage
from cohorts.services.holding import hold_cohort, hold_fellow
from cohorts.services.placements import day_there, give_advocate_role
from cohorts.services.transfers import DoesNotFit, claim_seat, supervisor_for
from fellowship.models import Person
from fellowship.services import audit
from recruitment.rules.stages import Action
from recruitment.services.applications import move_application


@transaction.atomic
def place_waiting(
    *, actor: Person, seat_id: UUID, fellow_id: UUID, starts_on: date, reason: str = "", at: datetime
) -> Placement:
    """Place a fellow who waits and agreed already in an open seat, from a day on; both sides are told once.

    An offer of the seat to that very fellow counts as accepted. The same again gives the placement made. Raises
    ``Refused``, ``SeatGone``, ``SeatOffered``, ``DoesNotFit`` or ``BadDay``.
    """
    hold_cohort(seat_id)
    made = Placement.objects.filter(
        seat_id=seat_id, fellow_id=fellow_id, stage=PlacementStage.PLANNED, starts_on=starts_on
    ).first()
    if made is not None:
        return made
    seat = claim_seat(actor, seat_id, offered_to=fellow_id)
    fellow = hold_fellow(fellow_id)
    offer = SeatOffer.objects.filter(seat=seat, fellow=fellow, stage=SeatOfferStage.OPEN).first()
    if offer is not None:
        offer = offer_steps.locked_offer(offer.pk)
        offer_steps.step(offer, "accept", actor=actor, at=at)
    placement = seat_fellow(seat, fellow, starts_on=starts_on, actor=actor, at=at, reason=reason)
    if offer is not None:
        offer.placement = placement
        offer.save(update_fields=["placement"])
    return placement


def check_fits(fellow: Fellow, seat: Seat, *, promised: bool = False) -> None:
    """Raise ``DoesNotFit`` unless a fellow waits, lists the seat's office, and no rule stands against it.

    A seat that was ``promised`` is theirs, whatever the cap of its region became since.
    """
    ready = fellow.stage == FellowStage.READY and fellow.cohort_id == seat.cohort_id
    if not ready or bar_of(fellow, seat, listed=True, capped=not promised) is not None:
        raise DoesNotFit


def seat_fellow(
    seat: Seat,
    fellow: Fellow,
    *,
    starts_on: date,
    actor: Person,
    at: datetime,
    reason: str = "",
    promised: bool = False,
) -> Placement:
    """Make the placement of a locked fellow in a locked open seat, with its letters; who calls has asked the right."""
    check_fits(fellow, seat, promised=promised)
    ends_on = fellow.cohort.ends_on
    placement = Placement(
        fellow=fellow, seat=seat, supervisor=supervisor_for(seat, starts_on), starts_on=starts_on, ends_on=ends_on,
        employer_of_record=seat.employer_of_record, stage=PlacementStage.PLANNED, created_at=at,
    )  # fmt: skip
    if not max(seat.starts_on, day_there(placement, at)) <= starts_on <= ends_on:
        raise BadDay(
            _("Choose a day from today on, not before the seat’s first day, and within the cohort."), field="starts_on"
        )
    move_application(actor=actor, application_id=fellow.application_id, action=Action.PLACE, at=at)
    move_fellow_stage(actor=actor, fellow_id=fellow.pk, action="place", at=at)
    placement.advocate_grant = give_advocate_role(placement, at=at)
    placement.save(force_insert=True)
    PlacementStep.objects.create(
        placement=placement, to_stage=PlacementStage.PLANNED, action="backfill", actor=actor, at=at,
        reason=reason[:300],
    )  # fmt: skip
    placement_letters.announce(placement, actor=actor, at=at)
    audit.record(actor=actor, action="cohorts.backfill", subject=placement, about=fellow.person, at=at)
    signals.placement_published.send(Placement, placement_id=placement.pk, at=at, actor_id=actor.pk)
    return placement
