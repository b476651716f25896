"""Cards on a person's home page, given by each part of the program."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from fellowship.models import Person


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
