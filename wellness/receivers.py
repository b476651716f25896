"""News from placement, each answered by one service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from wellness.services import coaching


def on_placement_published(sender: Any, *, placement_id: UUID, at: datetime, **news: Any) -> None:
    """Pair the placed person with a coach."""
    coaching.pair_for_placement(placement_id=placement_id, at=at)
