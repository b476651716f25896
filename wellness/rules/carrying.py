"""What of a one-on-one goes on to the next: everything that is unfinished, in its order, nothing twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from wellness.rules.stages import AgendaState


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item as the rule sees it."""

    id: UUID
    state: AgendaState


def to_carry(items: Iterable[Item], discussed: Iterable[UUID]) -> tuple[UUID, ...]:
    """The items that go on to the next agenda: open ones that nobody ticked as discussed."""
    done = set(discussed)
    return tuple(item.id for item in items if item.state is AgendaState.OPEN and item.id not in done)
