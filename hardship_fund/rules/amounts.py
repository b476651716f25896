"""How much may be asked and given, and by when: caps per request and over twelve months, days, references."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MONTHS_IN_WINDOW = 12
FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Help:
    """Money given or promised for something that happened on a day."""

    event_on: date
    cents: int


class Over(StrEnum):
    """Which cap an amount passes."""

    PER_REQUEST = "per_request"
    TWELVE_MONTHS = "twelve_months"


def a_year_later(day: date) -> date:
    """The same day of the next year; 28 February where there is none."""
    if day.month == FEBRUARY and day.day == 29:  # noqa: PLR2004 - the leap day
        return date(day.year + 1, FEBRUARY, 28)
    return day.replace(year=day.year + 1)


def in_use(event_on: date, given: Iterable[Help]) -> int:
    """The most cents that any run of twelve months with ``event_on`` in it already holds.

    A run starts on some day and ends the day before the same day of the next year. What happened counts,
    not when money moved, so that a slow payment never takes from next year's help.
    """
    helps = [help_ for help_ in given if _could_share(help_.event_on, event_on)]
    starts = {event_on, *(help_.event_on for help_ in helps if help_.event_on <= event_on)}
    return max(
        sum(help_.cents for help_ in helps if start <= help_.event_on < a_year_later(start)) for start in starts
    )


def _could_share(one: date, other: date) -> bool:
    """Whether some run of twelve months holds both days."""
    earlier, later = sorted((one, other))
    return later < a_year_later(earlier)


def left(event_on: date, given: Iterable[Help], *, per_request: int, twelve_months: int) -> int:
    """How many cents may still be given for what happened on ``event_on``; never below zero."""
    return max(0, min(per_request, twelve_months - in_use(event_on, given)))


def passed_cap(
    cents: int, event_on: date, given: Iterable[Help], *, per_request: int, twelve_months: int
) -> Over | None:
    """The cap that ``cents`` would pass, or ``None`` when it fits."""
    if cents > per_request:
        return Over.PER_REQUEST
    return Over.TWELVE_MONTHS if cents > twelve_months - in_use(event_on, given) else None


class DayTrouble(StrEnum):
    """Why a day can't stand."""

    AHEAD = "ahead"
    TOO_LONG_AGO = "too_long_ago"
    PAST = "past"
    TOO_FAR = "too_far"


def event_trouble(event_on: date, today: date, *, within_days: int) -> DayTrouble | None:
    """What is wrong with the day something happened: it lies ahead, or longer ago than the fund reaches."""
    if event_on > today:
        return DayTrouble.AHEAD
    return DayTrouble.TOO_LONG_AGO if (today - event_on).days > within_days else None


def need_trouble(needed_by: date, today: date) -> DayTrouble | None:
    """What is wrong with the day the money is needed: it is over, or more than a year off."""
    if needed_by < today:
        return DayTrouble.PAST
    return DayTrouble.TOO_FAR if needed_by > a_year_later(today) else None


def is_fast(needed_by: date, sent_on: date, *, within_days: int, allowed: bool) -> bool:
    """Whether a request takes the fast path: its category may, and the money is needed within so many days."""
    return allowed and needed_by - sent_on <= timedelta(days=within_days)


def reference(prefix: str, year: int, number: int) -> str:
    """What a request is called: "HF-27-0031"."""
    return f"{prefix}-{year % 100:02d}-{number:04d}"
