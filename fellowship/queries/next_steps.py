"""What do I do next: one list per person, derived from the state of things and never stored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from fellowship.models import Person


class Urgency(IntEnum):
    """How soon; the smallest number comes first."""

    LATE = 0
    TODAY = 1
    SOON = 2
    WHEN_YOU_CAN = 3


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do: a verb first, one link, why or by when; ``says_when``: the reason names the moment itself."""

    title: object
    url: str
    urgency: Urgency = Urgency.WHEN_YOU_CAN
    why: object = ""
    due_at: datetime | None = None
    area: str = ""
    says_when: bool = False


Provider = Callable[[Person, datetime], Iterable[NextStep]]
_providers: list[Provider] = []
_FAR = datetime.max.replace(tzinfo=UTC)


def register(provider: Provider) -> None:
    """Let a part of the program say what a person could do next; twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def for_person(person: Person, at: datetime) -> tuple[NextStep, ...]:
    """Everything there is to do for a person at a moment, the most urgent first."""
    steps = [step for provider in _providers for step in provider(person, at)]
    return tuple(sorted(steps, key=lambda step: (step.urgency, step.due_at or _FAR)))


def urgency_of(due_at: datetime | None, at: datetime, *, soon_days: int = 7) -> Urgency:
    """How urgent a due date makes a thing: late after it, today within a day, soon within ``soon_days``."""
    if due_at is None:
        return Urgency.WHEN_YOU_CAN
    left = (due_at - at).total_seconds()
    if left < 0:
        return Urgency.LATE
    day = 86_400
    if left <= day:
        return Urgency.TODAY
    return Urgency.SOON if left <= soon_days * day else Urgency.WHEN_YOU_CAN
