"""The smallest set of rules that can't hold together, against trying every set and every outcome."""

import random
from itertools import combinations, product
from typing import Any

import pytest

from cohorts.rules import clashes
from cohorts.rules.exact import Deadline
from cohorts.rules.levels import Level, place
from cohorts.rules.market import read_market

FELLOWS, OFFICES = ("a", "b", "c", "d"), ("x", "y", "z")
Rule = tuple[str, Any]


def drawn(chance: random.Random) -> dict[str, Any]:
    """Lists, small offices, and more minima, locks, conflicts, kept seats and caps than may hold together."""
    wishes = {f: {"ranking": chance.sample(OFFICES, chance.randint(0, 3))} for f in FELLOWS}
    for wish in wishes.values():
        wish["skills"] = chance.choice([[], ["spanish"]])
    offices = {}
    for office in OFFICES:
        seats = chance.randint(1, 3)
        offices[office] = {"capacity": seats, "minimum": chance.randint(0, seats),
                           "ranking": chance.sample(FELLOWS, chance.randint(2, 4))}  # fmt: skip
        if chance.random() < 0.4:
            offices[office]["reserved"] = [{"skill": "spanish", "seats": 1, "mode": "hard"}]
    locks = [[f, chance.choice(OFFICES)] for f in chance.sample(FELLOWS, chance.randint(0, 2))]
    apart = [[f, o, "client"] for f, o in product(FELLOWS, OFFICES) if chance.random() < 0.15]
    market: dict[str, Any] = {"fellows": wishes, "offices": offices, "locks": locks, "conflicts": apart}
    if chance.random() < 0.5:
        market["regions"] = {"r": {"offices": ["x", "y"], "cap": chance.randint(0, 2)}}
    return market


def rules_of(market: dict[str, Any]) -> list[Rule]:
    found: list[Rule] = [("conflict", (row[0], row[1])) for row in market["conflicts"]]
    found += [("lock", (row[0], row[1])) for row in market["locks"]]
    for office, entry in market["offices"].items():
        found += [("minimum", office)] if entry["minimum"] else []
        found += [("reserve", office)] if entry.get("reserved") else []
    return found + [("cap", name) for name in market.get("regions", ())]


def holds(market: dict[str, Any], kept: set[Rule]) -> bool:
    """Whether any outcome keeps these rules, the others set aside: by trying them all."""
    choices: list[list[str | None]] = []
    for fellow in FELLOWS:
        locked = [rule[1][1] for rule in kept if rule[0] == "lock" and rule[1][0] == fellow]
        wanted = market["fellows"][fellow]["ranking"]
        free = [None, *(o for o in wanted if fellow in market["offices"][o]["ranking"])]
        choices.append([o for o in (locked or free) if ("conflict", (fellow, o)) not in kept])
    return any(keeps(market, dict(zip(FELLOWS, picked, strict=True)), kept) for picked in product(*choices))


def keeps(market: dict[str, Any], matching: dict[str, str | None], kept: set[Rule]) -> bool:
    for office, entry in market["offices"].items():
        team = [fellow for fellow, here in matching.items() if here == office]
        others = sum(not market["fellows"][fellow]["skills"] for fellow in team)
        if len(team) > entry["capacity"] or (("minimum", office) in kept and len(team) < entry["minimum"]):
            return False
        if ("reserve", office) in kept and others > entry["capacity"] - 1:
            return False
    placed = sum(here in ("x", "y") for here in matching.values())
    return ("cap", "r") not in kept or placed <= market["regions"]["r"]["cap"]


def fewest(market: dict[str, Any]) -> int | None:
    """How many rules the smallest clash has; nothing where all hold together."""
    rules = rules_of(market)
    if holds(market, set(rules)):
        return None
    return next(n for n in range(len(rules) + 1) if any(not holds(market, {*s}) for s in combinations(rules, n)))


def compare(seed: int, wanted: int) -> int:
    """Give how many of the clashes were larger than one rule."""
    chance = random.Random(seed)  # noqa: S311  (a market, not a secret)
    several = found = 0
    while found < wanted:
        market = drawn(chance)
        least = fewest(market)
        read = read_market(market)
        if least is None:
            continue
        found += 1
        several += least > 1
        told = clashes.clash(read, Deadline(None), holding=True, excusing=True)
        names = {rule.name for rule in clashes.rules_of(read)}
        assert (len(told.rules), told.proven) == (least, True), market
        assert set(told.rules) <= names
        bare = read
        for rule in clashes.rules_of(read):
            bare = bare if rule.name in told.rules else clashes.without(bare, rule)
        assert place(bare).level is Level.INFEASIBLE
    return several


# Dropping one by one keeps "minimum of x" and its three conflicts; the lock and its own conflict are only two.
LONG_OR_SHORT = {
    "fellows": {f: {"ranking": ["x", "y"]} for f in "abcd"},
    "offices": {
        "x": {"capacity": 1, "minimum": 1, "ranking": ["b", "c", "d"]},
        "y": {"capacity": 2, "ranking": ["a"]},
    },
    "conflicts": [["a", "y", "client"], *([f, "x", "client"] for f in "bcd")],
    "locks": [["a", "y"]],
}


def test_the_fewest_rules_are_told_and_not_just_some_of_which_none_can_be_left_out(monkeypatch):
    outcome = place(read_market(LONG_OR_SHORT))

    assert outcome.conflict == ("conflict a – y", "lock a → y")
    assert outcome.guarantees.proven is True
    monkeypatch.setattr(clashes, "MOST_TRIES", 0)
    unsure = place(read_market(LONG_OR_SHORT))
    assert len(unsure.conflict) == 4
    assert unsure.guarantees.proven is False


def test_clashes_are_as_small_as_any():
    assert compare(1, 8) > 0


@pytest.mark.deep
def test_hundreds_of_clashes_are_as_small_as_any():
    assert compare(2, 400) > 50
