"""The engine: textbook markets, brute force over all matchings, untrue lists, reserved seats, locks, the draw."""

import itertools
import json
import random
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.rules import lottery
from cohorts.rules.checker import check
from cohorts.rules.deferred_acceptance import deferred_acceptance
from cohorts.rules.market import canonical, digest, read_market
from cohorts.rules.matching import propose, solve, solve_plain
from cohorts.rules.seat_groups import SeatGroups
from tests.cohorts.markets import markets, place, stable


def market(fellows: dict[str, str], offices: dict[str, tuple[int, str]], **more: Any) -> dict[str, Any]:
    """A market from words: ``{"a": "x y"}`` and ``{"x": (2, "b a")}``."""
    return {
        "fellows": {key: {"ranking": words.split()} for key, words in fellows.items()},
        "offices": {key: {"capacity": seats, "ranking": words.split()} for key, (seats, words) in offices.items()},
        **more,
    }


# Gale and Shapley 1962, example 1: three men, three women, the men's optimum gives each man his first choice.
GALE_SHAPLEY_1 = market(
    {"alpha": "A B C", "beta": "B C A", "gamma": "C A B"},
    {"A": (1, "beta gamma alpha"), "B": (1, "gamma alpha beta"), "C": (1, "alpha beta gamma")},
)
# Gale and Shapley 1962, example 2: the only stable matching.
GALE_SHAPLEY_2 = market(
    {"alpha": "A B C D", "beta": "A D C B", "gamma": "B A C D", "delta": "D B C A"},
    {
        "A": (1, "delta gamma alpha beta"),
        "B": (1, "beta delta alpha gamma"),
        "C": (1, "delta alpha beta gamma"),
        "D": (1, "gamma beta alpha delta"),
    },
)
# Roth and Sotomayor 1990, example 2.17: ten stable matchings; the men's optimum is everyone's first choice.
ROTH_SOTOMAYOR = market(
    {"m1": "w1 w2 w3 w4", "m2": "w2 w1 w4 w3", "m3": "w3 w4 w1 w2", "m4": "w4 w3 w2 w1"},
    {
        "w1": (1, "m4 m3 m2 m1"),
        "w2": (1, "m3 m4 m1 m2"),
        "w3": (1, "m2 m1 m4 m3"),
        "w4": (1, "m1 m2 m3 m4"),
    },
)
# Several seats: the office with two keeps the two it put first, and one fellow goes without.
SEVERAL_SEATS = market({"a": "x y", "b": "x", "c": "x y", "d": "y x"}, {"x": (2, "d b a c"), "y": (1, "a c d")})


@pytest.mark.parametrize(
    ("instance", "expected"),
    [
        (GALE_SHAPLEY_1, {"alpha": "A", "beta": "B", "gamma": "C"}),
        (GALE_SHAPLEY_2, {"alpha": "C", "beta": "D", "gamma": "A", "delta": "B"}),
        (ROTH_SOTOMAYOR, {"m1": "w1", "m2": "w2", "m3": "w3", "m4": "w4"}),
        (SEVERAL_SEATS, {"a": "y", "b": "x", "c": None, "d": "x"}),
    ],
)
def test_textbook_markets_have_their_known_answer(instance, expected):
    answer = solve(instance)

    assert answer["matching"] == expected
    assert answer["unmatched"] == [fellow for fellow, office in expected.items() if office is None]
    assert stable(instance).count(expected) == 1


def test_the_ten_stable_matchings_of_roth_and_sotomayor_are_found_by_brute_force():
    assert len(stable(ROTH_SOTOMAYOR)) == 10


@given(markets())
def test_each_fellow_gets_the_best_office_of_all_stable_matchings(instance):
    every = stable(instance)
    answer = solve(instance)["matching"]

    assert answer in every
    for fellow, wish in instance["fellows"].items():
        best = min(place(wish["ranking"], matching[fellow]) for matching in every)
        assert place(wish["ranking"], answer[fellow]) == best


@given(markets(ties=True))
def test_with_ties_the_outcome_is_weakly_stable_and_the_check_agrees_with_the_definition(instance):
    answer = solve(instance)["matching"]

    assert answer in stable(instance)
    assert check(instance, answer).is_stable


@given(markets(ties=True, reserves=True))
def test_with_reserved_seats_nobody_has_a_justified_claim(instance):
    verdict = check(instance, solve(instance)["matching"])

    assert verdict.breaches == ()
    assert verdict.to_sign == ()


@given(markets(ties=True, reserves=True), st.data())
def test_no_fellow_gains_by_an_untrue_list(instance, data):
    liar = data.draw(st.sampled_from(sorted(instance["fellows"])))
    truth = instance["fellows"][liar]["ranking"]
    honest = place(truth, solve(instance)["matching"][liar])
    offices = sorted(instance["offices"])
    for length in range(len(offices) + 1):
        for lie in itertools.permutations(offices, length):
            told = {**instance, "fellows": {**instance["fellows"], liar: {**instance["fellows"][liar]}}}
            told["fellows"][liar]["ranking"] = list(lie)
            assert place(truth, solve(told)["matching"][liar]) >= honest


@given(markets(ties=True, reserves=True), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(instance, chance):
    def shuffled(entries):
        keys = list(entries)
        chance.shuffle(keys)
        return {key: entries[key] for key in keys}

    turned = {**instance, "fellows": shuffled(instance["fellows"]), "offices": shuffled(instance["offices"])}

    assert json.dumps(solve(turned)) == json.dumps(solve(instance))
    assert canonical(turned) == canonical(instance)
    assert digest(turned) == sha256(canonical(instance)).hexdigest()


def test_the_draw_decides_between_equals_and_only_between_them():
    fellows = {f"f{n}": "x" for n in range(6)}
    tie = market(fellows, {"x": (1, "")})
    tie["offices"]["x"]["ranking"] = [sorted(fellows)]
    winners = {solve({**tie, "seed": seed})["matching"][fellow] and fellow for seed in range(40) for fellow in fellows}
    order = lottery.draw("3", fellows)

    assert solve({**tie, "seed": 3})["matching"][min(order, key=order.get)] == "x"
    assert winners - {None} == set(fellows)
    assert lottery.draw("3", sorted(fellows, reverse=True)) == order


def test_the_draw_can_be_worked_out_by_anyone():
    # printf '7|f1' | sha256sum
    assert lottery.ticket("7", "f1").startswith("3ca7232248865bf0")
    assert lottery.fingerprint("7") != lottery.fingerprint("8")


def test_a_lock_is_kept_though_the_office_would_rather_have_someone_else():
    instance = market({"a": "x", "b": "x"}, {"x": (1, "a b")}, locks=[["b", "x"]])
    answer = solve(instance)["matching"]

    assert answer == {"a": None, "b": "x"}
    assert check(instance, answer).to_sign == ()


def test_a_lock_takes_a_kept_seat_where_it_fits_and_an_open_one_where_not():
    instance = market({"a": "x", "b": "x", "c": "x"}, {"x": (2, "a b c")}, locks=[["a", "x"]])
    instance["offices"]["x"]["reserved"] = [{"skill": "spanish", "seats": 1, "mode": "hard"}]
    speaking = json.loads(json.dumps(instance))
    speaking["fellows"]["a"]["skills"] = ["spanish"]

    assert solve(instance)["matching"] == {"a": "x", "b": None, "c": None}
    assert solve(speaking)["matching"] == {"a": "x", "b": "x", "c": None}


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m["fellows"]["a"].update(never=["x"]),
        lambda m: m["offices"]["x"].update(refused=["a"]),
        lambda m: m.update(conflicts=[["a", "x", "conflict"]]),
        lambda m: (
            m["fellows"]["a"].update(not_before="2027-10-01"),
            m["offices"]["x"].update(starts_on="2027-09-06"),
        ),
        lambda m: m["offices"]["x"].update(reserved=[{"skill": "spanish", "seats": 1, "mode": "hard"}]),
        lambda m: m["offices"]["x"].update(ranking=["b"]),
    ],
)
def test_a_pair_that_may_not_be_is_left_out_and_counted(change):
    instance = market({"a": "x y", "b": "y"}, {"x": (1, "a"), "y": (2, "a b")})
    before = solve(instance)
    change(instance)
    after = solve(instance)

    assert before["matching"] == {"a": "x", "b": "y"}
    assert after["matching"] == {"a": "y", "b": "y"}
    assert (before["dropped"], after["dropped"]) == (0, 1)


def test_a_list_that_names_someone_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        deferred_acceptance([[0], [0]], [[0, 0]], [2])


def test_a_thousand_fellows_and_a_hundred_offices_touch_no_recursion_limit():
    chance = random.Random(5)  # noqa: S311  (a market, not a secret)
    offices = [f"o{n:03}" for n in range(100)]
    fellows = {f"f{n:04}": {"ranking": chance.sample(offices, 12)} for n in range(1000)}
    listed = {office: [f for f, wish in fellows.items() if office in wish["ranking"]] for office in offices}
    for row in listed.values():
        chance.shuffle(row)
    instance = {"fellows": fellows, "offices": {o: {"capacity": 10, "ranking": row} for o, row in listed.items()}}
    answer = solve(instance)

    assert check(instance, answer["matching"]).to_sign == ()
    assert len(answer["unmatched"]) < 30


def test_the_digest_changes_with_any_input():
    one = market({"a": "x"}, {"x": (1, "a")}, seed="s")

    assert digest(one) == digest(json.loads(json.dumps(one)))
    assert digest({**one, "seed": "t"}) != digest(one)


@pytest.mark.deep
@given(markets(ties=True, reserves=True))
def test_many_more_markets_hold(instance):
    assert check(instance, solve(instance)["matching"]).to_sign == ()


@given(markets(ties=True, reserves=True))
def test_the_quick_way_for_plain_markets_gives_the_same_as_the_whole_way(instance):
    quick = solve_plain(instance)

    whole = SeatGroups(read_market(instance))
    assert quick in (None, propose(whole))
    assert solve(instance)["dropped"] == whole.dropped
    plain = {**instance, "offices": {o: {"capacity": 2, "ranking": list(instance["fellows"])} for o in "ab"}}
    plain["fellows"] = {f: {"ranking": ["b", "a"]} for f in instance["fellows"]}
    assert solve_plain(plain) == propose(SeatGroups(read_market(plain)))


@pytest.mark.deep
def test_ten_thousand_untrue_lists_gain_nothing():
    chance = random.Random(11)  # noqa: S311  (a market, not a secret)
    lies = gains = 0
    while lies < 10_000:
        offices = [f"o{n}" for n in range(chance.randint(3, 8))]
        fellows = {
            f"f{n}": {"ranking": chance.sample(offices, chance.randint(1, len(offices))), "skills": []}
            for n in range(chance.randint(4, 20))
        }
        for wish in fellows.values():
            wish["skills"] = ["spanish"] if chance.random() < 0.4 else []
        names = sorted(fellows)
        instance: dict[str, Any] = {"seed": lies, "fellows": fellows, "offices": {}}
        for office in offices:
            order = chance.sample(names, len(names))
            seats = chance.randint(1, 4)
            kept = {"skill": "spanish", "seats": chance.randint(0, seats), "mode": chance.choice(["hard", "soft"])}
            tied = [sorted(order[at : at + 3]) for at in range(0, len(order), 3)]
            instance["offices"][office] = {"capacity": seats, "ranking": tied, "reserved": [kept]}
        honest = solve(instance)["matching"]
        for _ in range(25):
            liar = chance.choice(names)
            truth = fellows[liar]["ranking"]
            lie = {**fellows[liar], "ranking": chance.sample(offices, chance.randint(0, len(offices)))}
            told = solve({**instance, "fellows": {**fellows, liar: lie}})["matching"][liar]
            gains += place(truth, told) < place(truth, honest[liar])
            lies += 1

    assert gains == 0
