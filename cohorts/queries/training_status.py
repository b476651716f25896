"""Where advocates stand in training, as far as a host office may know: three numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TrainingStatus:
    """How many required lessons are done, of how many, and how many are late."""

    done: int
    total: int
    late: int


Provider = Callable[[Iterable[UUID], datetime], dict[UUID, TrainingStatus]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Let the part of the program that keeps courses tell the numbers; twice counts once."""
    if provider not in _providers:
        _providers.append(provider)


def of(person_ids: Iterable[UUID], at: datetime) -> dict[UUID, TrainingStatus]:
    """The numbers by person; whoever has no courses is not in it."""
    ids = list(person_ids)
    return {key: status for provider in _providers for key, status in provider(ids, at).items()}
