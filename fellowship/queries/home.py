"""Cards on a person's home page, given by each part of the program."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fellowship.design.wording import day_in_words
from fellowship.models import Person
from fellowship.queries import next_steps
from fellowship.queries.next_steps import Urgency
from fellowship.queries.once import reading_once

NOON, EVENING = 12, 18


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A card: what it is, one sentence, one link. ``kind`` is ``plain``, ``yours`` or ``field``."""

    title: object
    text: object
    url: str = ""
    link_text: object = ""
    weight: int = 50
    kind: str = "plain"
    facts: tuple[tuple[object, object], ...] = ()


CardProvider = Callable[[Person, datetime], Iterable[HomeCard]]
_providers: list[CardProvider] = []


def register(provider: CardProvider) -> None:
    """Let a part of the program show cards; twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def cards_for(person: Person, at: datetime) -> tuple[HomeCard, ...]:
    """The cards for a person, lightest first."""
    cards = [card for provider in _providers for card in provider(person, at)]
    return tuple(sorted(cards, key=lambda card: card.weight))


@dataclass(frozen=True, slots=True)
class HomeTask:
    """A next step as a row of a task list."""

    title: object
    url: str
    meta: object
    kind: str
    status: object
    why: object
    due_at: datetime | None


STATUS = {
    Urgency.LATE: ("bad", gettext_lazy("Late")),
    Urgency.TODAY: ("yours", gettext_lazy("Today")),
    Urgency.SOON: ("act", gettext_lazy("Soon")),
    Urgency.WHEN_YOU_CAN: ("quiet", gettext_lazy("When you can")),
}


def greeting(person: Person, at: datetime) -> str:
    """Good morning, afternoon or evening, by the person's own clock."""
    hour = timezone.localtime(at).hour
    if hour < NOON:
        return _("Good morning, %(name)s") % {"name": person.short_name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s") % {"name": person.short_name}
    return _("Good evening, %(name)s") % {"name": person.short_name}


def task_of(step: next_steps.NextStep) -> HomeTask:
    """A next step with its urgency in words and the day it is due."""
    kind, status = STATUS[step.urgency]
    meta = step.why
    due_at = None if step.says_when else step.due_at
    if due_at is not None:
        day = {"day": day_in_words(timezone.localtime(due_at).date(), get_language() or "en")}
        by = _("was due %(day)s") % day if step.urgency is Urgency.LATE else _("by %(day)s") % day
        meta = f"{meta} · {by}" if meta else by
    return HomeTask(step.title, step.url, meta, kind, status, step.why, due_at)


def page_for(person: Person, at: datetime) -> dict[str, Any]:
    """What a home page shows: the greeting, the steps and the cards."""
    with reading_once():
        return {
            "at": at,
            "greeting": greeting(person, at),
            "steps": [task_of(step) for step in next_steps.for_person(person, at)],
            "cards": cards_for(person, at),
        }
