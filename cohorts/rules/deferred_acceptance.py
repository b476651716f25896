"""Deferred acceptance in which fellows propose (Gale and Shapley 1962; Roth 1984 for several seats).

Strict orders in, the fellow-optimal stable matching out. No fellow gains by listing untruly (Roth 1982).
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import islice
from operator import length_hint
from typing import Any, TypeVar

NOWHERE = -1
# How many times its seats stand before a group whose list is looked at, round after round. Of a list only the
# beginning is read, down to the last whom the group keeps; that is shorter the more have asked by then.
CROWDS = (2, *[1] * 20)
# So often those are looked for whom a group with room does not list; then the lists that are left are read whole.
ROUNDS = 5

Fellow = TypeVar("Fellow", bound=Hashable)
Entry = Mapping[str, Any]
# Of a group: whom it would take now, whom it holds with what they would ask next, the beginning of its list down to
# the last whom it holds, its seats. A seat that is empty stands at the end of the list as nobody, and is held by
# nobody. As long as the group did not look at its list, those before it stand in a line, and nobody knows whom it
# would take.
Ask = Iterator[Any]
Desk = tuple[set[Any] | None, dict[Any, Ask], Any, int]
Desks = dict[Any, Desk]
Turned = list[tuple[Any, Ask]]


def accept(fellows: Mapping[Fellow, Entry], groups: Mapping[Any, Entry]) -> dict[Fellow, Any]:
    """Match fellows to groups of seats: the group of each fellow, or ``None``, in the order of ``fellows``.

    ``ranking`` of a fellow are the groups they want, of a group the fellows it takes, best first; ``capacity`` is how
    many. An entry whose counterpart does not list it is passed over. Time and space are linear in the list entries.
    Nothing recurses. Raises ``ValueError`` for a group that names someone twice as far as it is read, ``KeyError`` for
    a group that is unknown or an entry that lacks a key, and ``TypeError`` for a member of a list that is no id.
    """
    desks: Desks = {group: (None, {}, entry["ranking"], entry["capacity"]) for group, entry in groups.items()}
    for fellow, entry in fellows.items():
        ask = iter(entry["ranking"])
        for group in ask:
            desks[group][1][fellow] = ask
            break
    waiting = list(groups)
    for crowd in CROWDS:
        left: list[Any] = []
        for group in waiting:
            _takes, line, _order, seats = desks[group]
            if len(line) > crowd * seats:
                _ask(_look(desks, group), desks)
            else:
                left.append(group)
        if crowd == 1 and len(left) == len(waiting):
            break
        waiting = left
    _look_again(waiting, desks)
    found: dict[Any, Any] = dict.fromkeys(fellows)
    for group, (_takes, held, _order, _seats) in desks.items():
        for fellow in held:
            found[fellow] = group
    found.pop(None, None)
    return found


def _ask(turned: Turned, desks: Desks) -> None:
    """Let each of ``turned`` ask on, and whom they push out, until they all stand or sit somewhere or are through."""
    for fellow, ask in turned:
        for group in ask:
            takes, held, order, _seats = desks[group]
            if takes is None:
                held[fellow] = ask
                break
            if fellow in takes:
                held[fellow] = ask
                out = order.pop()
                if out is not None:
                    takes.remove(out)
                    turned.append((out, held.pop(out)))
                while order[-1] not in held:
                    takes.remove(order.pop())
                break


def _look(desks: Desks, group: Any) -> Turned:
    """Read the list of a group as far as it is needed, seat the best of its line, and give the others."""
    _takes, line, order, seats = desks[group]
    rest = iter(order)
    best = list(islice(filter(line.__contains__, rest), seats))
    order = order[: len(order) - length_hint(rest)]
    takes = set(order)
    if len(takes) != len(order):
        raise ValueError("a list names someone twice")
    held: dict[Any, Any] = {fellow: line.pop(fellow) for fellow in best}
    empty = min(seats, len(order)) - len(held)
    if empty:
        order += [None] * empty
        held[None] = None
    desks[group] = (takes, held, order, seats)
    return list(line.items())


def _look_again(waiting: Sequence[Any], desks: Desks) -> None:
    """Send on those who stand before a group with room that does not list them, and whoever is too many then."""
    listed: dict[Any, int] = {}
    grown = list(waiting)
    for _ in range(ROUNDS):
        for group in grown:
            _takes, line, order, seats = desks[group]
            size = len(line)
            if size <= seats and len(set(islice(filter(line.__contains__, order), size))) == size:
                listed[group] = size
            else:
                listed.pop(group, None)
                _ask(_look(desks, group), desks)
        grown = [group for group, size in listed.items() if len(desks[group][1]) != size]
        if not grown:
            return
    for group in listed:
        _ask(_look(desks, group), desks)


def deferred_acceptance(
    wishes: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], seats: Sequence[int]
) -> list[int]:
    """The same by numbers: gives the group of each fellow, or ``NOWHERE``."""
    groups = enumerate(zip(orders, seats, strict=True))
    found = accept(
        {fellow: {"ranking": wish} for fellow, wish in enumerate(wishes)},
        {group: {"ranking": list(order), "capacity": count} for group, (order, count) in groups},
    )
    return [NOWHERE if group is None else group for group in found.values()]


def office_proposing(
    wishes: Sequence[Sequence[int]], orders: Sequence[Sequence[int]], seats: Sequence[int]
) -> list[int]:
    """The same market with the groups proposing: the stable matching that is best for them and worst for fellows.

    Where it equals :func:`deferred_acceptance`, that is the only stable outcome.
    """
    place = [{group: rank for rank, group in enumerate(wish)} for wish in wishes]
    matched = [NOWHERE] * len(wishes)
    at = [0] * len(orders)
    free = list(seats)
    queue = [group for group in range(len(orders)) if seats[group] > 0]
    while queue:
        group = queue.pop()
        while free[group] > 0 and at[group] < len(orders[group]):
            fellow = orders[group][at[group]]
            at[group] += 1
            here = matched[fellow]
            if group not in place[fellow] or (here != NOWHERE and place[fellow][here] < place[fellow][group]):
                continue
            if here != NOWHERE:
                free[here] += 1
                queue.append(here)
            matched[fellow] = group
            free[group] -= 1
    return matched
