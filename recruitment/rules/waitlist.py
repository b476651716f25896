"""The waiting list: its order, and who is next for a place at an office."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Someone on the list. ``offices`` are those they chose, in any order; none means all the same to them."""

    application_id: UUID
    offices: frozenset[UUID] = frozenset()
    speaks_spanish: bool = False


def moved_to(order: Sequence[T], one: T, place: int) -> tuple[T, ...]:
    """``order`` with ``one`` at ``place``, counted from 1; a place off either end is that end.

    Raises ``ValueError`` where ``one`` is not in the order.
    """
    rest = list(order)
    rest.remove(one)
    rest.insert(min(max(place, 1), len(order)) - 1, one)
    return tuple(rest)


def next_in_line(order: Sequence[Waiting], *, office: UUID, spanish_needed: bool = False) -> Waiting | None:
    """The first person in order who would go to the office and speaks what the work needs, or ``None``."""
    return next(
        (
            one
            for one in order
            if (not one.offices or office in one.offices) and (one.speaks_spanish or not spanish_needed)
        ),
        None,
    )
