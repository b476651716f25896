"""Watching long work."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Job, Person
from fellowship.rules.jobs import OPEN, JobStage, percent

LONG_WAIT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as its page shows it."""

    id: UUID
    label: str
    stage: str
    done: int
    total: int
    percent: int
    message: str
    result_file_id: UUID | None
    result_name: str
    result_url: str
    created_at: datetime
    updated_at: datetime
    is_waiting_long: bool

    @property
    def is_open(self) -> bool:
        """Whether there is more to come."""
        return self.stage in OPEN

    @property
    def is_done(self) -> bool:
        """Whether it ended well."""
        return self.stage == JobStage.DONE


def job_of(person: Person, job_id: UUID, at: datetime) -> JobView:
    """A job of this person; anybody else's is not there. One query."""
    jobs = visible(person, "fellowship.see_job").select_related("result_file")
    job: Job = get_object_or_404(jobs, pk=job_id)
    return JobView(
        id=job.pk,
        label=job.label,
        stage=job.stage,
        done=job.done,
        total=job.total,
        percent=100 if job.stage == JobStage.DONE else percent(job.done, job.total),
        message=job.message,
        result_file_id=job.result_file_id,
        result_name=job.result_file.name if job.result_file else "",
        result_url=job.result_url,
        created_at=job.created_at,
        updated_at=job.updated_at,
        is_waiting_long=job.stage == JobStage.WAITING and at - job.created_at >= LONG_WAIT,
    )
