"""News from placement, each answered by one service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from training.services import enrolling


def on_placement_published(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Put the placed person on their courses."""
    enrolling.enroll_for_placement(placement_id=placement_id, at=at)


def on_placement_cancelled(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Take the person off courses not begun."""
    enrolling.release_from_placement(placement_id=placement_id, at=at)
