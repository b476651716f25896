"""Slot grids and the change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.rules.interviews import (
    NoSuchTime,
    Span,
    clashes,
    may_change,
    may_write_scorecard,
    moment_at,
    slot_grid,
)

LA = "America/Los_Angeles"


def test_slots_follow_one_another() -> None:
    spans = slot_grid(day=date(2027, 2, 1), first=time(9, 30), count=2, minutes=45, pause=15, zone=LA)
    assert spans == (
        Span(datetime(2027, 2, 1, 17, 30, tzinfo=UTC), datetime(2027, 2, 1, 18, 15, tzinfo=UTC)),
        Span(datetime(2027, 2, 1, 18, 30, tzinfo=UTC), datetime(2027, 2, 1, 19, 15, tzinfo=UTC)),
    )


def test_a_time_left_out_in_spring_is_refused() -> None:
    with pytest.raises(NoSuchTime):
        moment_at(date(2027, 3, 14), time(2, 30), LA)


def test_an_hour_that_comes_twice_means_the_first() -> None:
    assert moment_at(date(2027, 11, 7), time(1, 30), LA) == datetime(2027, 11, 7, 8, 30, tzinfo=UTC)


def test_across_the_change_of_clocks_no_slot_gets_longer() -> None:
    spans = slot_grid(day=date(2027, 3, 14), first=time(1), count=3, minutes=60, zone=LA)
    local = [span.starts_at.astimezone(ZoneInfo(LA)).time() for span in spans]
    assert local == [time(1), time(3), time(4)]


@pytest.mark.parametrize("bad", [{"count": 0}, {"count": 25}, {"minutes": 5}, {"minutes": 181}, {"pause": -1}])
def test_counts_and_lengths_have_bounds(bad: dict[str, int]) -> None:
    terms = {"count": 1, "minutes": 45, "pause": 0, **bad}
    with pytest.raises(ValueError, match="slots of"):
        slot_grid(day=date(2027, 2, 1), first=time(9), zone=LA, **terms)


@given(
    day=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    hour=st.integers(0, 23),
    count=st.integers(1, 24),
    minutes=st.integers(10, 180),
    pause=st.integers(0, 60),
    zone=st.sampled_from([LA, "America/New_York", "America/Phoenix", "Pacific/Honolulu"]),
)
def test_slots_never_meet_and_all_last_the_same(  # noqa: PLR0917
    day: date, hour: int, count: int, minutes: int, pause: int, zone: str
) -> None:
    try:
        spans = slot_grid(day=day, first=time(hour), count=count, minutes=minutes, pause=pause, zone=zone)
    except NoSuchTime:
        return
    assert len(spans) == count
    assert {span.ends_at - span.starts_at for span in spans} == {timedelta(minutes=minutes)}
    assert not any(one.meets(other) for one in spans for other in spans if one is not other)


def test_clashes_are_found_and_neighbors_are_not() -> None:
    nine = Span(datetime(2027, 2, 1, 9, tzinfo=UTC), datetime(2027, 2, 1, 10, tzinfo=UTC))
    ten = Span(nine.ends_at, nine.ends_at + timedelta(hours=1))
    half = Span(nine.starts_at + timedelta(minutes=30), nine.ends_at + timedelta(minutes=30))
    assert clashes([nine, ten], [half]) == (nine, ten)
    assert clashes([nine], [ten]) == ()


START = datetime(2027, 2, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "before", "allowed"),
    [
        (0, timedelta(hours=24), True),
        (1, timedelta(hours=24), True),
        (0, timedelta(hours=23, minutes=59), False),
        (2, timedelta(days=9), False),
    ],
)
def test_two_changes_up_to_a_day_before(changes: int, before: timedelta, allowed: bool) -> None:
    assert may_change(starts_at=START, changes=changes, at=START - before) is allowed


def test_scorecards_wait_for_the_interview() -> None:
    assert not may_write_scorecard(starts_at=START, at=START - timedelta(seconds=1))
    assert may_write_scorecard(starts_at=START, at=START)
