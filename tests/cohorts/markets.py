"""Small markets for tests: drawn by hypothesis, and judged by brute force from the definitions alone."""

from collections.abc import Iterator
from itertools import product
from typing import Any

from hypothesis import strategies as st

Matching = dict[str, str | None]


@st.composite
def markets(draw: Any, *, ties: bool = False, reserves: bool = False) -> dict[str, Any]:
    """Up to four fellows and three offices with mutual or one-sided lists."""
    fellows = [f"f{n}" for n in range(draw(st.integers(1, 4)))]
    offices = [f"o{n}" for n in range(draw(st.integers(1, 3)))]
    chosen = {
        fellow: {"ranking": draw(some_of(offices)), "skills": draw(st.sampled_from([[], ["spanish"]]))}
        for fellow in fellows
    }
    offered = {}
    for office in offices:
        capacity = draw(st.integers(0, 3))
        order = draw(some_of(fellows))
        entry = {"capacity": capacity, "ranking": draw(grouped(order)) if ties else order}
        if reserves and capacity:
            seats, mode = draw(st.integers(0, capacity)), draw(st.sampled_from(["hard", "soft"]))
            entry["reserved"] = [{"skill": "spanish", "seats": seats, "mode": mode}]
        offered[office] = entry
    return {"seed": draw(st.integers(0, 5)), "fellows": chosen, "offices": offered}


@st.composite
def some_of(draw: Any, members: list[str]) -> list[str]:
    """Some members in some order."""
    order = draw(st.permutations(members))
    return list(order[: draw(st.integers(0, len(members)))])


@st.composite
def grouped(draw: Any, order: list[str]) -> list[Any]:
    """The same order with some neighbors in a tie."""
    groups: list[list[str]] = []
    for member in order:
        if groups and draw(st.booleans()):
            groups[-1].append(member)
        else:
            groups.append([member])
    return groups


def place(ranking: list[Any], member: str | None) -> int:
    """The place of a member, from 0; beyond the end for one who is not on the list."""
    for at, entry in enumerate(ranking):
        if member == entry or (isinstance(entry, list) and member in entry):
            return at
    return len(ranking)


def feasible(market: dict[str, Any]) -> Iterator[Matching]:
    """Every matching of mutual pairs within capacity."""
    fellows, offices = market["fellows"], market["offices"]
    options = [
        [None, *(o for o in wish["ranking"] if place(offices[o]["ranking"], f) < len(offices[o]["ranking"]))]
        for f, wish in fellows.items()
    ]
    for answer in product(*options):
        if all(answer.count(office) <= entry["capacity"] for office, entry in offices.items()):
            yield dict(zip(fellows, answer, strict=True))


def blocks(market: dict[str, Any], matching: Matching, fellow: str, office: str) -> bool:
    """Whether both would strictly rather be together (no reserved seats)."""
    wish, terms = market["fellows"][fellow]["ranking"], market["offices"][office]
    mine = place(terms["ranking"], fellow)
    if mine == len(terms["ranking"]) or place(wish, office) >= place(wish, matching[fellow]):
        return False
    team = [one for one, here in matching.items() if here == office]
    return len(team) < terms["capacity"] or any(place(terms["ranking"], one) > mine for one in team)


def stable(market: dict[str, Any]) -> list[Matching]:
    """Every stable matching, by trying them all."""
    return [
        matching
        for matching in feasible(market)
        if not any(blocks(market, matching, f, o) for f in market["fellows"] for o in market["offices"])
    ]


@st.composite
def tangled_markets(
    draw: Any, *, couples: bool = False, minima: bool = False, reserves: bool = False, locks: bool = False
) -> dict[str, Any]:
    """Up to four fellows and three offices with ties, and what is asked for: couples, teams, kept seats, locks."""
    market = draw(markets(ties=True, reserves=reserves))
    offices = sorted(market["offices"])
    if minima:
        for entry in market["offices"].values():
            entry["minimum"] = draw(st.integers(0, min(2, entry["capacity"])))
    if couples:
        names = sorted(market["fellows"])
        market["couples"] = []
        for first, second in [both for both in (names[:2], names[2:4]) if len(both) == 2][: draw(st.integers(1, 2))]:
            pairs = draw(some_of([f"{here} {there}" for here in offices for there in offices]))
            market["couples"].append({"members": [first, second], "pairs": [pair.split() for pair in pairs]})
            for member in (first, second):
                market["fellows"][member]["ranking"] = []
    if locks:
        last = max(market["fellows"])
        market["locks"] = [[last, draw(st.sampled_from(offices))]]
    return market
