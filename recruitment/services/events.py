"""Events: made and called off by those who keep them; people sign up, wait in line, give their place back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Event, EventSignup
from recruitment.rules.events import REMIND_BEFORE, SIGNUPS, SignupStage, can_mark, can_sign_up, free_places
from recruitment.services import event_letters

TERMS = ("kind", "audience", "title", "title_es", "about", "about_es", "starts_at", "minutes", "place", "capacity")


class EventOver(Conflict):
    """It has begun or was called off."""

    sentence = _("This event has begun or was called off, so the list can't be changed any more.")


class EventInPast(Conflict):
    """The time is over already."""

    sentence = _("Choose a time that is still to come.")


class FewerPlacesThanGuests(Conflict):
    """People count on the places."""

    sentence = _("More people than that already have a place.")


class NotBegun(Conflict):
    """Nobody can have come yet."""

    sentence = _("Note who came once the event has begun.")


def _locked(event_id: UUID) -> Event:
    return Event.objects.select_for_update(of=("self",)).get(pk=event_id)


def _check_open(event: Event, at: datetime) -> None:
    if not can_sign_up(starts_at=event.starts_at, is_cancelled=event.cancelled_at is not None, at=at):
        raise EventOver


@transaction.atomic
def make_event(*, actor: Person, cycle_id: UUID, terms: Mapping[str, Any], at: datetime) -> Event:
    """Make an event; ``terms`` holds what :data:`TERMS` names. Raises ``Refused`` or :class:`EventInPast`."""
    require(actor, "recruitment.keep_events")
    if terms["starts_at"] <= at:
        raise EventInPast
    chosen = {name: terms[name] for name in TERMS}
    event = Event.objects.create(cycle_id=cycle_id, created_at=at, created_by=actor, **chosen)
    audit.record(actor=actor, action="recruitment.make_event", subject=event, at=at)
    return event


@transaction.atomic
def change_event(*, actor: Person, event_id: UUID, terms: Mapping[str, Any], at: datetime) -> Event:
    """Change an event that is still to come. A new time or place is written to all who have a place or wait.

    More places go to those who wait. Raises ``Refused``, :class:`EventOver`, :class:`EventInPast`, or
    :class:`FewerPlacesThanGuests`.
    """
    event = _locked(event_id)
    require(actor, "recruitment.keep_events", event)
    _check_open(event, at)
    if terms["starts_at"] <= at:
        raise EventInPast
    if terms["capacity"] < event.signups.filter(stage=SignupStage.GOING).count():
        raise FewerPlacesThanGuests
    has_moved = any(terms[name] != getattr(event, name) for name in ("starts_at", "minutes", "place"))
    for name in TERMS:
        setattr(event, name, terms[name])
    event.sequence += has_moved
    event.save()
    if has_moved:
        event.signups.update(reminded_at=None)
        event_letters.tell_everybody(event, event_letters.CHANGED, actor=actor, at=at)
    _fill(event, actor=actor, at=at)
    audit.record(actor=actor, action="recruitment.change_event", subject=event, at=at, data={"moved": has_moved})
    return event


@transaction.atomic
def call_off_event(*, actor: Person, event_id: UUID, at: datetime) -> Event:
    """Call an event off and tell everybody; a second time changes nothing. Raises ``Refused``, :class:`EventOver`."""
    event = _locked(event_id)
    require(actor, "recruitment.keep_events", event)
    if event.cancelled_at is not None:
        return event
    _check_open(event, at)
    event.cancelled_at = at
    event.sequence += 1
    event.save(update_fields=["cancelled_at", "sequence"])
    event_letters.tell_everybody(event, event_letters.CALLED_OFF, actor=actor, at=at)
    audit.record(actor=actor, action="recruitment.call_off_event", subject=event, at=at)
    return event


@transaction.atomic
def sign_up(*, actor: Person, event_id: UUID, at: datetime) -> EventSignup:
    """Take a place, or a place in the line when none is free; asked again, the same place comes back.

    The event is locked first, so that of two people who want the last place one gets it and the other waits.
    Raises ``Refused`` or :class:`EventOver`.
    """
    event = _locked(event_id)
    require(actor, "recruitment.join_event", event)
    _check_open(event, at)
    signup = EventSignup.objects.filter(event=event, person=actor).first()
    if signup is None:
        signup = EventSignup(event=event, person=actor, stage=SignupStage.CANCELLED, asked_at=at)
    if signup.stage != SignupStage.CANCELLED:
        return signup
    taken = event.signups.exclude(stage=SignupStage.CANCELLED).count()
    signup.stage = SIGNUPS.after(signup.stage, "join" if free_places(event.capacity, taken) else "wait")
    signup.asked_at, signup.reminded_at, signup.sequence = at, None, signup.sequence + 1
    signup.save()
    audit.record(actor=actor, action="recruitment.join_event", subject=signup, about=actor, at=at)
    event_letters.confirm(signup, actor=actor, at=at)
    return signup


@transaction.atomic
def leave_event(*, actor: Person, event_id: UUID, at: datetime) -> None:
    """Give one's place back; whoever waits longest gets it. Without a place nothing happens.

    Raises ``Refused`` or :class:`EventOver`.
    """
    event = _locked(event_id)
    require(actor, "recruitment.join_event", event)
    _check_open(event, at)
    signup = EventSignup.objects.filter(event=event, person=actor).exclude(stage=SignupStage.CANCELLED).first()
    if signup is None:
        return
    signup.stage = SIGNUPS.after(signup.stage, "leave")
    signup.sequence += 1
    signup.save(update_fields=["stage", "sequence"])
    event_letters.cancel_unsent(signup, actor=actor, at=at)
    audit.record(actor=actor, action="recruitment.leave_event", subject=signup, about=actor, at=at)
    _fill(event, actor=None, at=at)


def _fill(event: Event, *, actor: Person | None, at: datetime) -> None:
    """Give free places to those who wait, first come first; the caller holds the event's lock."""
    free = free_places(event.capacity, event.signups.filter(stage=SignupStage.GOING).count())
    line = event.signups.filter(stage=SignupStage.WAITING).select_related("person", "event").order_by("asked_at", "pk")
    for signup in line[:free]:
        signup.stage = SIGNUPS.after(signup.stage, "promote")
        signup.sequence += 1
        signup.save(update_fields=["stage", "sequence"])
        audit.record(
            actor=actor, action="recruitment.promote_guest", subject=signup, about=signup.person, at=at
        )  # fmt: skip
        event_letters.promote(signup, actor=actor, at=at)


@transaction.atomic
def mark_attendance(*, actor: Person, event_id: UUID, came: Collection[UUID], at: datetime) -> int:
    """Note who of those with a place came, by the ids of their sign-ups; returns how many came.

    Raises ``Refused`` or :class:`NotBegun`.
    """
    event = _locked(event_id)
    require(actor, "recruitment.keep_events", event)
    if not can_mark(starts_at=event.starts_at, is_cancelled=event.cancelled_at is not None, at=at):
        raise NotBegun
    going = event.signups.filter(stage=SignupStage.GOING)
    going.exclude(pk__in=list(came)).update(came=False)
    count = going.filter(pk__in=list(came)).update(came=True)
    audit.record(actor=actor, action="recruitment.mark_attendance", subject=event, at=at, data={"came": count})
    return count


@transaction.atomic
def remind_of_events(*, at: datetime) -> int:
    """Remind everybody with a place of what begins within a day; once each. Returns how many."""
    due = EventSignup.objects.filter(
        stage=SignupStage.GOING, reminded_at__isnull=True, event__cancelled_at__isnull=True,
        event__starts_at__gt=at, event__starts_at__lte=at + REMIND_BEFORE,
    ).select_for_update(of=("self",)).select_related("event", "person").order_by("pk")  # fmt: skip
    count = 0
    for signup in due:
        signup.reminded_at = at
        signup.save(update_fields=["reminded_at"])
        event_letters.remind(signup, at=at)
        count += 1
    return count
