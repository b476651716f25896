"""From a snapshot to an outcome by level L0: eligible pairs, locks, groups of seats, deferred acceptance.

Stable with respect to the groups of seats, best for the fellows among all stable outcomes, and no fellow gains by
listing untruly. Ties are broken by the lottery of the snapshot's seed. The same snapshot gives the same outcome.
Regions with a cap are filled by flexible deferred acceptance. The other levels are in :mod:`cohorts.rules.levels`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cohorts.rules.deferred_acceptance import NOWHERE, accept, deferred_acceptance, office_proposing
from cohorts.rules.flexible_acceptance import Cap, flexible_acceptance
from cohorts.rules.market import Market, Tiers, read_market
from cohorts.rules.seat_groups import SeatGroups

METHOD = "L0 deferred acceptance"
VERSION = "2"
MORE_THAN_LISTS = ("conflicts", "locks", "couples", "regions")
Matching = dict[str, str | None]


def solve(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Give ``matching`` (fellow → office or ``None``), ``unmatched`` and ``dropped`` (one-sided entries, counted).

    Raises ``KeyError`` or ``TypeError`` for a snapshot of another shape.
    """
    matching = solve_plain(snapshot)
    if matching is not None:
        listed = {
            office: frozenset(_flat(entry["ranking"]) if entry["capacity"] else ())
            for office, entry in snapshot["offices"].items()
        }
        wishes = ((fellow, entry["ranking"]) for fellow, entry in snapshot["fellows"].items())
        dropped = sum(fellow not in listed[office] for fellow, wish in wishes for office in _flat(wish))
    else:
        field = SeatGroups(read_market(snapshot))
        matching, dropped = propose(field), field.dropped
    return {
        "matching": dict(sorted(matching.items())),
        "unmatched": sorted(fellow for fellow, office in matching.items() if office is None),
        "dropped": dropped,
    }


def _flat(ranking: Sequence[Any]) -> Iterator[str]:
    """Whom a list names; there may be ties where nobody had to look."""
    for entry in ranking:
        yield from entry if isinstance(entry, list) else (entry,)


def solve_plain(snapshot: Mapping[str, Any]) -> Matching | None:
    """The outcome of a market with nothing but strict lists and seats, straight from the lists.

    ``None`` where there is anything more: that is for :func:`propose`, which gives the same for such a market.
    Fellows stand in the order of the snapshot. A tie counts only where it could decide something.
    """
    fellows, offices = snapshot["fellows"], snapshot["offices"]
    if any(map(snapshot.get, MORE_THAN_LISTS)):
        return None
    # Most entries have the fewest keys there can be, and need no look.
    if max(map(len, fellows.values()), default=0) > 1 and any(map(_asks_more, fellows.values())):
        return None
    if max(map(len, offices.values()), default=0) > 2 and any(map(_offers_less, offices.values())):  # noqa: PLR2004
        return None
    try:
        return accept(fellows, offices)
    except (TypeError, KeyError):  # a tie is a list, which is no id; or a list names nobody that is here
        return None


def _asks_more(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("never") or entry.get("not_before"))


def _offers_less(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("refused") or entry.get("reserved"))


def solve_simply(market: Market) -> Matching | None:
    """The same for a market that was read already: what :func:`propose` gives, in a fraction of the time."""
    if not is_simple(market):
        return None
    return accept(
        {fellow: {"ranking": [tier[0] for tier in wish.ranking]} for fellow, wish in market.fellows.items()},
        {
            office: {"ranking": [tier[0] for tier in terms.ranking], "capacity": terms.capacity}
            for office, terms in market.offices.items()
        },
    )


def is_simple(market: Market) -> bool:
    """Whether there is nothing but strict lists and seats."""
    if market.conflicts or market.locks or market.joint or market.regions:
        return False
    if any(wish.never or wish.not_before or not _is_strict(wish.ranking) for wish in market.fellows.values()):
        return False
    return not any(
        terms.refused or terms.reserved or not _is_strict(terms.ranking) for terms in market.offices.values()
    )


def _is_strict(tiers: Tiers) -> bool:
    return all(len(tier) == 1 for tier in tiers)


def propose(field: SeatGroups) -> Matching:
    """The outcome in which fellows propose; couples with one list stay unplaced, they need level L1."""
    wishes = field.wishes()
    orders, seats = [group.order for group in field.groups], [group.seats for group in field.groups]
    caps = caps_of(field)
    if caps:
        return named(field, flexible_acceptance(wishes, orders, seats, caps))
    return named(field, deferred_acceptance(wishes, orders, seats))


def offices_propose(field: SeatGroups) -> Matching:
    """The outcome in which offices propose: the best stable one for them. Where both agree it is the only one."""
    orders, seats = [group.order for group in field.groups], [group.seats for group in field.groups]
    return named(field, office_proposing(field.wishes(), orders, seats))


def named(field: SeatGroups, answer: list[int]) -> Matching:
    """Groups by number back to offices by name, with the locked ones."""
    groups = field.groups
    matching: Matching = {
        fellow: None if group == NOWHERE else groups[group].office
        for fellow, group in zip(field.ids, answer, strict=True)
    }
    matching |= field.locked
    return dict(sorted(matching.items()))


def caps_of(field: SeatGroups) -> list[Cap]:
    """What each region may still take, locked fellows counted, with the target of each group of seats."""
    return [
        Cap(
            groups=tuple(group for office in region.offices for group in field.of_office[office]),
            most=max(0, region.cap - sum(office in region.offices for office in field.locked.values())),
            targets=_targets(field, region.offices, region.cap),
        )
        for region in field.market.regions
    ]


def _targets(field: SeatGroups, offices: tuple[str, ...], cap: int) -> tuple[int, ...]:
    """An office's target, or an equal share of the cap where none is named, given to its reserved seats first."""
    market: Market = field.market
    share = cap // len(offices) if offices and not any(office in market.targets for office in offices) else 0
    found: list[int] = []
    for office in offices:
        locked = sum(here == office for here in field.locked.values())
        left = max(0, min(market.targets.get(office, share), market.offices[office].capacity) - locked)
        for group in field.of_office[office]:
            found.append(min(left, field.groups[group].seats))
            left -= found[-1]
    return tuple(found)
