"""Who works closely with whom, as each part of the program knows it: for keeping judges and friends apart.

The relation goes both ways: a provider that names the coach of an advocate also names the
advocates of that coach, so that one registry serves both "may this person decide?" and
"which requests may this person see?".
"""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

Provider = Callable[[UUID, date], Iterable[UUID]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let a part of the program say who is close to a person on a day; twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def of(person_id: UUID, on: date) -> frozenset[UUID]:
    """Everyone who works closely with a person on a day; one or few queries per provider."""
    return frozenset(other for provider in _providers for other in provider(person_id, on)) - {person_id}
