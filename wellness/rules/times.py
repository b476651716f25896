"""Meeting times as two people in two time zones mean them."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class TimeTrouble(StrEnum):
    """Why a day and time can't be a meeting."""

    NO_SUCH_TIME = "no_such_time"
    PAST = "past"
    TOO_FAR = "too_far"


class BadTime(ValueError):
    """Raised with the one :class:`TimeTrouble` the person should hear about."""

    def __init__(self, trouble: TimeTrouble) -> None:
        """Keep the reason."""
        super().__init__(trouble.value)
        self.trouble = trouble


FARTHEST = timedelta(days=366)


def moment_of(day: date, clock: time, time_zone: str) -> datetime:
    """The moment (UTC) of a day and time in a time zone.

    Raises :class:`BadTime` for a time that the clocks jump over in spring; of a time that comes
    twice in autumn the first is meant.
    """
    zone = ZoneInfo(time_zone)
    local = datetime.combine(day, clock, tzinfo=zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise BadTime(TimeTrouble.NO_SUCH_TIME)
    return moment


def check_ahead(moment: datetime, at: datetime) -> None:
    """Raise :class:`BadTime` unless ``moment`` lies after ``at`` and within about a year."""
    if moment <= at:
        raise BadTime(TimeTrouble.PAST)
    if moment - at > FARTHEST:
        raise BadTime(TimeTrouble.TOO_FAR)
