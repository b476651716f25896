"""Conditional offers: stages, how long an offer stays open, and what its terms must say."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from fellowship.rules.stages import StageTable, Step

SHORTEST_OPEN = timedelta(days=7)
REMIND_BEFORE = timedelta(days=2)
END_OF_DAY = time(23, 59)


class OfferStage(StrEnum):
    """Where an offer stands."""

    DRAFT = "draft"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    RETRACTED = "retracted"


OFFERS = StageTable(
    [
        Step(OfferStage.DRAFT, "send", OfferStage.SENT),
        Step(OfferStage.DRAFT, "retract", OfferStage.RETRACTED),
        Step(OfferStage.SENT, "accept", OfferStage.ACCEPTED),
        Step(OfferStage.SENT, "turn_down", OfferStage.DECLINED),
        Step(OfferStage.SENT, "lapse", OfferStage.LAPSED),
        Step(OfferStage.SENT, "retract", OfferStage.RETRACTED),
    ]
)

# The step of the application that goes with a step of its offer.
STEP_OF_APPLICATION = {
    "send": "offer",
    "accept": "accept",
    "turn_down": "turn_down",
    "lapse": "lapse",
    "retract": "retract",
}


def open_until(day: date, zone: str) -> datetime:
    """The end of ``day`` where the applicant lives, in UTC: an offer "by Friday" can be answered all Friday."""
    return datetime.combine(day, END_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def is_open_long_enough(*, sent_at: datetime, expires_at: datetime) -> bool:
    """Whether the applicant has at least seven whole days to answer."""
    return expires_at - sent_at >= SHORTEST_OPEN


def earliest_last_day(at: datetime, zone: str) -> date:
    """The first day that may be named as the last day to answer an offer sent at ``at``."""
    day = (at + SHORTEST_OPEN).astimezone(ZoneInfo(zone)).date()
    return day if is_open_long_enough(sent_at=at, expires_at=open_until(day, zone)) else day + timedelta(days=1)


def has_lapsed(*, expires_at: datetime, at: datetime) -> bool:
    """Whether the time to answer is over."""
    return at > expires_at
