"""What would change if somebody were forced somewhere, and what each rule costs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules.checker import Finding, Note, check
from cohorts.rules.explain import OfficeWhy, office_ladder
from cohorts.rules.instance import read_instance
from cohorts.rules.levels import Level, place
from cohorts.rules.matching import offices_propose, propose, solve
from cohorts.rules.seat_groups import SeatGroups
from cohorts.rules.what_if import Moved, Standing, is_only_stable, prices, quick_prices, what_if
from tests.cohorts.markets import markets
from tests.cohorts.test_levels import HELD
from tests.cohorts.test_matching import GALE_SHAPLEY_1, GALE_SHAPLEY_2, market

# Without any force: a → x, b → y, c → z, d → nothing.
CHAIN = market(
    {"a": "x w", "b": "x y", "c": "y z", "d": "x"},
    {"x": (1, "a b d"), "y": (1, "b c"), "z": (1, "c"), "w": (1, "a")},
)


def test_forcing_someone_names_everybody_who_would_move_in_their_order():
    before = solve(CHAIN)["matching"]
    forced = what_if(CHAIN, before, "d", "x")

    assert before == {"a": "x", "b": "y", "c": "z", "d": None}
    assert forced.moved == (Moved("d", None, "x"), Moved("a", "x", "w"))
    assert forced.pushed == (Moved("a", "x", "w"),)
    assert (forced.pulled, forced.unplaced, forced.broken) == ((), (), ())
    assert forced.claims == (Note(Finding.ENVY, "a", "x", "d"), Note(Finding.ENVY, "b", "x", "d"))


def test_a_seat_left_behind_pulls_others_up():
    before = solve(CHAIN)["matching"]
    left = what_if(CHAIN, before, "a", None)

    assert left.matching == {"a": None, "b": "x", "c": "y", "d": None}
    assert left.pulled == (Moved("b", "y", "x"), Moved("c", "z", "y"))
    assert left.unplaced == ("a",)


def test_what_an_office_would_lose_is_said():
    instance = market({"a": "x y", "b": "x y"}, {"x": (1, "a b"), "y": (1, "a b")})
    instance["fellows"]["a"]["skills"] = ["spanish"]
    instance["offices"]["x"]["reserved"] = [{"skill": "spanish", "seats": 1, "mode": "soft"}]
    before = solve(instance)["matching"]

    assert before == {"a": "x", "b": "y"}
    assert what_if(instance, before, "a", "y").without_skill == (("x", "spanish"),)
    assert what_if(instance, before, "a", "x").moved == ()


@given(markets(ties=True, reserves=True), st.data())
def test_forcing_someone_is_a_lock_around_which_everybody_is_placed_anew(instance, data):
    fellow = data.draw(st.sampled_from(sorted(instance["fellows"])))
    office = data.draw(st.sampled_from(sorted(instance["offices"])))
    tried = what_if(instance, solve(instance)["matching"], fellow, office)

    assert tried.matching == solve({**instance, "locks": [[fellow, office]]})["matching"]
    assert {*tried.broken} <= {*check(instance, tried.matching).breaches}


def test_strangers_are_refused():
    for fellow, office in (("q", "x"), ("a", "q")):
        with pytest.raises(KeyError, match="q"):
            what_if(CHAIN, solve(CHAIN)["matching"], fellow, office)


def test_each_rule_has_its_price():
    instance = {**HELD, "conflicts": [["r1", "h1", "client"]]}
    fellows = read_instance(instance)
    outcome = place(fellows)
    found = {price.rule: price for price in prices(fellows, outcome)}
    minimum, conflict = found["minimum 1 of h2"], found["conflict r1 – h1"]

    assert outcome.matching == {"r1": "h2", "r2": "h1"}
    assert (minimum.placed, minimum.places, minimum.moved, minimum.level) == (0, 0, 0, Level.L0)
    assert (conflict.placed, conflict.places, conflict.moved, conflict.level) == (0, 0, 2, Level.L2)
    (price,) = prices(read_instance(HELD), place(read_instance(HELD)))
    assert (price.placed, price.places, price.moved, price.level) == (0, 1, 1, Level.L0)


def test_the_only_stable_outcome_is_known_as_such():
    for instance, only in ((GALE_SHAPLEY_1, False), (GALE_SHAPLEY_2, True)):
        read = read_instance(instance)
        field = SeatGroups(read)
        assert is_only_stable(read, propose(field), offices_propose(field)) is only


def test_an_office_sees_what_came_of_its_list_and_no_reason():
    instance = {**CHAIN, "conflicts": [["d", "x", "client"]]}
    instance["offices"] = {**CHAIN["offices"], "x": {"capacity": 1, "ranking": [["c", "a"], "b", "d"]}}
    matching = solve(instance)["matching"]
    seen = [(rung.place, rung.fellow, rung.why) for rung in office_ladder(instance, matching, "x")]

    assert check(instance, matching).passes
    assert seen == [
        (1, "a", OfficeWhy.HERE),
        (1, "c", OfficeWhy.NOT_ASKED),
        (2, "b", OfficeWhy.NO_SEAT),
        (3, "d", OfficeWhy.BARRED),
    ]
    assert [rung.why for rung in office_ladder(instance, matching, "w")] == [OfficeWhy.ELSEWHERE]


def test_a_joint_list_has_its_price_and_its_couple_stays():
    instance = {**CHAIN, "couples": [{"members": ["b", "c"], "pairs": [["y", "z"]]}]}
    plan = {"a": "x", "b": "y", "c": "z", "d": None}
    forced = what_if(instance, plan, "d", "x")
    (price,) = quick_prices(Standing(instance, plan, stay=frozenset({"a"})))[1:]

    assert (forced.matching["b"], forced.matching["c"], forced.anyway) == ("y", "z", frozenset())
    assert (price.about.kind, price.about.fellow, price.placed, price.places, price.moved) == ("couple", "b", 0, 0, 0)


def test_who_would_move_anyway_is_marked():
    plan = {"a": None, "b": "y", "c": "z", "d": None}
    tried = what_if(CHAIN, plan, "c", None, stay={"a"})

    assert [one.fellow for one in tried.moved] == ["c", "b"]
    assert tried.anyway == {"b"}
