"""The waiting list: put on, put in order, offered a place when one opens, closed with a letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, Cycle, Milestone, Offer, Opening, WaitlistPlace
from recruitment.queries.offers import terms_from
from recruitment.queries.waitlist import free_seats, in_order
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.offers import earliest_last_day
from recruitment.rules.stages import Action, Stage
from recruitment.rules.waitlist import moved_to, next_in_line
from recruitment.services import waitlist_letters
from recruitment.services.applications import locked, take_step
from recruitment.services.offers import write_draft

FAR = 1_000_000
MORE_TIME = timedelta(days=7)
FREEING = frozenset({Action.TURN_DOWN, Action.LAPSE, Action.WITHDRAW})
HOLDING = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.FINALIST})


class NotWaiting(Conflict):
    """The application left the list meanwhile."""

    sentence = _("This person is no longer on the waiting list.")


class NobodyWaits(Conflict):
    """Nobody on the list fits the office."""

    sentence = _("Nobody on the waiting list chose this office.")


class NoSuchOpening(Conflict):
    """The opening was taken away meanwhile."""

    sentence = _("This opening is no longer there.")


class NoFreeSeat(Conflict):
    """All seats of the office are taken or offered."""

    sentence = _("Every seat at this office is taken or offered.")


def _lock_list(cycle_id: UUID) -> None:
    """Let one change of the list's order through at a time.

    Rows that point to the cycle are written before this in the same transaction, by several at once: the lock leaves
    the key alone, so that they don't wait for one another.
    """
    Cycle.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle_id)


@transaction.atomic
def put_on_waitlist(*, actor: Person, application_id: UUID, at: datetime, note: str = "") -> Application:
    """Put an applicant last on the waiting list; the letter is held in the outbox.

    Raises ``Refused`` or ``NotAllowed`` (also when somebody else decided first).
    """
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    change = take_step(application, actor=actor, action=Action.WAITLIST, at=at, reason=note)
    waitlist_letters.hold_waitlisted(application, dedup=str(change.pk), actor=actor, at=at)
    return application


@transaction.atomic
def join(*, application_id: UUID, at: datetime) -> WaitlistPlace:
    """Give a place at the end of the list to an application whose row is locked; twice is once."""
    cycle_id = Application.objects.values_list("cycle_id", flat=True).get(pk=application_id)
    _lock_list(cycle_id)
    last = WaitlistPlace.objects.filter(cycle_id=cycle_id).aggregate(last=Max("rank"))["last"] or 0
    place, _new = WaitlistPlace.objects.get_or_create(
        application_id=application_id, defaults={"cycle_id": cycle_id, "rank": last + 1, "since": at}
    )
    return place


@transaction.atomic
def leave(*, application_id: UUID, from_stage: str) -> None:
    """Take someone who moved on off the list; those behind move up."""
    if from_stage != Stage.WAITLISTED:
        return
    place = WaitlistPlace.objects.filter(application_id=application_id).first()
    if place is None:
        return
    _lock_list(place.cycle_id)
    place.delete()
    _write_order([row.pk for row in WaitlistPlace.objects.filter(cycle_id=place.cycle_id).order_by("rank")])


def _write_order(places: Sequence[UUID]) -> None:
    """Give the places their ranks from 1 on: first out of the way, so that no rank is held twice on the way."""
    WaitlistPlace.objects.filter(pk__in=places).update(rank=F("rank") + FAR)
    for rank, place_id in enumerate(places, start=1):
        WaitlistPlace.objects.filter(pk=place_id).update(rank=rank)


@transaction.atomic
def move_on_waitlist(*, actor: Person, application_id: UUID, place: int, at: datetime) -> int:
    """Give somebody another place on the list, counted from 1, and return it; asked twice, it stays there.

    Raises ``Refused`` or :class:`NotWaiting`.
    """
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    _lock_list(application.cycle_id)
    rows = list(WaitlistPlace.objects.filter(cycle_id=application.cycle_id).order_by("rank"))
    mine = next((row for row in rows if row.application_id == application.pk), None)
    if mine is None:
        raise NotWaiting
    before = [row.pk for row in rows]
    after = moved_to(before, mine.pk, place)
    if list(after) != before:
        _write_order(after)
        audit.record(
            actor=actor, action="recruitment.order_waitlist", subject=application, about=application.person, at=at,
            data={"from": before.index(mine.pk) + 1, "to": after.index(mine.pk) + 1},
        )  # fmt: skip
    return after.index(mine.pk) + 1


def _draft_for_next(opening: Opening, *, actor: Person | None, follows: Offer | None, at: datetime) -> Offer | None:
    """Draft an offer on the opening for the first in order who fits; nobody is told before a manager sends it.

    The opening is locked. Whoever left the list in the same moment is passed over.
    """
    line = in_order(opening.cycle_id, without_offer=True)
    while True:
        one = next_in_line(line, office=opening.office_id, spanish_needed=opening.spanish == Opening.Spanish.NEEDED)
        if one is None:
            return None
        application = locked(one.application_id)
        if application.stage == Stage.WAITLISTED:
            break
        line = tuple(other for other in line if other is not one)
    zone = application.person.time_zone
    last_day = earliest_last_day(at, zone) + MORE_TIME
    return write_draft(
        application=application, opening=opening, terms=terms_from(opening, application.person.language),
        last_day=last_day, follows=follows, actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def promote_next(*, actor: Person, opening_id: UUID, at: datetime) -> Offer:
    """Draft an offer for the next on the list who chose the office, where a seat is free.

    Raises ``Refused``, :class:`NoSuchOpening`, :class:`NoFreeSeat` or :class:`NobodyWaits`.
    """
    require(actor, "recruitment.decide")
    opening = Opening.objects.select_for_update(of=("self",)).filter(pk=opening_id).first()
    if opening is None:
        raise NoSuchOpening
    if free_seats(opening.cycle_id).get(opening.pk, 0) < 1:
        raise NoFreeSeat
    offer = _draft_for_next(opening, actor=actor, follows=None, at=at)
    if offer is None:
        raise NobodyWaits
    require(actor, "recruitment.keep_offer", offer)
    return offer


@transaction.atomic(savepoint=False)
def fill_freed_seat(*, application_id: UUID, action: str, from_stage: str, at: datetime) -> Offer | None:
    """After an offer ended without a yes: draft one for the next on the waiting list, once, if the seat is free."""
    if action not in FREEING or from_stage not in HOLDING:
        return None
    ended = Offer.objects.filter(application_id=application_id, opening__isnull=False, sent_at__isnull=False)
    offer = ended.order_by("-sent_at", "pk").first()
    if offer is None or Offer.objects.filter(follows=offer).exists():
        return None
    opening = Opening.objects.select_for_update(of=("self",)).get(offers=offer)
    if free_seats(opening.cycle_id).get(opening.pk, 0) < 1:
        return None
    return _draft_for_next(opening, actor=None, follows=offer, at=at)


def close_waitlists(*, at: datetime) -> int:
    """Close each waiting list whose day has come: a decision and a held letter each; returns how many people.

    One transaction a person; running it again does nothing more.
    """
    due = Milestone.objects.filter(kind=MilestoneKind.WAITLIST_CLOSES, at__lte=at)
    waiting = WaitlistPlace.objects.filter(cycle_id__in=due.values("cycle_id")).order_by("cycle_id", "-rank")
    return sum(_close_one(pk, at) for pk in list(waiting.values_list("application_id", flat=True)))


@transaction.atomic
def _close_one(application_id: UUID, at: datetime) -> bool:
    application = locked(application_id)
    if application.stage != Stage.WAITLISTED:
        return False
    application.decline_category = DeclineCategory.SEATS
    change = take_step(application, actor=None, action=Action.DECLINE, at=at, reason="")
    waitlist_letters.hold_closed(application, dedup=str(change.pk), actor=None, at=at)
    return True
