"""What can happen to a placement after day one: kinds of change, their lives, and which can't stand side by side."""

from datetime import date, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class ChangeKind(StrEnum):
    """What a change does."""

    EXTEND = "extend"
    LEAVE = "leave"
    TRANSFER = "transfer"
    END = "end"
    SUPERVISOR = "supervisor"


class ChangeStage(StrEnum):
    """Where a change stands; only a leave is ``running``: it has a last day of its own."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    CALLED_OFF = "called_off"


class EndKind(StrEnum):
    """Why a placement ends early. None of them is a fault."""

    OWN_WISH = "own_wish"
    NEW_WORK = "new_work"
    LIFE = "life"
    OFFICE = "office"
    PROGRAM = "program"


OPEN_CHANGES = (ChangeStage.PLANNED, ChangeStage.RUNNING)
CHANGE = StageTable(
    [
        Step(ChangeStage.PLANNED, "begin", ChangeStage.RUNNING),
        Step(ChangeStage.PLANNED, "finish", ChangeStage.DONE),
        Step(ChangeStage.RUNNING, "finish", ChangeStage.DONE),
        Step(ChangeStage.PLANNED, "call_off", ChangeStage.CALLED_OFF),
    ]
)
# Which open change stands in the way of a new one. Ending or moving closes what else is planned, so that comes first.
IN_THE_WAY: dict[ChangeKind, frozenset[ChangeKind]] = {
    ChangeKind.EXTEND: frozenset({ChangeKind.EXTEND, ChangeKind.END, ChangeKind.TRANSFER}),
    ChangeKind.LEAVE: frozenset({ChangeKind.LEAVE, ChangeKind.END, ChangeKind.TRANSFER}),
    ChangeKind.TRANSFER: frozenset(set(ChangeKind) - {ChangeKind.EXTEND}),
    ChangeKind.END: frozenset(set(ChangeKind) - {ChangeKind.LEAVE}),
    ChangeKind.SUPERVISOR: frozenset({ChangeKind.SUPERVISOR, ChangeKind.TRANSFER, ChangeKind.END}),
}
LONGEST_LEAVE = timedelta(days=365)
LONGEST_EXTENSION = timedelta(days=730)


def days_of_leave(first_day: date, last_day: date) -> int:
    """How many days a leave has, both ends included."""
    return (last_day - first_day).days + 1


def last_day_at(ends_on: date, moves_on: date | None) -> date:
    """The last day at an office: the placement's own, or the day before a planned move."""
    return ends_on if moves_on is None else min(ends_on, moves_on - timedelta(days=1))


def whole_weeks(days: int) -> int:
    """The days of the fewest whole weeks that hold ``days``: what is moved so far keeps its day of the week."""
    return -(-days // 7) * 7
