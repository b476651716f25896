"""The dates of a host office in order: what is done, what is next, what comes later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import StrEnum


class DateState(StrEnum):
    """Where a date stands; one alone is next."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Point:
    """One date: a moment, a whole day at the office, or ``None`` while nobody has set it.

    ``happened`` is told where a fact decides instead of the calendar.
    """

    title: str
    when: datetime | date | None
    note: str = ""
    happened: bool | None = None


def in_order(points: Iterable[Point], *, at: datetime, zone: tzinfo) -> tuple[tuple[Point, DateState], ...]:
    """The points by their day in ``zone``, each with its state.

    What has no day stays behind the one before it, and what did not happen in time waits beside today.
    A moment is done once it is reached, a whole day once it is over.
    """
    today, behind = at.astimezone(zone).date(), date.min
    keyed: list[tuple[date, Point]] = []
    for point in points:
        behind = behind if point.when is None else _day(point.when, zone)
        keyed.append((max(behind, today) if point.happened is False else behind, point))
    found: list[tuple[Point, DateState]] = []
    for _key, point in sorted(keyed, key=lambda pair: pair[0]):
        if _is_done(point, at=at, today=today):
            state = DateState.DONE
        else:
            state = DateState.LATER if any(one is DateState.NEXT for _point, one in found) else DateState.NEXT
        found.append((point, state))
    return tuple(found)


def _day(when: datetime | date, zone: tzinfo) -> date:
    return when.astimezone(zone).date() if isinstance(when, datetime) else when


def _is_done(point: Point, *, at: datetime, today: date) -> bool:
    if point.happened is not None:
        return point.happened
    if isinstance(point.when, datetime):
        return point.when <= at
    return point.when is not None and point.when < today
