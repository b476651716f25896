"""Interviews: the grid of slots, who may change a booking and until when, and scorecards."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

CHANGES_ALLOWED = 2
MISSES_ALLOWED = 1
CHANGE_BY = timedelta(hours=24)
MOST_SLOTS = 24
MOST_IN_A_GRID = 240
LONGEST_GRID = timedelta(days=60)
SHORTEST_MINUTES = 10
LONGEST_MINUTES = 180


class Recommendation(StrEnum):
    """What one interviewer would do."""

    STRONG_YES = "strong_yes"
    YES = "yes"
    NO = "no"
    STRONG_NO = "strong_no"


class NoSuchTime(ValueError):
    """The clock skips this time on this day: it is inside the hour that falls out in spring."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time; the end is not part of it."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        """Whether the two share any moment."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def moment_at(day: date, at: time, zone: str) -> datetime:
    """The moment, in UTC, when clocks of ``zone`` show ``at`` on ``day``.

    An hour that comes twice in autumn means the first. Raises :class:`NoSuchTime` for one left out in spring.
    """
    here = datetime.combine(day, at, ZoneInfo(zone))
    moment = here.astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != here.replace(tzinfo=None):
        message = f"{at:%H:%M} does not exist on {day} in {zone}"
        raise NoSuchTime(message)
    return moment


def slot_grid(*, day: date, first: time, count: int, minutes: int, pause: int = 0, zone: str) -> tuple[Span, ...]:
    """``count`` slots of ``minutes`` one after another with a ``pause`` between, in UTC.

    Only the first start is read off the clock; the rest follow in real minutes, so that a change of
    the clocks in between makes no slot longer, shorter or doubled. Raises :class:`NoSuchTime` or
    ``ValueError`` for a count or length out of bounds.
    """
    if not 1 <= count <= MOST_SLOTS or not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES or pause < 0:
        message = f"{count} slots of {minutes} minutes with {pause} between"
        raise ValueError(message)
    start = moment_at(day, first, zone)
    step, length = timedelta(minutes=minutes + pause), timedelta(minutes=minutes)
    return tuple(Span(start + n * step, start + n * step + length) for n in range(count))


class Panels(StrEnum):
    """Who sits in the slots of a grid."""

    TOGETHER = "together"
    EACH = "each"


def grid_days(first: date, last: date, weekdays: Collection[int]) -> tuple[date, ...]:
    """The days from ``first`` to ``last`` that fall on one of the weekdays, Monday being 0.

    Raises ``ValueError`` where ``last`` comes before ``first`` or the two lie too far apart.
    """
    if not timedelta(0) <= last - first <= LONGEST_GRID:
        message = f"{first} to {last}"
        raise ValueError(message)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return tuple(day for day in days if day.weekday() in weekdays)


def may_book_again(misses: int) -> bool:
    """Whether somebody who missed so many interviews of a round may choose a new time themselves: after the first."""
    return misses <= MISSES_ALLOWED


def clashes(wanted: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """Those of ``wanted`` that meet any of ``taken``."""
    busy = tuple(taken)
    return tuple(span for span in wanted if any(span.meets(other) for other in busy))


def last_change_at(starts_at: datetime) -> datetime:
    """The latest moment at which an applicant may still move the interview themselves."""
    return starts_at - CHANGE_BY


def may_change(*, starts_at: datetime, changes: int, at: datetime) -> bool:
    """Whether an applicant may move a booked interview: twice, and up to a day before; then a person helps."""
    return changes < CHANGES_ALLOWED and at <= last_change_at(starts_at)


def may_write_scorecard(*, starts_at: datetime, at: datetime) -> bool:
    """Whether the interview has begun, so that there is something to write about."""
    return at >= starts_at
