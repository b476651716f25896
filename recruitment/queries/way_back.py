"""The way back for people whose application is closed: when the next round opens, and a letter then."""

from dataclasses import dataclass
from datetime import datetime

from fellowship.models import Person
from recruitment.models import KeepPosted
from recruitment.queries import cycles
from recruitment.rules.stages import CLOSED_STAGES, Stage


@dataclass(frozen=True, slots=True)
class WayBack:
    """When one can apply again, where that is known, and whether a letter is asked for."""

    opens_at: datetime | None
    is_open_now: bool
    is_asked: bool


def way_back(person: Person, stage: Stage, at: datetime) -> WayBack | None:
    """The way back for somebody who may know that their application is closed; ``None`` for others. Five queries."""
    if stage not in CLOSED_STAGES:
        return None
    coming = cycles.next_cycle(at)
    is_asked = KeepPosted.objects.filter(person=person).exists()
    return WayBack(coming.opens_at if coming else None, cycles.open_cycle(at) is not None, is_asked)
