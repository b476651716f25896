"""Business days over days off."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.rules.calendars import Calendar
from fellowship.rules.local_days import FixedDay, NthWeekday, local_days

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
OFF = st.frozensets(st.dates(date(2026, 1, 1), date(2029, 12, 31)), max_size=25)
FRIDAY = date(2026, 11, 20)


def test_weekends_and_days_off_are_no_business_days():
    calendar = Calendar(frozenset({date(2026, 11, 26)}))
    week = [calendar.is_business_day(date(2026, 11, 23) + timedelta(days=day)) for day in range(7)]
    assert week == [True, True, True, False, True, False, False]


def test_five_business_days_over_thanksgiving_in_california():
    calendar = Calendar(frozenset({date(2026, 11, 26), date(2026, 11, 27)}))
    assert calendar.add_business_days(FRIDAY, 5) == date(2026, 12, 1)


def test_the_day_itself_is_not_counted_even_on_a_weekend():
    assert Calendar().add_business_days(date(2026, 11, 21), 1) == date(2026, 11, 23)


def test_nought_days_gives_the_day_or_the_next_open_one():
    assert Calendar().add_business_days(FRIDAY, 0) == FRIDAY
    assert Calendar().add_business_days(date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_counting_backward_is_refused():
    with pytest.raises(ValueError, match="forward"):
        Calendar().add_business_days(FRIDAY, -1)


def test_on_or_before_and_after():
    calendar = Calendar(frozenset({FRIDAY}))
    assert calendar.on_or_after(FRIDAY) == date(2026, 11, 23)
    assert calendar.on_or_before(FRIDAY) == date(2026, 11, 19)
    assert calendar.on_or_before(date(2026, 11, 19)) == calendar.on_or_after(date(2026, 11, 19)) == date(2026, 11, 19)


def test_between_counts_the_last_day_and_not_the_first():
    assert Calendar().business_days_between(FRIDAY, date(2026, 11, 25)) == 3
    assert Calendar().business_days_between(date(2026, 11, 25), FRIDAY) == -3
    assert Calendar().business_days_between(FRIDAY, FRIDAY) == 0


@given(off=OFF, more=OFF, day=DAYS, count=st.integers(0, 20))
def test_a_further_day_off_never_shortens_a_wait(off, more, day, count):
    assert Calendar(off | more).add_business_days(day, count) >= Calendar(off).add_business_days(day, count)


@given(off=OFF, day=DAYS, count=st.integers(1, 20))
def test_adding_and_counting_agree(off, day, count):
    calendar = Calendar(off)
    end = calendar.add_business_days(day, count)
    assert calendar.is_business_day(end)
    assert calendar.business_days_between(day, end) == count


@given(off=OFF, day=DAYS)
def test_on_or_after_is_the_nearest_open_day(off, day):
    calendar = Calendar(off)
    found = calendar.on_or_after(day)
    assert calendar.is_business_day(found)
    assert not any(calendar.is_business_day(day + timedelta(days=step)) for step in range((found - day).days))


def test_local_days():
    assert local_days("us-ca-los-angeles-county", 2027) == {date(2027, 3, 29)}
    assert local_days("us-ca-alameda-county", 2027) == {date(2027, 2, 12)}
    assert local_days("us-or-multnomah-county", 2027) == frozenset()
    assert NthWeekday(11, 3, 4).in_year(2026) == date(2026, 11, 26)
    assert FixedDay(2, 12).in_year(2028) == date(2028, 2, 12)
