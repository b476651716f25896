"""Labels on applications, and how long a change of many can be undone."""

from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_NAME = 40
MOST_LABELS = 60
UNDO_FOR = timedelta(hours=1)


class ChangeKind(StrEnum):
    """What was changed for several applications at once."""

    OWNER = "owner"
    LABEL = "label"
    UNLABEL = "unlabel"


def tidy_name(text: str) -> str:
    """A label's name on one line, without needless spaces."""
    return " ".join(text.split())[:LONGEST_NAME].strip()


def can_undo(made_at: datetime, undone_at: datetime | None, at: datetime) -> bool:
    """Whether a change of many can still be undone: once, within the hour."""
    return undone_at is None and at <= made_at + UNDO_FOR
