"""What can be decided about an application after review."""

from enum import StrEnum


class Choice(StrEnum):
    """A decision; the value is the step of the application."""

    INVITE = "invite"
    DECLINE = "decline"
