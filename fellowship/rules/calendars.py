"""Business days: counting them over a set of days off. Pure; the days come from ``queries.calendars``."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Monday to Friday without the ``holidays``."""

    holidays: frozenset[date] = frozenset()

    def is_business_day(self, day: date) -> bool:
        """Whether offices are open."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """``day`` itself when it is a business day, else the next one."""
        while not self.is_business_day(day):
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """``day`` itself when it is a business day, else the last one before."""
        while not self.is_business_day(day):
            day -= _DAY
        return day

    def add_business_days(self, day: date, count: int) -> date:
        """The ``count``-th business day after ``day``; ``day`` itself is never counted.

        Nought gives ``day`` or the next business day. Raises ``ValueError`` for a negative count.
        """
        if count < 0:
            message = "count business days forward"
            raise ValueError(message)
        if count == 0:
            return self.on_or_after(day)
        return _counted(self, day, count)

    def business_days_between(self, first: date, last: date) -> int:
        """How many business days lie after ``first`` up to and with ``last``; negative when ``last`` is earlier."""
        if last < first:
            return -self.business_days_between(last, first)
        span = (last - first).days
        return sum(self.is_business_day(first + timedelta(days=step)) for step in range(1, span + 1))


# The same few spans are counted for thousands of cases in one run.
@lru_cache(maxsize=4096)
def _counted(calendar: Calendar, day: date, count: int) -> date:
    while count:
        day += _DAY
        count -= calendar.is_business_day(day)
    return day
