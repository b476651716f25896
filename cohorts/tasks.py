"""What the worker does for cohorts; each task calls one service and bears being called again."""

from uuid import UUID

from cohorts.services import placements, runs
from fellowship import clock


def solve_run(job_id: str) -> None:
    """Solve the matching run of a job."""
    runs.solve_run(job_id=UUID(job_id), at=clock.now())


def settle_due_placements() -> None:
    """Start and end the placements whose day has come."""
    placements.settle_due_placements(at=clock.now())
