"""News from placement, each answered by one service."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from training.services import enrolling, moving


def on_placement_published(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Put the placed person on their courses."""
    enrolling.enroll_for_placement(placement_id=placement_id, at=at)


def on_placement_cancelled(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Take the person off courses not begun."""
    enrolling.release_from_placement(placement_id=placement_id, at=at)


def on_placement_paused(
    sender: Any, *, placement_id: UUID, first_day: date, days: int, at: datetime, **n: Any
) -> None:
    """Move what is due by the length of the leave."""
    moving.shift_for_leave(placement_id=placement_id, first_day=first_day, days=days, at=at)


def on_placement_transferred(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Let the courses go along to the new office."""
    moving.follow_to_office(placement_id=placement_id, at=at)
