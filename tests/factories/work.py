"""Long work that exists only in tests."""

from uuid import UUID

from fellowship import clock
from fellowship.services import jobs


def quick(job_id: str) -> None:
    """Do three things and say so."""
    jobs.report_progress(job_id=UUID(job_id), done=3, total=3, at=clock.now())
    jobs.finish_job(job_id=UUID(job_id), at=clock.now(), message="Three things done.", result_url="/my/")


def silent(job_id: str) -> None:
    """End without a word."""


def broken(job_id: str) -> None:
    """Break, with a secret in the reason."""
    raise RuntimeError("secret of maya@people.example")
