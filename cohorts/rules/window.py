"""When lists may be changed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class WindowState(StrEnum):
    """Whether lists may be changed at a moment, and if not, why."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Window:
    """From when until when lists may be changed; a date that nobody set does not bind.

    What is ``published`` and not told yet looks closed, and no more.
    """

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    published: bool = False
    is_told: bool = True

    def state(self, at: datetime) -> WindowState:
        """Where the window stands; publication closes it for good. The closing moment itself is too late."""
        if self.published:
            return WindowState.PUBLISHED if self.is_told else WindowState.CLOSED
        if self.opens_at is not None and at < self.opens_at:
            return WindowState.NOT_YET
        if self.closes_at is not None and at >= self.closes_at:
            return WindowState.CLOSED
        return WindowState.OPEN

    def is_open(self, at: datetime) -> bool:
        """Whether lists may be changed."""
        return self.state(at) is WindowState.OPEN
