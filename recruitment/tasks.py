"""What the worker does for recruitment; each task calls one service and bears being called again."""

from uuid import UUID

from fellowship import clock
from recruitment.services import exports


def run_export(job_id: str) -> None:
    """Write the list of applications as a spreadsheet."""
    exports.run_export(job_id=UUID(job_id), at=clock.now())
