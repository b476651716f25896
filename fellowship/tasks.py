"""What the worker does for the core; each task calls one service and bears being called again."""

from uuid import UUID

from fellowship import clock
from fellowship.services import audit, bulk_letters, delivery, housekeeping, jobs, roles


def run_job(job_id: str) -> None:
    """Do the work of a job."""
    jobs.run_job(job_id=UUID(job_id), now=clock.now)


def deliver_letter(letter_id: str) -> None:
    """Send one letter."""
    delivery.deliver_letter(letter_id=UUID(letter_id), at=clock.now())


def deliver_due_letters() -> None:
    """Send every letter whose time has come."""
    delivery.deliver_due(at=clock.now())


def seal_audit() -> None:
    """Add new audit rows to the chain."""
    audit.seal_waiting(at=clock.now())


def seal_audit_thoroughly() -> None:
    """Add also the audit rows that were committed late."""
    audit.seal_waiting(at=clock.now(), thorough=True)


def send_letters(job_id: str) -> None:
    """Let go the letters that somebody chose."""
    bulk_letters.send_chosen(job_id=UUID(job_id), now=clock.now)


def fail_lost_jobs() -> None:
    """Say of jobs that nobody works on that they failed."""
    jobs.fail_lost_jobs(at=clock.now())


def purge_finished_tasks() -> None:
    """Forget old records of tasks that went well."""
    housekeeping.purge_finished_tasks(at=clock.now())


def settle_cms_access() -> None:
    """Open and close Wagtail's admin as dated roles begin and end."""
    roles.settle_cms_access(on=clock.now().date())
