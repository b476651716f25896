"""Large counts are kept for a few minutes, small ones never."""

import pytest
from django.core.cache import cache

from fellowship.queries.large import LARGE, kept_when_large, large_count


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def test_a_small_count_is_counted_every_time():
    numbers = iter([3, LARGE - 1, 0])
    assert [large_count("waiting", lambda: next(numbers)) for _ in range(3)] == [3, LARGE - 1, 0]


def test_a_large_count_is_kept_for_whom_it_was_counted():
    numbers = iter([LARGE, 7, 8])
    assert large_count(("waiting", "dana"), lambda: next(numbers)) == LARGE
    assert large_count(("waiting", "dana"), lambda: next(numbers)) == LARGE
    assert large_count(("waiting", "ines"), lambda: next(numbers)) == 7
    assert large_count(("ready", "dana"), lambda: next(numbers)) == 8


def test_whatever_is_kept_says_itself_how_large_it_is():
    found = iter([{"rows": LARGE}, {"rows": 1}])
    first = kept_when_large("numbers", lambda: next(found), lambda kept: kept["rows"])
    assert kept_when_large("numbers", lambda: next(found), lambda kept: kept["rows"]) == first == {"rows": LARGE}


def test_what_was_searched_for_is_not_in_the_cache():
    large_count(("list", "Maya Okafor"), lambda: LARGE)
    assert "Okafor" not in repr(cache._cache)
    assert len(cache._cache) == 1
