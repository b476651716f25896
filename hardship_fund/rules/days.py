"""Days and hours: what day it is for a person, and by when an answer is due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def local_day(at: datetime, time_zone: str) -> date:
    """The calendar day of a moment where a person lives."""
    return at.astimezone(ZoneInfo(time_zone)).date()


def answer_due(sent_at: datetime, *, fast: bool, usual_hours: int, fast_hours: int) -> datetime:
    """When an answer is due: so many hours after the request was sent, fewer on the fast path."""
    return sent_at + timedelta(hours=fast_hours if fast else usual_hours)
