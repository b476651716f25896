"""What can be decided about an application after review."""

from enum import StrEnum


class Choice(StrEnum):
    """A decision; the value is the step of the application."""

    INVITE = "invite"
    WAITLIST = "waitlist"
    DECLINE = "decline"


class PendingAction(StrEnum):
    """What can be decided now and carried out later, together with others."""

    INVITE = "invite"
    WAITLIST = "waitlist"
    OFFER = "offer"
    DECLINE = "decline"
