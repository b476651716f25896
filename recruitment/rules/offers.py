"""Conditional offers: stages, how long an offer stays open, and what its terms must say."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
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
    ENDED = "ended"


class TimeOutcome(StrEnum):
    """How a request for more time was answered."""

    GRANTED = "granted"
    REFUSED = "refused"


OFFERS = StageTable(
    [
        Step(OfferStage.DRAFT, "send", OfferStage.SENT),
        Step(OfferStage.DRAFT, "retract", OfferStage.RETRACTED),
        Step(OfferStage.SENT, "accept", OfferStage.ACCEPTED),
        Step(OfferStage.SENT, "turn_down", OfferStage.DECLINED),
        Step(OfferStage.SENT, "lapse", OfferStage.LAPSED),
        Step(OfferStage.SENT, "retract", OfferStage.RETRACTED),
        Step(OfferStage.ACCEPTED, "end", OfferStage.ENDED),
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


def day_after_refusal(*, expires_at: datetime, at: datetime, zone: str) -> date:
    """The last day once more time was refused: as it was, but never less than two whole days after the answer."""
    earliest = (at + REMIND_BEFORE).astimezone(ZoneInfo(zone)).date()
    return max(expires_at.astimezone(ZoneInfo(zone)).date(), earliest)


def has_lapsed(*, expires_at: datetime, at: datetime) -> bool:
    """Whether the time to answer is over."""
    return at > expires_at


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer promises. Money in cents a year; ``starts_on`` is the first day at the office."""

    office: str
    place: str
    pay_cents: int
    starts_on: date
    benefits: str = ""
    spanish_cents: int = 0
    moving_cents: int = 0
    supervisor: str = ""
    words: str = ""

    def as_json(self) -> dict[str, str | int]:
        """The terms as they are kept with the offer."""
        return {**asdict(self), "starts_on": self.starts_on.isoformat()}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Terms":
        """The terms read back; what an older offer does not name keeps its default."""
        known = {field.name: kept[field.name] for field in fields(cls) if field.name in kept}
        return cls(**{**known, "starts_on": date.fromisoformat(known["starts_on"])})
