"""Offering a freed seat to somebody who waits: offered, answered, taken back, lapsed, and offered to the next."""

import zoneinfo
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Fellow, Placement, Seat, SeatOffer
from cohorts.rules import offer_letters
from cohorts.rules.seat_offers import (
    MOST_DAYS,
    SEAT_OFFER,
    USUAL_DAYS,
    SeatOfferStage,
    answer_by,
    first_day_after,
    last_day_to_answer,
)
from cohorts.services import offer_steps
from cohorts.services.backfilling import check_fits, seat_fellow
from cohorts.services.changes import BadDay
from cohorts.services.holding import hold_cohort, hold_fellow
from cohorts.services.transfers import DoesNotFit, SeatGone, SeatOffered, claim_seat, locked_seat
from fellowship.access import require
from fellowship.models import Person
from fellowship.queries.calendars import calendar_of
from fellowship.rules.calendars import Calendar
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class HasAnOffer(Conflict):
    """The person was offered another seat and has not answered."""

    sentence = _("This person has not answered about another seat yet. Wait for that answer, or take that offer back.")


class OfferOver(Conflict):
    """The time to answer is over."""

    sentence = _("The time to answer is over. Write to us if something got in the way.")


class OfferGone(Conflict):
    """The seat can't be had any more; why is not the person's to know."""

    sentence = _("This seat can’t be taken any more. You keep waiting, and your program manager writes to you.")


@transaction.atomic
def offer_seat(
    *, actor: Person, seat_id: UUID, fellow_id: UUID, starts_on: date, at: datetime, days: int = USUAL_DAYS
) -> SeatOffer:
    """Offer an open seat to a fellow who waits; they have so many business days of the office to answer.

    The seat is kept until then, and one letter says where to answer. The very same again gives the open offer. Raises
    ``Refused``, ``SeatGone``, ``SeatOffered``, ``DoesNotFit``, :class:`HasAnOffer`, or ``BadDay``.
    """
    hold_cohort(seat_id)
    seat, fellow = claim_seat(actor, seat_id, offered_to=fellow_id), hold_fellow(fellow_id)
    open_one = SeatOffer.objects.filter(fellow=fellow, stage=SeatOfferStage.OPEN).first()
    if open_one is not None and open_one.seat_id != seat.pk:
        raise HasAnOffer
    if open_one is not None and (open_one.starts_on, open_one.days) != (starts_on, days):
        raise SeatOffered
    if open_one is not None:
        return open_one
    check_fits(fellow, seat)
    last_day = _last_day(seat, fellow, days, at)
    if not (last_day < starts_on and seat.starts_on <= starts_on <= fellow.cohort.ends_on):
        raise BadDay(
            _("Choose a day after the last day to answer, not before the seat’s first day, and within the cohort."),
            field="starts_on",
        )
    zone = fellow.person.time_zone
    offer = SeatOffer.objects.create(
        seat=seat, fellow=fellow, starts_on=starts_on, days=days, answer_by=answer_by(last_day, zone),
        offered_by=actor, offered_at=at,
    )  # fmt: skip
    offer_steps.write(offer, offer_letters.SEAT_OFFERED, actor=actor, at=at)
    audit.record(
        actor=actor, action="cohorts.offer_seat", subject=offer, about=fellow.person, at=at,
        data={"seat": str(seat.pk), "days": days},
    )  # fmt: skip
    return offer


@transaction.atomic
def offer_to_next(*, actor: Person, seat_id: UUID, fellow_id: UUID, at: datetime) -> SeatOffer:
    """Offer a seat to the next person as it was offered before: as many days, the same first day or the next possible.

    Raises as :func:`offer_seat` does.
    """
    hold_cohort(seat_id)
    seat = claim_seat(actor, seat_id, offered_to=fellow_id)
    last = SeatOffer.objects.filter(seat=seat).order_by("-offered_at", "-pk").first()
    days = last.days if last else USUAL_DAYS
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id)
    wished = max(last.starts_on, seat.starts_on) if last else seat.starts_on
    starts_on = first_day_after(_last_day(seat, fellow, days, at), wished, _days_of(seat, at))
    return offer_seat(actor=actor, seat_id=seat_id, fellow_id=fellow_id, starts_on=starts_on, days=days, at=at)


@transaction.atomic
def take_back_offer(*, actor: Person, offer_id: UUID, at: datetime) -> SeatOffer:
    """Take back an offer that nobody answered; whoever has the letter gets one that says so.

    A second time changes nothing. Raises ``Refused``, or ``NotAllowed`` once it was answered.
    """
    offer = offer_steps.locked_offer(offer_id)
    require(actor, "cohorts.keep_seats", offer.seat)
    if offer.stage != SeatOfferStage.TAKEN_BACK:
        offer_steps.take_back_unanswered(offer, actor=actor, at=at)
    return offer


@transaction.atomic
def accept_seat(*, actor: Person, offer_id: UUID, at: datetime) -> Placement:
    """Say yes to the seat one was offered: the placement is made and both sides are told. Twice is once.

    Raises ``Refused``, ``NotAllowed``, :class:`OfferOver`, or :class:`OfferGone` where a rule came between or the seat
    was closed.
    """
    seat_id, fellow_id = SeatOffer.objects.values_list("seat_id", "fellow_id").get(pk=offer_id)
    hold_cohort(seat_id)
    list(Seat.objects.select_for_update(of=("self",)).filter(pk=seat_id).values_list("pk"))
    fellow, offer = hold_fellow(fellow_id), offer_steps.locked_offer(offer_id)
    require(actor, "cohorts.answer_seat_offer", offer)
    if offer.placement is not None:
        return offer.placement
    _check_time(offer, "accept", at)
    offer_steps.step(offer, "accept", actor=actor, at=at)
    try:
        seat = locked_seat(seat_id)
        placement = seat_fellow(seat, fellow, starts_on=offer.starts_on, actor=actor, at=at, promised=True)
    except (SeatGone, DoesNotFit, BadDay) as gone:
        raise OfferGone from gone
    offer.placement = placement
    offer.save(update_fields=["placement"])
    return placement


@transaction.atomic
def decline_seat(*, actor: Person, offer_id: UUID, at: datetime) -> SeatOffer:
    """Say no to the seat one was offered, and keep waiting. Twice is once.

    Raises ``Refused``, ``NotAllowed`` or :class:`OfferOver`.
    """
    offer = offer_steps.locked_offer(offer_id)
    require(actor, "cohorts.answer_seat_offer", offer)
    if offer.stage != SeatOfferStage.DECLINED:
        _check_time(offer, "decline", at)
        offer_steps.step(offer, "decline", actor=actor, at=at)
    return offer


def lapse_offers(*, at: datetime) -> int:
    """Let each offer lapse whose time to answer is over, and write to the person; returns how many.

    One transaction an offer; running it again does nothing more.
    """
    due = SeatOffer.objects.filter(stage=SeatOfferStage.OPEN, answer_by__lt=at).order_by("answer_by", "pk")
    return sum(_lapse(pk, at) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _lapse(offer_id: UUID, at: datetime) -> bool:
    offer = offer_steps.locked_offer(offer_id)
    if offer.stage != SeatOfferStage.OPEN or at <= offer.answer_by:
        return False
    offer_steps.step(offer, "lapse", actor=None, at=at)
    offer_steps.write(offer, offer_letters.SEAT_OFFER_OVER, actor=None, at=at)
    return True


def _check_time(offer: SeatOffer, action: str, at: datetime) -> None:
    SEAT_OFFER.after(offer.stage, action)
    if at > offer.answer_by:
        raise OfferOver


def _last_day(seat: Seat, fellow: Fellow, days: int, at: datetime) -> date:
    if not 1 <= days <= MOST_DAYS:
        raise BadDay(_("Give at least one business day and at most ten."), field="days")
    return last_day_to_answer(at, days=days, calendar=_days_of(seat, at), zone=fellow.person.time_zone)


def _days_of(seat: Seat, at: datetime) -> Calendar:
    year = at.astimezone(zoneinfo.ZoneInfo(seat.office.time_zone)).year
    return calendar_of(seat.office_id, (year, year + 1))
