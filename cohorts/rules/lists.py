"""Lists that people make by typing numbers or by moving one up or down."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")
Groups = list[list[Key]]


def by_numbers(numbers: Mapping[Key, int]) -> list[list[Key]]:
    """Group keys by the number typed, smallest first; equal numbers share a group, gaps close up."""
    groups: dict[int, list[Key]] = {}
    for key, number in numbers.items():
        groups.setdefault(number, []).append(key)
    return [groups[number] for number in sorted(groups)]


def repeated(numbers: Mapping[Key, int]) -> dict[Key, int]:
    """The keys whose number someone else has too; for lists without ties."""
    counts: dict[int, int] = {}
    for number in numbers.values():
        counts[number] = counts.get(number, 0) + 1
    return {key: number for key, number in numbers.items() if counts[number] > 1}


def moved(groups: Sequence[Sequence[Key]], key: Key, step: int) -> list[list[Key]]:
    """The list after ``key`` went up (``step`` -1) or down (+1) by one; the ends stay where they are.

    Someone in a tie leaves it and stands alone just before or after it; someone alone changes places with the
    neighboring group.
    """
    rows = [list(group) for group in groups]
    at = next((i for i, group in enumerate(rows) if key in group), None)
    if at is None:
        return rows
    if len(rows[at]) > 1:
        rows[at].remove(key)
        rows.insert(at if step < 0 else at + 1, [key])
        return rows
    to = at + step
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    return rows


def added(groups: Sequence[Sequence[Key]], key: Key) -> list[list[Key]]:
    """The list with ``key`` at its end; a key that is on it already stays where it is."""
    rows = [list(group) for group in groups]
    return rows if any(key in group for group in rows) else [*rows, [key]]


def without(groups: Sequence[Sequence[Key]], keys: Iterable[Key]) -> list[list[Key]]:
    """The list without ``keys``; empty groups close up."""
    gone = set(keys)
    kept = [[key for key in group if key not in gone] for group in groups]
    return [group for group in kept if group]


def dropped(groups: Sequence[Sequence[Key]], key: Key, before: Key | None) -> list[list[Key]]:
    """The list with ``key`` alone just before the group of ``before``; at the end where that one is not on it."""
    if key == before:
        return [list(group) for group in groups]
    rows = without(groups, [key])
    at = next((place for place, group in enumerate(rows) if before in group), len(rows))
    return [*rows[:at], [key], *rows[at:]]
