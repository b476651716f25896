"""Kinds of long work and the life of one piece of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step

MAX_ATTEMPTS = 3
# A worker is stopped after ten minutes and the work is handed out again after fifteen; no sign of life
# for twice that long means that nobody is working on it any more.
LOST_AFTER = timedelta(minutes=30)


class JobStage(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


OPEN = (JobStage.WAITING, JobStage.RUNNING)

steps = StageTable(
    (
        Step(JobStage.WAITING, "start", JobStage.RUNNING),
        Step(JobStage.WAITING, "finish", JobStage.DONE),
        Step(JobStage.WAITING, "fail", JobStage.FAILED),
        Step(JobStage.RUNNING, "start", JobStage.RUNNING),
        Step(JobStage.RUNNING, "finish", JobStage.DONE),
        Step(JobStage.RUNNING, "fail", JobStage.FAILED),
    )
)

_tasks: dict[str, str] = {}


def register(kind: str, task: str) -> None:
    """Say which task does a kind of work: ``register("recruitment.export", "recruitment.tasks.run_export")``.

    The task is called with the id of the job and must bear being called again. Another task for the
    same kind raises ``ValueError``.
    """
    if _tasks.setdefault(kind, task) != task:
        message = f"job kind {kind} is declared twice"
        raise ValueError(message)


def task_of(kind: str) -> str:
    """The dotted name of the task for a kind; ``KeyError`` when nobody declared it."""
    return _tasks[kind]


def is_lost(stage: str, updated_at: datetime, at: datetime) -> bool:
    """Whether a job says it is running though nobody has worked on it for long."""
    return stage == JobStage.RUNNING and at - updated_at >= LOST_AFTER


def percent(done: int, total: int) -> int:
    """How much is done, 0 to 100; 0 while nobody knows how much there is."""
    return min(100, done * 100 // total) if total else 0
