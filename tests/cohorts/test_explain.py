"""Why: every reason on the ladder, for staff and for the fellow, and nothing of others in the fellow's words."""

import re
from typing import Any

import pytest
from hypothesis import given

from cohorts.queries.wording import BAR_FOR_FELLOW, BAR_FOR_STAFF, rung_for_fellow, rung_for_staff
from cohorts.rules.eligibility import Bar
from cohorts.rules.explain import Why, ladder, ladders
from cohorts.rules.lists import added, by_numbers, moved, repeated, without
from cohorts.rules.matching import solve
from cohorts.rules.plans import Chair, Move, NoSeat, Sitter, seating, with_moves
from tests.cohorts.markets import markets

NAMES = {"a": "Ana Canary", "b": "Bea Canary", "c": "Cal Canary"}


def market(ranking: list[Any], *, numbered: int | None = None, **office: Any) -> dict[str, Any]:
    """Everyone wants x, then y; x has one seat and the ranking given."""
    wish = {"ranking": ["x", "y"]}
    return {
        "seed": "1",
        "fellows": {"a": dict(wish), "b": dict(wish), "c": dict(wish)},
        "offices": {
            "x": {"capacity": 1, "ranking": ranking, "numbered": numbered, **office},
            "y": {"capacity": 3, "ranking": [["a", "b", "c"]], "numbered": 0},
        },
    }


def first_rung(instance: dict[str, Any], matching: dict[str, str | None], fellow: str = "a"):
    return ladder(instance, matching, fellow)[0]


HELD = (
    "Full: its 1 seat is held by someone it put before them. The last seat went to Bea Canary, number 1 on its list; "
)
SPEAKING = {"reserved": [{"skill": "spanish", "seats": 1, "mode": "hard"}], "capacity": 2}


@pytest.mark.parametrize(
    ("instance", "matching", "why", "staff", "fellow"),
    [
        (market(["b", "a", "c"]), {"a": "y", "b": "x", "c": "y"}, Why.FULL,
         HELD + "they are number 2.",
         "Its 1 seat went to someone it had put before you."),
        (market(["b", ["a", "c"]], numbered=1), {"a": "y", "b": "x", "c": "y"}, Why.FULL,
         HELD + "they have no number.",
         "Its 1 seat went to someone it had put before you."),
        (market([["a", "b"], "c"]), {"a": "y", "b": "x", "c": "y"}, Why.FULL_BY_DRAW,
         "Full. Bea Canary has the same number on its list and came first in the draw.",
         "All of its seats are taken. It was equally glad of you and someone else, and the draw decided."),
        (market([["a", "b", "c"]], numbered=0), {"a": "y", "b": "x", "c": "y"}, Why.FULL_BY_DRAW,
         "Full. Neither Bea Canary nor they have a number on its list, and Bea Canary came first in the draw.",
         "All of its seats are taken. It was equally glad of you and someone else, and the draw decided."),
        (market(["b", "c"]), {"a": "y", "b": "x", "c": "y"}, Why.BARRED,
         "The office's list does not have them.", "This office could not offer you a seat."),
        (market(["b", "c"], refused=["a"]), {"a": "y", "b": "x", "c": "y"}, Why.BARRED,
         "The office said it can't take them.", "This office could not offer you a seat."),
        (market(["b", "a", "c"], **SPEAKING), {"a": "y", "b": "x", "c": "y"}, Why.KEPT_FOR_SKILL,
         "The seat left there is kept for someone with a certain language or skill.",
         "The seat left there is kept for someone with a certain language or skill."),
        (market(["b", "a", "c"], capacity=2), {"a": "y", "b": "x", "c": "y"}, Why.LEFT_OPEN,
         "It has an open seat; a move by hand left it open.",
         "A program manager kept a seat open there. Ask your program manager why."),
        (market(["a", "b", "c"]), {"a": "y", "b": "x", "c": "y"}, Why.PASSED_OVER,
         "A program manager placed someone there by hand.", "A program manager placed someone there by hand."),
        (market(["a", "b", "c"]), {"a": "x", "b": "y", "c": "y"}, Why.PLACED,
         "Their place on the office's list: 1 of 3.", "This is your office."),
    ],
)  # fmt: skip
def test_each_reason_has_its_sentences(instance, matching, why, staff, fellow):
    rung = first_rung(instance, matching)

    assert (rung.why, rung_for_staff(rung, NAMES), rung_for_fellow(rung)) == (why, staff, fellow)


def test_choices_below_the_place_were_not_needed():
    rungs = ladder(market(["a", "b", "c"]), {"a": "x", "b": "y", "c": "y"}, "a")

    assert [rung.why for rung in rungs] == [Why.PLACED, Why.NOT_NEEDED]


@pytest.mark.parametrize("bar", Bar)
def test_every_bar_has_words_for_both(bar):
    assert str(BAR_FOR_STAFF[bar])
    assert str(BAR_FOR_FELLOW[bar])


def test_a_refusal_and_a_missing_number_read_the_same_for_the_fellow():
    assert BAR_FOR_FELLOW[Bar.REFUSED] == BAR_FOR_FELLOW[Bar.NOT_ON_OFFICE_LIST]


@given(markets(ties=True, reserves=True))
def test_the_fellows_words_never_name_others_or_places(instance):
    names = {fellow: f"Name-{fellow}-Canary" for fellow in instance["fellows"]}
    for rungs in ladders(instance, solve(instance)["matching"]).values():
        for rung in rungs:
            words = rung_for_fellow(rung)
            assert "Canary" not in words
            assert set(re.findall(r"\d+", words)) <= {str(rung.seats)}
            assert rung_for_staff(rung, names)


@given(markets(ties=True, reserves=True))
def test_a_solved_market_is_never_explained_by_a_hand(instance):
    for rungs in ladders(instance, solve(instance)["matching"]).values():
        assert not {rung.why for rung in rungs} & {Why.LEFT_OPEN, Why.PASSED_OVER}


@pytest.mark.parametrize(
    ("groups", "key", "step", "expected"),
    [
        ([["a"], ["b"], ["c"]], "b", -1, [["b"], ["a"], ["c"]]),
        ([["a"], ["b"], ["c"]], "b", 1, [["a"], ["c"], ["b"]]),
        ([["a"], ["b"]], "a", -1, [["a"], ["b"]]),
        ([["a"], ["b"]], "b", 1, [["a"], ["b"]]),
        ([["a", "b"], ["c"]], "b", -1, [["b"], ["a"], ["c"]]),
        ([["a", "b"], ["c"]], "a", 1, [["b"], ["a"], ["c"]]),
        ([["a"], ["b", "c"]], "a", 1, [["b", "c"], ["a"]]),
        ([["a"]], "z", 1, [["a"]]),
    ],
)
def test_moving_one_step(groups, key, step, expected):
    assert moved(groups, key, step) == expected


def test_lists_are_added_to_taken_from_and_read_from_numbers():
    assert added([["a"]], "b") == [["a"], ["b"]]
    assert added([["a"], ["b"]], "a") == [["a"], ["b"]]
    assert without([["a", "b"], ["c"]], ["a", "c"]) == [["b"]]
    assert by_numbers({"a": 7, "b": 2, "c": 7}) == [["b"], ["a", "c"]]
    assert repeated({"a": 7, "b": 2, "c": 7}) == {"a": 7, "c": 7}


def test_moves_are_taken_in_their_order():
    moves = [Move("a", None), Move("b", "x"), Move("a", "y")]

    assert with_moves({"a": "x", "b": None}, moves) == {"a": "y", "b": "x"}


def test_spanish_speakers_take_the_kept_seats_first():
    chairs = [Chair("1"), Chair("2", "spanish")]
    speaker, other = Sitter("a", frozenset({"spanish"}), place=1), Sitter("b", frozenset(), place=2)

    assert seating(chairs, [other, speaker]) == {"a": "2", "b": "1"}
    with pytest.raises(NoSeat):
        seating(chairs[1:], [other])


def test_whoever_brings_two_skills_makes_room_for_someone_with_one():
    chairs = [Chair("1", "spanish"), Chair("2", "driver"), Chair("3", "driver", firm=False)]
    both, speaker = Sitter("a", frozenset({"spanish", "driver"}), 1), Sitter("b", frozenset({"spanish"}), 2)

    assert seating(chairs, [both, speaker]) == {"a": "2", "b": "1"}
    assert seating(chairs, [both, speaker, Sitter("c", frozenset(), 3)])["c"] == "3"
