"""News from placement, each answered by one service."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from wellness.services import coaching, moving


def on_placement_published(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Pair the placed person with a coach."""
    coaching.pair_for_placement(placement_id=placement_id, at=at)


def on_placement_paused(
    sender: Any, *, placement_id: UUID, first_day: date, days: int, at: datetime, **n: Any
) -> None:
    """Move the one-on-ones behind the leave."""
    moving.move_out_of_leave(placement_id=placement_id, first_day=first_day, days=days, at=at)


def on_placement_transferred(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Pair with the coach of the new office's region, unless the present one looks after it."""
    coaching.pair_for_placement(placement_id=placement_id, at=at)


def on_placement_ended(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Cancel the one-on-ones planned for later."""
    moving.cancel_after_the_end(placement_id=placement_id, at=at)
