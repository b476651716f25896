"""Who reads what, and when two readers stand apart: pure rules."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules.reading import (
    MarksRefused,
    Need,
    check_marks,
    hours_and_minutes,
    is_apart,
    mean,
    readers_disagree,
    spread_reads,
)


def uid(number: int) -> UUID:
    return UUID(int=number)


def test_each_application_gets_its_readers_least_loaded_first() -> None:
    spread = spread_reads([Need(uid(1), 2)], {uid(10): 5, uid(11): 0, uid(12): 1})
    assert spread.reads == ((uid(1), uid(11)), (uid(1), uid(12)))
    assert spread.short == ()


def test_nobody_barred_gets_the_application_and_the_shortfall_is_named() -> None:
    spread = spread_reads([Need(uid(1), 2, frozenset({uid(10)}))], {uid(10): 0, uid(11): 9})
    assert spread.reads == ((uid(1), uid(11)),)
    assert spread.short == (uid(1),)


def test_without_readers_everything_is_short() -> None:
    assert spread_reads([Need(uid(1), 2)], {}).short == (uid(1),)


@given(
    needs=st.lists(st.tuples(st.integers(1, 60), st.integers(1, 3)), max_size=40, unique_by=lambda pair: pair[0]),
    readers=st.integers(3, 8),
)
def test_load_stays_even_and_the_same_input_gives_the_same_answer(needs: list[tuple[int, int]], readers: int) -> None:
    asked = [Need(uid(number), reads) for number, reads in needs]
    load = {uid(1000 + number): 0 for number in range(readers)}
    first, second = spread_reads(asked, load), spread_reads(asked, dict(load))
    assert first == second
    assert len(set(first.reads)) == len(first.reads)
    counts = [sum(1 for _, reader in first.reads if reader == one) for one in load]
    assert max(counts) - min(counts) <= 1
    assert len(first.reads) == sum(need.reads for need in asked)


def test_marks_must_cover_the_rubric_and_stay_between_one_and_four() -> None:
    assert check_marks([1, 2], {2: 4, 1: 1}) == {1: 1, 2: 4}
    with pytest.raises(MarksRefused) as refused:
        check_marks([1, 2], {1: 5, 9: 2})
    assert refused.value.missing == (2,)
    assert refused.value.wrong == (1, 9)


@pytest.mark.parametrize(
    ("by_reader", "apart"),
    [
        ([], False),
        ([{1: 4}], False),
        ([{1: 4, 2: 3}, {1: 3, 2: 3}], False),
        ([{1: 4, 2: 1}, {1: 2, 2: 3}], True),
        ([{1: 4, 2: 4}, {1: 3, 2: 3}], True),
    ],
)
def test_readers_stand_apart_by_two_marks_or_a_whole_mark_in_the_mean(
    by_reader: list[dict[int, int]], apart: bool
) -> None:
    assert readers_disagree(by_reader) is apart


def test_one_mark_is_never_apart_from_itself() -> None:
    assert not is_apart([4])
    assert not is_apart([4, 3])
    assert is_apart([4, 2])
    assert mean([]) is None
    assert mean([1, 2]) == 1.5


def test_an_abstention_stands_for_a_mark_but_not_for_all_of_them() -> None:
    assert check_marks([1, 2], {2: 4}, {1}) == {2: 4}
    with pytest.raises(MarksRefused) as everything:
        check_marks([1, 2], {}, {1, 2})
    assert everything.value.missing == (1, 2)
    with pytest.raises(MarksRefused) as both:
        check_marks([1, 2], {1: 3, 2: 3}, {2, 9})
    assert both.value.wrong == (2, 9)
    assert check_marks([], {}) == {}


def test_minutes_are_told_in_hours() -> None:
    assert [hours_and_minutes(minutes) for minutes in (-5, 0, 59, 190)] == [(0, 0), (0, 0), (0, 59), (3, 10)]
