"""Days on which counties and cities close beside their state; more of them are entered per office by staff.

A day too many only lengthens a wait that protects an applicant, so doubtful ones are kept in.
"""

from calendar import monthcalendar
from dataclasses import dataclass
from datetime import date

LAST = -1


@dataclass(frozen=True, slots=True)
class FixedDay:
    """The same date each year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """The date in ``year``."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """A weekday (Monday is 0) of a month: the first is 1, the last ``LAST``."""

    month: int
    weekday: int
    nth: int

    def in_year(self, year: int) -> date:
        """The date in ``year``."""
        days = [week[self.weekday] for week in monthcalendar(year, self.month) if week[self.weekday]]
        return date(year, self.month, days[self.nth if self.nth < 0 else self.nth - 1])


LocalDay = FixedDay | NthWeekday
_CHAVEZ_MONDAY = NthWeekday(3, 0, LAST)

LOCAL_DAYS: dict[str, tuple[LocalDay, ...]] = {
    # Los Angeles County Code, title 6, legal holidays: Cesar Chavez Day on the last Monday in March.
    "us-ca-los-angeles-county": (_CHAVEZ_MONDAY,),
    "us-ca-los-angeles-county-uninc": (_CHAVEZ_MONDAY,),
    # City of Los Angeles, Administrative Code section 4.119: the same day.
    "us-ca-los-angeles": (_CHAVEZ_MONDAY,),
    "us-ca-los-angeles-city": (_CHAVEZ_MONDAY,),
    # Alameda County keeps Lincoln's Day.
    "us-ca-alameda-county": (FixedDay(2, 12),),
}


def local_days(jurisdiction: str, year: int) -> frozenset[date]:
    """The extra days of one jurisdiction, by its code; none for codes that have none."""
    return frozenset(day.in_year(year) for day in LOCAL_DAYS.get(jurisdiction, ()))
