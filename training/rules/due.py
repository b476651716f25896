"""When a lesson is due: counted from a person's own first day, in the time zone of their office."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from training.rules.kinds import Standing

FLOOR_DAYS = 14
SOON_DAYS = 7


def due_on(
    *,
    starts_on: date,
    enrolled_on: date,
    days_after_start: int,
    overrides: Iterable[date] = (),
    floor_days: int = FLOOR_DAYS,
) -> date:
    """The day a lesson is due.

    The latest of three: the plan (``starts_on`` plus ``days_after_start``), the floor
    (``floor_days`` after the day of enrollment, so that whoever starts late is never late on the
    first day), and every date somebody granted. More time is never taken back by a later, earlier grant.
    """
    plan = starts_on + timedelta(days=days_after_start)
    floor = enrolled_on + timedelta(days=floor_days)
    return max(plan, floor, *overrides)


def end_of_day(day: date, time_zone: str) -> datetime:
    """The last moment of ``day`` in ``time_zone``: one microsecond before the next midnight there, in UTC."""
    zone = ZoneInfo(time_zone)
    midnight = datetime.combine(day + timedelta(days=1), time.min, tzinfo=zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def day_there(moment: datetime, time_zone: str) -> date:
    """The calendar day that ``moment`` (aware) falls on in ``time_zone``."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def standing(*, is_done: bool, is_opened: bool, due: date, today: date) -> Standing:
    """Where a lesson stands today. Done wins, then late, then under way, then due within seven days."""
    if is_done:
        return Standing.DONE
    if due < today:
        return Standing.LATE
    if is_opened:
        return Standing.UNDER_WAY
    return Standing.SOON if due <= today + timedelta(days=SOON_DAYS) else Standing.NOT_YET
