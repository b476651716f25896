"""Review phases: when packets of a cycle are read, when marks are saved, and when readers see each other's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recruitment.rules.milestones import MilestoneKind


class Colleagues(StrEnum):
    """When a reader sees the marks of the other readers of a packet."""

    AFTER_OWN = "after_own"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of reading. An end that is ``None`` is open."""

    name: str
    opens_at: datetime | None
    closes_at: datetime | None
    can_score: bool = True
    colleagues: Colleagues = Colleagues.AFTER_OWN
    reads: int | None = None

    def is_open(self, at: datetime) -> bool:
        """Whether the phase is on."""
        return (self.opens_at is None or self.opens_at <= at) and (self.closes_at is None or at < self.closes_at)


@dataclass(frozen=True, slots=True)
class Reading:
    """Where the reading of a cycle stands: the phase that is on, the last one over, and the next to come."""

    now: Phase | None
    last: Phase | None = None
    next: Phase | None = None

    @property
    def can_score(self) -> bool:
        """Whether marks may be saved."""
        return self.now is not None and self.now.can_score

    @property
    def shows_colleagues(self) -> bool:
        """Whether a reader whose marks are in sees the others'; between two phases the one before decides."""
        phase = self.now or self.last
        return phase is None or phase.colleagues is Colleagues.AFTER_OWN


def phase_from_dates(dates: Mapping[MilestoneKind, datetime]) -> Phase:
    """The one phase of a cycle that names none: from the day applications open until everyone has heard."""
    return Phase("", dates.get(MilestoneKind.APPLICATIONS_OPEN), dates.get(MilestoneKind.HEAR_BY))


def reading_at(phases: Iterable[Phase], at: datetime) -> Reading:
    """Where the reading stands at a moment, for phases that do not overlap."""
    ordered = sorted(phases, key=lambda phase: (phase.opens_at is not None, phase.opens_at or at))
    now = next((phase for phase in ordered if phase.is_open(at)), None)
    over = [phase for phase in ordered if phase.closes_at is not None and phase.closes_at <= at]
    coming = [phase for phase in ordered if phase.opens_at is not None and phase.opens_at > at]
    return Reading(now, over[-1] if over else None, coming[0] if coming else None)


def overlapping(phases: Sequence[tuple[str, datetime, datetime]]) -> tuple[tuple[str, str], ...]:
    """The pairs of phases, given as name, opening and closing, of which one begins before the other is over."""
    ordered = sorted(phases, key=lambda phase: (phase[1], phase[2]))
    return tuple(
        (first[0], second[0])
        for place, first in enumerate(ordered)
        for second in ordered[place + 1 :]
        if second[1] < first[2]
    )
