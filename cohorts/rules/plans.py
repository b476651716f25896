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
    """A seat of an office, as much of it as seating needs; a ``firm`` one is only for someone with the skill."""

    id: str
    skill: str = ""
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Sitter:
    """A fellow of an office; ``place`` is where the office's list has them."""

    id: str
    skills: frozenset[str]
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
    """Fellow → seat, in the order of the office's list: first a seat kept for what they bring, then an open one.

    A seat that is kept, but not firmly, comes last. Whoever sits moves on where that gives someone else a seat, so
    nobody stands who could sit. Raises :class:`NoSeat` when someone is left standing all the same.
    """
    taken: dict[str, str] = {}
    by_id = {one.id: one for one in sitters}

    def find(sitter: Sitter, seen: set[str]) -> bool:
        for chair in _fitting(chairs, sitter):
            if chair.id in seen:
                continue
            seen.add(chair.id)
            if chair.id not in taken or find(by_id[taken[chair.id]], seen):
                taken[chair.id] = sitter.id
                return True
        return False

    for sitter in sorted(sitters, key=lambda one: (one.place, one.id)):
        if not find(sitter, set()):
            raise NoSeat(sitter.id)
    return {fellow: chair for chair, fellow in taken.items()}


def _fitting(chairs: Sequence[Chair], sitter: Sitter) -> list[Chair]:
    kept = [chair for chair in chairs if chair.skill and chair.skill in sitter.skills]
    free = [chair for chair in chairs if not chair.skill]
    rest = [chair for chair in chairs if chair.skill and chair.skill not in sitter.skills and not chair.firm]
    return [*kept, *free, *rest]


def choices_reached(
    rankings: Mapping[str, Sequence[Sequence[str]]], matching: Mapping[str, str | None]
) -> dict[str, int]:
    """Which choice each fellow got, from 1; 0 for nobody's choice: not placed, or not on the list."""
    reached: dict[str, int] = {}
    for fellow, tiers in rankings.items():
        here = matching.get(fellow)
        reached[fellow] = next((place for place, tier in enumerate(tiers, start=1) if here in tier), 0)
    return reached
