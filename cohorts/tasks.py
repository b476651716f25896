"""What the worker does for cohorts; each task calls one service and bears being called again."""

from uuid import UUID

from cohorts.services import changes, placements, publication, runs, seat_offers
from fellowship import clock


def solve_run(job_id: str) -> None:
    """Solve the matching run of a job."""
    runs.solve_run(job_id=UUID(job_id), at=clock.now())


def settle_due_placements() -> None:
    """Start and end the placements whose day has come."""
    placements.settle_due_placements(at=clock.now())


def release_due_letters() -> None:
    """Let the letters of published placements go whose hour is over."""
    publication.release_due_letters(at=clock.now())


def settle_due_changes() -> None:
    """Let leaves begin and end, people move and supervisors change on their day."""
    changes.settle_due_changes(at=clock.now())


def lapse_seat_offers() -> None:
    """Let offers of seats lapse whose time to answer is over."""
    seat_offers.lapse_offers(at=clock.now())
