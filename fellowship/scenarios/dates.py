"""The year of the invented program, laid around an anchor day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")

# How many days after the opening of applications each milestone falls.
DAYS = {
    "applications_open": 0,
    "applications_close": 61,
    "review_due": 89,
    "interviews_from": 96,
    "interviews_to": 117,
    "hear_by": 124,
    "offers_by": 131,
    "waitlist_closes": 145,
    "ranking_opens": 146,
    "ranking_closes": 160,
    "placements_published": 167,
    "training_starts": 270,
    "day_one": 291,
}
# Where in that year the anchor day stands, by scenario.
STANDS_AT = {
    "empty": 20,
    "applications_open": 40,
    "reviewing": 75,
    "interviews": 104,
    "offers": 128,
    "matching_day": 164,
    "mid_term": 291 + 75,
}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The moments of one program year."""

    now: datetime
    opens: date

    def day(self, kind: str) -> date:
        """The day of a milestone."""
        return self.opens + timedelta(days=DAYS[kind])

    def moment(self, kind: str) -> datetime:
        """The moment of a milestone: the end of the day for what closes, 9 am for what begins (Eastern)."""
        ends = kind in {"applications_close", "review_due", "hear_by", "offers_by", "ranking_closes", "interviews_to",
                "waitlist_closes"}  # fmt: skip
        clock = time(23, 59) if ends else time(9, 0)
        return datetime.combine(self.day(kind), clock, tzinfo=EASTERN).astimezone(UTC)

    def at(self, days_after_opening: float) -> datetime:
        """A moment so many days after applications opened, but never later than now."""
        start = datetime.combine(self.opens, time(9, 0), tzinfo=EASTERN).astimezone(UTC)
        return min(start + timedelta(days=days_after_opening), self.now)

    @property
    def year(self) -> int:
        """The year in which the cohort begins."""
        return self.day("day_one").year


def calendar_for(name: str, anchor: date) -> Calendar:
    """The program year that puts ``anchor`` where the scenario stands; noon Eastern is now."""
    now = datetime.combine(anchor, time(12, 0), tzinfo=EASTERN).astimezone(UTC)
    return Calendar(now=now, opens=anchor - timedelta(days=STANDS_AT[name]))
