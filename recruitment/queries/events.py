"""Events as those who come see them, and as those who keep the list do. Nothing of selection reads this."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.prepared import prepared
from fellowship.queries.next_steps import NextStep, Urgency
from recruitment.models import Cycle, Event, EventSignup
from recruitment.models.events import AUDIENCE_LABELS, KIND_LABELS
from recruitment.models.wording import Words
from recruitment.rules.events import Audience, EventKind, SignupStage, can_mark, can_sign_up, free_places

LOOK_BACK = timedelta(days=60)
GOING = Q(signups__stage=SignupStage.GOING)
WAITING = Q(signups__stage=SignupStage.WAITING)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event as people see it. ``mine`` is the person's own place: going, waiting or empty."""

    id: UUID
    kind: Words
    title: str
    about: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    place: str
    capacity: int
    free: int
    waiting: int
    mine: str
    line: int
    is_cancelled: bool
    can_change: bool
    sequence: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in the list of those who keep it."""

    id: UUID
    kind: Words
    title: str
    day: date
    starts_at: datetime
    capacity: int
    going: int
    waiting: int
    is_cancelled: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who signed up."""

    id: UUID
    name: str
    stage: str
    came: bool | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event with everybody who signed up."""

    facts: EventFacts
    audience: Words
    cycle: str
    guests: tuple[Guest, ...]
    waiting: tuple[Guest, ...]
    can_mark: bool


def _said(event: Event, name: str, language: str) -> str:
    spanish = language.startswith("es")
    return str((spanish and getattr(event, f"{name}_es")) or getattr(event, name))


def title_of(event: Event, language: str | None = None) -> str:
    """The title in a language, the active one when none is given."""
    return _said(event, "title", language or get_language() or "en")


def ends_at(event: Event) -> datetime:
    """When it is over."""
    return event.starts_at + timedelta(minutes=event.minutes)


def _counted(events: QuerySet[Event], person: Person | None = None) -> QuerySet[Any]:
    counted = events.annotate(
        going=Count("signups", filter=GOING, distinct=True), line=Count("signups", filter=WAITING, distinct=True)
    )
    if person is None:
        return counted
    own = EventSignup.objects.filter(event=OuterRef("pk"), person=person)
    return counted.annotate(
        mine=Subquery(own.values("stage")[:1]), own_sequence=Subquery(own.values("sequence")[:1]),
        own_asked=Subquery(own.values("asked_at")[:1]),
    )  # fmt: skip


def _facts(event: Any, at: datetime, *, line: int = 0) -> EventFacts:
    language = get_language() or "en"
    mine = getattr(event, "mine", None) or ""
    return EventFacts(
        id=event.pk, kind=KIND_LABELS[EventKind(event.kind)], title=_said(event, "title", language),
        about=_said(event, "about", language), starts_at=event.starts_at, ends_at=ends_at(event),
        minutes=event.minutes, place=event.place, capacity=event.capacity,
        free=free_places(event.capacity, event.going), waiting=event.line,
        mine=mine if mine != SignupStage.CANCELLED else "", line=line, is_cancelled=event.cancelled_at is not None,
        can_change=can_sign_up(starts_at=event.starts_at, is_cancelled=event.cancelled_at is not None, at=at),
        sequence=event.sequence + (getattr(event, "own_sequence", None) or 0), created_at=event.created_at,
    )  # fmt: skip


def coming_events(person: Person, at: datetime) -> tuple[EventFacts, ...]:
    """The events a person is asked to that are still to come, the next one first; at most three queries.

    One that was called off shows only to those who had signed up for it.
    """
    found = visible(person, "recruitment.join_event").filter(starts_at__gt=at)
    called_off = Q(cancelled_at__isnull=False) & ~Q(pk__in=person.event_signups.values("event"))
    rows = _counted(found.exclude(called_off), person).order_by("starts_at", "pk")
    return tuple(_facts(event, at) for event in rows)


def own_event(person: Person, event_id: UUID, at: datetime) -> EventFacts:
    """One event the person is asked to; 404 for any other. ``line`` is their place in the line."""
    event: Any = get_object_or_404(_counted(visible(person, "recruitment.join_event"), person), pk=event_id)
    line = 0
    if event.mine == SignupStage.WAITING:
        before = EventSignup.objects.filter(event=event, stage=SignupStage.WAITING, asked_at__lt=event.own_asked)
        line = before.count() + 1
    return _facts(event, at, line=line)


def kept_events(person: Person, at: datetime) -> tuple[EventLine, ...]:
    """All events from two months back on, the latest last; two queries."""
    found = _counted(visible(person, "recruitment.keep_events").filter(starts_at__gt=at - LOOK_BACK))
    return tuple(
        EventLine(
            event.pk, KIND_LABELS[EventKind(event.kind)], title_of(event), timezone.localdate(event.starts_at),
            event.starts_at, event.capacity, event.going, event.line, event.cancelled_at is not None,
            ends_at(event) <= at,
        )
        for event in found.order_by("starts_at", "pk")
    )  # fmt: skip


def kept_event(person: Person, event_id: UUID, at: datetime) -> KeptEvent:
    """One event with those who signed up, first come first; three queries."""
    found = _counted(visible(person, "recruitment.keep_events")).select_related("cycle")
    event = get_object_or_404(found, pk=event_id)
    rows = EventSignup.objects.filter(event=event).exclude(stage=SignupStage.CANCELLED).select_related("person")
    guests = [
        Guest(row.pk, row.person.get_full_name(), row.stage, row.came, row.asked_at)
        for row in rows.order_by("asked_at", "pk")
    ]
    return KeptEvent(
        facts=_facts(event, at), audience=AUDIENCE_LABELS[Audience(event.audience)], cycle=event.cycle.name,
        guests=tuple(guest for guest in guests if guest.stage == SignupStage.GOING),
        waiting=tuple(guest for guest in guests if guest.stage == SignupStage.WAITING),
        can_mark=can_mark(starts_at=event.starts_at, is_cancelled=event.cancelled_at is not None, at=at),
    )  # fmt: skip


def event_cycles() -> QuerySet[Cycle]:
    """The cycles an event can belong to, the newest first."""
    return Cycle.objects.order_by("-cohort_year", "-pk")


@prepared
def _between(person: UUID, after: datetime, until: datetime) -> QuerySet[EventSignup]:
    soon = EventSignup.objects.filter(
        person_id=person, stage=SignupStage.GOING, event__cancelled_at__isnull=True, event__starts_at__gt=after,
        event__starts_at__lte=until,
    )  # fmt: skip
    shown = soon.select_related("event").only("event__title", "event__title_es", "event__starts_at")
    return shown.order_by("event__starts_at", "pk")


def for_guest(person: Person, at: datetime) -> Iterator[NextStep]:
    """Come to what begins within two days; one query, none for people with a role."""
    if not can(person, "recruitment.join_event"):
        return
    for signup in _between(person.pk, at, at + timedelta(days=2)):
        yield NextStep(
            title=_("Come to “%(title)s”") % {"title": title_of(signup.event)},
            url=reverse("recruitment_event", args=[signup.event_id]),
            urgency=Urgency.SOON,
            why=_("It is not part of your evaluation."),
            due_at=signup.event.starts_at,
            area="recruitment",
        )


def terms_of(person: Person, event_id: UUID) -> dict[str, object]:
    """An event as its form begins with; 404 for whoever does not keep events."""
    event = get_object_or_404(visible(person, "recruitment.keep_events"), pk=event_id)
    here = timezone.localtime(event.starts_at)
    names = ("kind", "audience", "title", "title_es", "about", "about_es", "minutes", "place", "capacity")
    return {**{name: getattr(event, name) for name in names}, "day": here.date(), "first": here.time()}
