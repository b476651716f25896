"""A plan: what a run gave, and then the moves made by hand; and who sits in which seat."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """One fellow to another office, or to none."""

    fellow: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat of an office, as much of it as seating needs."""

    id: str
    spanish_needed: bool = False


@dataclass(frozen=True, slots=True)
class Sitter:
    """A fellow of an office; ``place`` is where the office's list has them."""

    id: str
    spanish: bool
    place: int


class NoSeat(ValueError):
    """Someone of a plan finds no seat that fits."""


def with_moves(matching: Mapping[str, str | None], moves: Iterable[Move]) -> dict[str, str | None]:
    """The matching after the moves, in their order."""
    plan = dict(matching)
    for move in moves:
        plan[move.fellow] = move.to
    return plan


def seating(chairs: Sequence[Chair], sitters: Sequence[Sitter]) -> dict[str, str]:
    """Fellow → seat: Spanish speakers take seats kept for Spanish first; in the order of the office's list.

    Seats are taken in the order given. Raises :class:`NoSeat` when someone would be left standing.
    """
    kept = [chair for chair in chairs if chair.spanish_needed]
    free = [chair for chair in chairs if not chair.spanish_needed]
    taken: dict[str, str] = {}
    for sitter in sorted(sitters, key=lambda one: (one.place, one.id)):
        row = kept if sitter.spanish and kept else free
        if not row:
            raise NoSeat(sitter.id)
        taken[sitter.id] = row.pop(0).id
    return taken


def choices_reached(
    rankings: Mapping[str, Sequence[Sequence[str]]], matching: Mapping[str, str | None]
) -> dict[str, int]:
    """Which choice each fellow got, from 1; 0 for nobody's choice: not placed, or not on the list."""
    reached: dict[str, int] = {}
    for fellow, tiers in rankings.items():
        here = matching.get(fellow)
        reached[fellow] = next((place for place, tier in enumerate(tiers, start=1) if here in tier), 0)
    return reached
