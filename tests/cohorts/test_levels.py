"""The ladder of levels on textbook markets: which level, what it promises, what clashes, and the same bytes again."""

import json
from dataclasses import asdict

import pytest
from hypothesis import given

from cohorts.queries.guarantees import SENTENCES, guarantee
from cohorts.rules.answers import answer
from cohorts.rules.checker import Breach, Finding, Note, check
from cohorts.rules.instance import read_instance
from cohorts.rules.levels import Level, Promise, place
from cohorts.rules.market import read_market
from cohorts.rules.matching import propose, solve_simply
from cohorts.rules.seat_groups import SeatGroups
from tests.cohorts.brute_force import claims
from tests.cohorts.markets import markets
from tests.cohorts.test_matching import GALE_SHAPLEY_2, market

# Klaus and Klijn 2005, after Roth 1984: a couple, one single, two seats, and nothing is stable.
NO_STABLE = {
    **market({"s": "h1 h2", "c1": "", "c2": ""}, {"h1": (1, "c1 s"), "h2": (1, "s c2")}),
    "couples": [{"members": ["c1", "c2"], "pairs": [["h1", "h2"]]}],
}
# Hamada, Iwama and Miyazaki 2016: the minimum of h2 costs one held seat at h1.
HELD = market({"r1": "h1 h2", "r2": "h1 h2"}, {"h1": (2, "r1 r2"), "h2": (1, "r1 r2")})
HELD["offices"]["h2"]["minimum"] = 1
# Manlove and others 2002: stable with ties in two sizes.
TIES = market({"m1": "w1", "m2": "w1 w2"}, {"w1": (1, ""), "w2": (1, "m2")})
TIES["offices"]["w1"]["ranking"] = [["m1", "m2"]]
# Kamada and Kojima 2015, example 1: ten doctors, two hospitals of ten seats and targets of five, ten for the region.
DOCTORS = [f"d{n}" for n in range(1, 11)]
REGION = market(
    {one: "h1" if n < 3 else "h2" for n, one in enumerate(DOCTORS)},
    {"h1": (10, " ".join(DOCTORS)), "h2": (10, " ".join(DOCTORS))},
    regions={"r": {"offices": ["h1", "h2"], "cap": 10}},
    targets={"h1": 5, "h2": 5},
)


def solved(instance, **options):
    return place(read_instance(instance), **options)


def test_a_plain_market_needs_the_first_level_only():
    outcome = solved(GALE_SHAPLEY_2)

    assert (outcome.level, outcome.promise) == (Level.L0, Promise.BEST)
    assert asdict(outcome.guarantees) == {
        "stable": True, "fellow_optimal": True, "strategy_proof": True, "proven": True,
    }  # fmt: skip
    assert outcome.matching == solved(GALE_SHAPLEY_2, level=Level.L1).matching
    assert solved(GALE_SHAPLEY_2, level=Level.L1).guarantees == outcome.guarantees


def test_ties_by_the_draw_or_at_their_best():
    drawn, best = solved(TIES), solved(TIES, level=Level.L1)

    assert (drawn.level, drawn.guarantees.stable, drawn.guarantees.strategy_proof) == (Level.L0, "weakly", True)
    assert best.matching == {"m1": "w1", "m2": "w2"}
    assert (best.aims["placed"], best.guarantees.stable, best.guarantees.strategy_proof) == (2, "weakly", False)


def test_a_couple_without_any_stable_outcome_gets_one_named_exception():
    outcome = solved(NO_STABLE)
    claims = [note for note in check(NO_STABLE, outcome.matching).findings if note.kind is Finding.ENVY]

    assert (outcome.level, outcome.aims["exceptions"], outcome.guarantees.proven) == (Level.L3, 1, True)
    assert len(claims) == 1
    assert solved(NO_STABLE, level=Level.L0).level is Level.INFEASIBLE
    exact = solved(NO_STABLE, level=Level.L1)
    assert (exact.level, exact.conflict) == (Level.INFEASIBLE, ("nobody has a claim", "couple c1 + c2"))
    assert set(exact.matching.values()) == {None}


def test_a_couple_of_whom_one_is_locked_goes_where_the_pair_allows():
    locked = {**NO_STABLE, "locks": [["c1", "h1"]]}
    outcome = solved(locked)

    assert (outcome.level, outcome.matching) == (Level.L0, {"c1": "h1", "c2": None, "s": "h2"})
    assert check(locked, outcome.matching).passes


def test_seats_are_held_only_for_a_minimum_that_no_stable_outcome_meets():
    outcome = solved(HELD)
    free = {**HELD, "offices": {**HELD["offices"], "h2": {**HELD["offices"]["h2"], "minimum": 0}}}

    assert (outcome.level, outcome.matching, outcome.held) == (Level.L2, {"r1": "h1", "r2": "h2"}, {"h1": 1})
    assert check(HELD, outcome.matching, outcome.held).findings == (Note(Finding.HELD_SEAT, "r2", "h1"),)
    assert check(HELD, outcome.matching).findings == (Note(Finding.EMPTY_SEAT, "r2", "h1"),)
    assert solved(free).level is Level.L0
    assert solved(HELD, level=Level.L1).conflict == ("nobody has a claim", "minimum 1 of h2")


def test_a_region_takes_no_more_than_its_cap():
    outcome = solved(REGION)
    crowd = {**REGION, "regions": {"r": {"offices": ["h1", "h2"], "cap": 6}}, "targets": {"h1": 3, "h2": 3}}
    small = solved(crowd).matching

    assert outcome.matching == {one: "h1" if n < 3 else "h2" for n, one in enumerate(DOCTORS)}
    assert [one for one, office in small.items() if office] == sorted(DOCTORS[:6])
    assert check(crowd, small).passes
    assert check(crowd, outcome.matching).breaches == (Note(Breach.REGION_CAP, "", "r", "", 10, 6),)
    assert {note.kind for note in check(crowd, small).findings} == {Finding.RULE}


@pytest.mark.parametrize(
    ("change", "conflict", "way"),
    [
        (
            {"locks": [["a", "x"], ["b", "x"]]},
            ("lock a → x", "lock b → x"),
            ("lock a → x", "lift it", 1),
        ),
        (
            {"locks": [["b", "x"]], "conflicts": [["b", "x", "relative"], ["c", "y", "client"]]},
            ("conflict b – x", "lock b → x"),
            ("lock b → x", "lift it", 1),
        ),
        (
            {"minimum": {"x": 1, "y": 3}},
            ("minimum 1 of x", "minimum 3 of y"),
            ("minimum 1 of x", "lower it to 0", 1),
        ),
        ({"conflicts": [["a", "x", "client"]], "minimum": {"x": 1}}, (), None),
        (
            {"conflicts": [["a", "x", "c"], ["b", "x", "c"], ["c", "x", "c"]], "minimum": {"x": 1}},
            ("conflict a – x", "conflict b – x", "conflict c – x", "minimum 1 of x"),
            ("minimum 1 of x", "lower it to 0", 1),
        ),
    ],
)
def test_rules_that_clash_are_named_with_the_cheapest_way_out(change, conflict, way):
    minima = change.pop("minimum", {})
    instance = {**market({"a": "x y", "b": "x y", "c": "x y"}, {"x": (1, "a b c"), "y": (3, "a b c")}), **change}
    for office, least in minima.items():
        instance["offices"][office]["minimum"] = least
    outcome = solved(instance)

    assert outcome.conflict == conflict
    assert (outcome.level is Level.INFEASIBLE) is bool(conflict)
    relaxation = outcome.relaxation
    assert way == (relaxation and (relaxation.rule, relaxation.change, relaxation.cost))


def test_the_same_snapshot_gives_the_same_bytes():
    shuffled = json.loads(json.dumps(NO_STABLE))
    shuffled["fellows"] = dict(reversed(shuffled["fellows"].items()))
    for instance in (NO_STABLE, shuffled, HELD):
        assert asdict(solved(instance)) == asdict(solved(instance))
    assert asdict(solved(shuffled)) == asdict(solved(NO_STABLE))


def test_when_time_is_over_the_best_found_is_given_and_not_called_proven():
    held, couple = solved(HELD, level=Level.L2, seconds=1e-9), solved(NO_STABLE, seconds=1e-9)

    for outcome, instance in ((held, HELD), (couple, NO_STABLE)):
        assert check(instance, outcome.matching, outcome.held).passes
        assert outcome.level in (Level.L2, Level.L3)
        assert outcome.guarantees.proven is ("before this was proven" not in guarantee(outcome))


def test_each_promise_has_its_sentence():
    assert set(SENTENCES) == set(Promise)
    assert guarantee(solved(GALE_SHAPLEY_2)).startswith("Stable:")


def test_one_sided_entries_are_reported_with_the_side_and_the_rule():
    instance = market({"a": "x y", "b": "y"}, {"x": (1, "b"), "y": (1, "a b")}, conflicts=[["b", "y", "client"]])
    field = SeatGroups(read_instance(instance))

    assert list(field.report_dropped()) == [
        {"fellow": "a", "office": "x", "why": "not_on_office_list", "on_list_of": "fellow"},
        {"fellow": "b", "office": "y", "why": "conflict", "on_list_of": "fellow"},
        {"fellow": "b", "office": "x", "why": "not_on_fellow_list", "on_list_of": "office"},
    ]
    assert propose(field) == {"a": "y", "b": None}


@given(markets(reserves=True))
def test_a_simple_market_needs_no_seat_groups_for_the_same_outcome(instance):
    read = read_market(instance)
    simple = solve_simply(read)

    assert (simple is None) is any(entry.get("reserved") for entry in instance["offices"].values())
    assert simple in (None, propose(SeatGroups(read)))
    assert place(read).matching == propose(SeatGroups(read))
    assert answer(instance, read, place(read), "")["dropped"] == list(SeatGroups(read).report_dropped())


def test_a_partner_who_stays_is_nobody_whom_the_other_could_push_out():
    # At h the partner is the only one below m1, so m1 can't come too; nobody else's place is worth a claim.
    beside = {
        **market({"s": "h", "m1": "", "m2": ""}, {"h": (2, "s m1 m2"), "o": (1, "m1")}),
        "couples": [{"members": ["m1", "m2"], "pairs": [["h", "h"], ["o", "h"]]}],
    }
    # With t below m1 there is somebody to push out, and the couple has both seats.
    pushing = {**beside, "fellows": {**beside["fellows"], "t": {"ranking": ["h"]}}}
    pushing["offices"] = {**beside["offices"], "h": {"capacity": 3, "ranking": ["s", "m1", "t", "m2"]}}
    outcome, other = solved(beside), solved(pushing)

    assert (outcome.level, outcome.matching) == (Level.L1, {"m1": "o", "m2": "h", "s": "h"})
    assert check(beside, outcome.matching).to_sign == ()
    assert (claims(pushing, other.matching) == []) is (other.level is Level.L1)
    assert claims(pushing, {"m1": "o", "m2": "h", "s": "h", "t": "h"}) == [("m1", "m2", "h", "h")]
