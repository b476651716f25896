"""When two readers stand apart: pure rules."""

import pytest

from recruitment.rules.reading import (
    MarksRefused,
    check_marks,
    hours_and_minutes,
    is_apart,
    mean,
    readers_disagree,
)


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
