"""The independent check: every breach and finding, agreement with brute force, no code shared with the solver."""

import ast
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules import checker, checker_couples
from cohorts.rules.checker import Breach, Finding, Note, check
from tests.cohorts.markets import blocks, feasible, markets


def small(**office: Any) -> dict[str, Any]:
    """Three fellows who all want x most; x takes two, b before a before c."""
    terms = {"capacity": 2, "ranking": ["b", "a", "c"], **office}
    wish = {"ranking": ["x", "y"]}
    return {
        "fellows": {"a": dict(wish), "b": dict(wish), "c": dict(wish)},
        "offices": {"x": terms, "y": {"capacity": 1, "ranking": ["a", "b", "c"]}},
    }


GOOD = {"a": "x", "b": "x", "c": "y"}


def test_a_good_plan_has_nothing_against_it():
    verdict = check(small(), GOOD)

    assert verdict == checker.Verdict((), ())
    assert (verdict.passes, verdict.is_stable, verdict.to_sign) == (True, True, ())


@pytest.mark.parametrize(
    ("change", "matching", "expected"),
    [
        (dict, {**GOOD, "z": None}, Note(Breach.UNKNOWN, "z")),
        (dict, {**GOOD, "c": "q"}, Note(Breach.UNKNOWN, "c", "q")),
        (dict, {"a": "x", "b": "x"}, Note(Breach.MISSING, "c")),
        (dict, {**GOOD, "c": "x"}, Note(Breach.OVER_CAPACITY, "", "x", "", 3, 2)),
        (lambda m: m["fellows"]["a"].update(never=["x"]), GOOD, Note(Breach.NEVER, "a", "x")),
        (lambda m: m["offices"]["x"].update(refused=["a"]), GOOD, Note(Breach.REFUSED, "a", "x")),
        (lambda m: m.update(conflicts=[["a", "x", "why"]]), GOOD, Note(Breach.CONFLICT, "a", "x")),
        (lambda m: m.update(locks=[["c", "x"]]), GOOD, Note(Breach.LOCK, "c", "x")),
        (
            lambda m: (m["fellows"]["a"].update(not_before="2027-10"), m["offices"]["x"].update(starts_on="2027-09")),
            GOOD,
            Note(Breach.START_DATE, "a", "x"),
        ),
        (
            lambda m: m["offices"]["x"].update(reserved=[{"skill": "spanish", "seats": 1, "mode": "hard"}]),
            GOOD,
            Note(Breach.RESERVED_SEAT, "a", "x"),
        ),
    ],
)
def test_each_broken_rule_is_named(change, matching, expected):
    market = small()
    change(market)

    assert check(market, matching).breaches == (expected,)
    assert not check(market, matching).passes


def test_a_soft_reserve_falls_back_to_anyone():
    market = small(reserved=[{"skill": "spanish", "seats": 2, "mode": "soft"}])

    assert check(market, GOOD) == checker.Verdict((), ())


@pytest.mark.parametrize(
    ("matching", "expected"),
    [
        ({"a": "y", "b": "x", "c": "x"}, (Note(Finding.ENVY, "a", "x", "c"),)),
        ({"a": "y", "b": "x", "c": None}, (Note(Finding.EMPTY_SEAT, "a", "x"), Note(Finding.EMPTY_SEAT, "c", "x"))),
        ({"a": None, "b": "x", "c": "x"},
         (Note(Finding.ENVY, "a", "x", "c"), Note(Finding.EMPTY_SEAT, "a", "y"))),
    ],
)  # fmt: skip
def test_each_claim_is_named_with_whom_it_is_about(matching, expected):
    verdict = check(small(), matching)

    assert verdict.findings == expected
    assert (verdict.passes, verdict.is_stable, verdict.to_sign) == (True, False, expected)


def test_a_seat_kept_for_a_skill_is_a_rule_and_no_grievance():
    market = small(reserved=[{"skill": "spanish", "seats": 1, "mode": "hard"}])
    verdict = check(market, {"a": "y", "b": "x", "c": None})

    assert verdict.findings == (Note(Finding.RULE, "a", "x"), Note(Finding.RULE, "c", "x"))
    assert (verdict.is_stable, verdict.to_sign) == (True, ())


@pytest.mark.parametrize("mode", ["soft", "hard"])
def test_nobody_has_a_claim_on_a_seat_that_was_agreed_on(mode):
    market = small(capacity=1, reserved=[{"skill": "spanish", "seats": 1, "mode": mode}])
    market["fellows"]["a"]["skills"], market["locks"] = ["spanish"], [["b", "x"]]

    assert check(market, {"a": "y", "b": "x", "c": None}).findings == ()


def test_a_tie_is_no_envy():
    market = small(ranking=["b", ["a", "c"]])

    assert check(market, {"a": "y", "b": "x", "c": "x"}).findings == ()


def test_teams_that_are_too_small_and_couples_apart_are_found():
    market = small(minimum=2, metro="Springfield")
    market["couples"] = [{"members": ["a", "b"]}]
    verdict = check(market, {"a": "y", "b": "x", "c": None})

    assert Note(Finding.MINIMUM, "", "x", "", 1, 2) in verdict.to_sign
    assert Note(Finding.COUPLE, "a", "y", "b") in verdict.to_sign
    assert not any(note.kind is Finding.COUPLE for note in check(market, GOOD).findings)


def test_someone_placed_off_their_list_must_be_signed_for_unless_it_was_agreed():
    market = small()
    market["fellows"]["c"]["ranking"] = ["x"]
    note = Note(Finding.NOT_ON_FELLOW_LIST, "c", "y")

    assert note in check(market, GOOD).to_sign
    market["locks"] = [["c", "y"]]
    agreed = check(market, GOOD)
    assert (agreed.to_sign, agreed.to_know) == ((), (Note(Finding.AGREED_OFF_FELLOW_LIST, "c", "y"),))


def test_someone_placed_where_the_office_list_lacks_them_is_told_of_and_signed_for_unless_it_was_agreed():
    market = small()
    market["offices"]["y"]["ranking"] = ["a"]
    by_hand = check(market, GOOD)

    assert (by_hand.passes, by_hand.is_stable, by_hand.to_know) == (True, True, ())
    assert by_hand.to_sign == (Note(Finding.NOT_ON_OFFICE_LIST, "c", "y"),)
    market["locks"] = [["c", "y"]]
    agreed = check(market, GOOD)
    assert (agreed.to_sign, agreed.to_know) == ((), (Note(Finding.AGREED_OFF_OFFICE_LIST, "c", "y"),))
    # Agreed on for another office, it is no agreement about this one.
    market["locks"] = [["c", "x"]]
    assert Note(Finding.NOT_ON_OFFICE_LIST, "c", "y") in check(market, GOOD).to_sign


@given(markets(ties=True), st.data())
def test_every_blocking_pair_is_found_and_nothing_else(market, data):
    matching = data.draw(st.sampled_from(list(feasible(market))))
    pairs = {(f, o) for f in market["fellows"] for o in market["offices"] if blocks(market, matching, f, o)}

    assert {(note.fellow, note.office) for note in check(market, matching).findings} == pairs


def test_the_check_shares_no_code_with_the_solver():
    trees = [ast.parse(Path(module.__file__).read_text()) for module in (checker, checker_couples)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
    imported |= {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}

    assert imported == {
        "cohorts.rules.checker_couples",
        "collections",
        "collections.abc",
        "copy",
        "dataclasses",
        "enum",
        "typing",
    }
