"""Offers of a freed seat to somebody who waits: their lives, and until when they can be answered."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fellowship.rules.calendars import Calendar
from fellowship.rules.stages import StageTable, Step
from recruitment.rules.offers import open_until

USUAL_DAYS = 3
MOST_DAYS = 10


class SeatOfferStage(StrEnum):
    """Where an offer of a seat stands; one that was taken back was never answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    TAKEN_BACK = "taken_back"


SEAT_OFFER = StageTable(
    [
        Step(SeatOfferStage.OPEN, "accept", SeatOfferStage.ACCEPTED),
        Step(SeatOfferStage.OPEN, "decline", SeatOfferStage.DECLINED),
        Step(SeatOfferStage.OPEN, "lapse", SeatOfferStage.LAPSED),
        Step(SeatOfferStage.OPEN, "take_back", SeatOfferStage.TAKEN_BACK),
    ]
)
# An answer of the person, or the lack of one: the next in line is asked.
GONE_BY = (SeatOfferStage.DECLINED, SeatOfferStage.LAPSED)


def last_day_to_answer(at: datetime, *, days: int, calendar: Calendar, zone: str) -> date:
    """The day by which an offer made at ``at`` is answered: so many business days of the office after today."""
    return calendar.add_business_days(at.astimezone(ZoneInfo(zone)).date(), days)


def answer_by(last_day: date, zone: str) -> datetime:
    """The end of the last day where the person lives, in UTC."""
    return open_until(last_day, zone)


def first_day_after(last_day: date, wished: date, calendar: Calendar) -> date:
    """The wished first day, or the first business day after the last day to answer where that is later."""
    return max(wished, calendar.on_or_after(last_day + timedelta(days=1)))
