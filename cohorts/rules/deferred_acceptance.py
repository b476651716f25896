"""Deferred acceptance in which fellows propose (Gale and Shapley 1962; Roth 1984 for several seats).

Strict orders in, the fellow-optimal stable matching out. No fellow gains by listing untruly (Roth 1982).
"""

from collections.abc import Sequence

NOBODY = -1
NOWHERE = -1


def deferred_acceptance(
    wishes: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], seats: Sequence[int]
) -> list[int]:
    """Match fellows to groups of seats.

    ``wishes[f]`` are the groups fellow ``f`` wants, best first; ``orders[g]`` the fellows group ``g`` takes, best
    first; ``seats[g]`` how many it takes. An entry whose counterpart does not list it is passed over. Gives the
    group of each fellow, or ``NOWHERE``. Time and space are linear in the list entries: the worst rank held by a
    full group only ever falls, so its pointer walks each list once. Raises ``ValueError`` for a list that names
    someone twice.
    """
    ranks = [_ranks(order) for order in orders]
    held: list[list[int]] = [[NOBODY] * len(order) for order in orders]
    free = [seats[g] if g < len(seats) else 0 for g in range(len(orders))]
    worst = [len(order) for order in orders]
    asked = [0] * len(wishes)
    matched = [NOWHERE] * len(wishes)
    for first in range(len(wishes)):
        fellow = first
        while asked[fellow] < len(wishes[fellow]):
            group = wishes[fellow][asked[fellow]]
            asked[fellow] += 1
            rank = ranks[group].get(fellow)
            if rank is None or seats[group] <= 0:
                continue
            row = held[group]
            if free[group] > 0:
                free[group] -= 1
                row[rank] = fellow
                matched[fellow] = group
                if free[group] == 0:
                    worst[group] = _last_held(row, len(row) - 1)
                break
            if rank > worst[group]:
                continue
            turned_away = row[worst[group]]
            row[worst[group]] = NOBODY
            row[rank] = fellow
            matched[fellow], matched[turned_away] = group, NOWHERE
            worst[group] = _last_held(row, worst[group])
            fellow = turned_away
    return matched


def _ranks(order: Sequence[int]) -> dict[int, int]:
    ranks = {fellow: rank for rank, fellow in enumerate(order)}
    if len(ranks) != len(order):
        message = "a list names someone twice"
        raise ValueError(message)
    return ranks


def _last_held(row: Sequence[int], start: int) -> int:
    while row[start] == NOBODY:
        start -= 1
    return start
