"""Flexible deferred acceptance for regions with a cap (Kamada and Kojima 2015).

Each office first takes fellows up to its target; then, as long as the region has room, its offices take one more in
turn. Fellows propose, so no fellow gains by listing untruly; the outcome is stable as far as the caps allow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cohorts.rules.deferred_acceptance import NOWHERE


@dataclass(frozen=True, slots=True)
class Cap:
    """Groups that together take at most ``most``; ``targets`` (one a group) are filled before the rest is shared."""

    groups: tuple[int, ...]
    most: int
    targets: tuple[int, ...]


def flexible_acceptance(
    wishes: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], seats: Sequence[int], caps: Sequence[Cap]
) -> list[int]:
    """Match fellows to groups; shapes as for :func:`~cohorts.rules.deferred_acceptance.deferred_acceptance`.

    A group stands in at most one cap. Rounds go on until nobody is turned away.
    """
    ranks = [{fellow: rank for rank, fellow in enumerate(order)} for order in orders]
    in_cap = {group for cap in caps for group in cap.groups}
    alone = [Cap((group,), seats[group], (seats[group],)) for group in range(len(orders)) if group not in in_cap]
    asked = [0] * len(wishes)
    matched = [NOWHERE] * len(wishes)
    waiting: list[list[int]] = [[] for _ in orders]
    free = list(range(len(wishes)))
    while free:
        moved = False
        for fellow in free:
            while asked[fellow] < len(wishes[fellow]):
                group = wishes[fellow][asked[fellow]]
                asked[fellow] += 1
                if fellow in ranks[group]:
                    waiting[group].append(fellow)
                    moved = True
                    break
        if not moved:
            break
        free = []
        for cap in (*caps, *alone):
            kept = _choose(cap, waiting, ranks, seats)
            for group, row in zip(cap.groups, kept, strict=True):
                staying = set(row)
                free += [fellow for fellow in waiting[group] if fellow not in staying]
                waiting[group] = row
    for group, row in enumerate(waiting):
        for fellow in row:
            matched[fellow] = group
    return matched


def _choose(
    cap: Cap, waiting: Sequence[Sequence[int]], ranks: Sequence[dict[int, int]], seats: Sequence[int]
) -> list[list[int]]:
    """Whom each group of a region keeps of those who ask it."""
    lines = [sorted(waiting[group], key=ranks[group].__getitem__) for group in cap.groups]
    taken = [min(len(line), target, seats[g]) for line, target, g in zip(lines, cap.targets, cap.groups, strict=True)]
    room = cap.most - sum(taken)
    if room < 0:
        taken, room = [0] * len(taken), cap.most
    growing = True
    while room > 0 and growing:
        growing = False
        for place, group in enumerate(cap.groups):
            if room > 0 and taken[place] < min(len(lines[place]), seats[group]):
                taken[place] += 1
                room -= 1
                growing = True
    return [line[:count] for line, count in zip(lines, taken, strict=True)]
