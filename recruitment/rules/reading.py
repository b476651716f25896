"""Blind reading: the stages of a read, marks, and the distance between two readers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from fellowship.rules.stages import StageTable, Step

MARKS = (1, 2, 3, 4)
LOWEST_MARK, HIGHEST_MARK = MARKS[0], MARKS[-1]

# Two readers stand apart when one criterion differs by two marks, or their means by a whole mark.
MARKS_APART = 2
MEANS_APART = 1.0
MINUTES_A_PACKET = 12


class ReadStage(StrEnum):
    """Where one reader stands with one packet."""

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RECUSED = "recused"
    ABSTAINED = "abstained"


# The reader let go of the packet: it counts for nothing, and somebody else reads instead.
LET_GO = (ReadStage.RECUSED, ReadStage.ABSTAINED)

READING = StageTable(
    [
        Step(ReadStage.ASSIGNED, "submit", ReadStage.SUBMITTED),
        Step(ReadStage.ASSIGNED, "recuse", ReadStage.RECUSED),
        Step(ReadStage.ASSIGNED, "abstain", ReadStage.ABSTAINED),
    ]
)


class MarksRefused(ValueError):
    """The marks don't fit the rubric. ``missing`` and ``wrong`` hold the criteria concerned."""

    def __init__(self, missing: Sequence[int], wrong: Sequence[int]) -> None:
        """Keep both lists, in rubric order."""
        super().__init__(f"{len(missing)} criteria without a mark, {len(wrong)} with a mark that can't be")
        self.missing = tuple(missing)
        self.wrong = tuple(wrong)


def check_marks(
    criteria: Sequence[int], marks: Mapping[int, int], abstained: Collection[int] = frozenset()
) -> dict[int, int]:
    """One mark from 1 to 4 for each criterion that the reader did not abstain from, and none beside.

    Raises :class:`MarksRefused`, also where a criterion is both marked and abstained from, or none is marked.
    """
    missing = [criterion for criterion in criteria if criterion not in marks and criterion not in abstained]
    if not marks:
        missing = list(criteria)
    wrong = [
        *(key for key, mark in marks.items() if key not in criteria or key in abstained or mark not in MARKS),
        *(key for key in abstained if key not in criteria),
    ]
    if missing or wrong:
        raise MarksRefused(missing, wrong)
    return {criterion: marks[criterion] for criterion in criteria if criterion in marks}


def hours_and_minutes(minutes: int) -> tuple[int, int]:
    """A number of minutes as whole hours and the minutes that remain."""
    return divmod(max(minutes, 0), 60)


def mean(marks: Iterable[float]) -> float | None:
    """The mean of some marks, or ``None`` of none."""
    kept = list(marks)
    return sum(kept) / len(kept) if kept else None


def is_apart(marks: Sequence[int]) -> bool:
    """Whether the marks of several readers for one criterion lie too far from one another."""
    return len(marks) > 1 and max(marks) - min(marks) >= MARKS_APART


def readers_disagree(by_reader: Sequence[Mapping[int, int]]) -> bool:
    """Whether the readers of one application stand apart, in any criterion or in their means."""
    means = [found for marks in by_reader if (found := mean(marks.values())) is not None]
    if len(means) > 1 and max(means) - min(means) >= MEANS_APART:
        return True
    criteria = {criterion for marks in by_reader for criterion in marks}
    return any(is_apart([marks[criterion] for marks in by_reader if criterion in marks]) for criterion in criteria)


def day_at(at: datetime, zone: str) -> date:
    """Which day it is in a time zone: a packet due today is late only tomorrow there."""
    return at.astimezone(ZoneInfo(zone)).date()
