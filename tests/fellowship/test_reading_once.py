"""What a page asks twice is read once, and nothing is kept after the page."""

import pytest

from fellowship.queries.once import once, reading_once


def test_outside_a_page_everything_is_read_anew():
    numbers = iter([1, 2])
    assert [once("a", lambda: next(numbers)) for _ in range(2)] == [1, 2]


def test_a_page_reads_each_thing_once_and_forgets_it():
    numbers = iter([1, None, 3, 4])

    def read():
        return next(numbers)

    with reading_once():
        assert [once("a", read), once("a", read), once("b", read), once("b", read)] == [1, 1, None, None]
    with reading_once():
        assert once("a", read) == 3
    assert once("a", read) == 4


def test_what_breaks_leaves_nothing_behind():
    with pytest.raises(ZeroDivisionError), reading_once():
        once("a", lambda: 1 // 0)
    numbers = iter([5, 6])
    assert [once("a", lambda: next(numbers)) for _ in range(2)] == [5, 6]
