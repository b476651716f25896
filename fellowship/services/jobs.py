"""Long work: asked for by a person, done by the worker, watched on a page."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_q.tasks import async_task

from fellowship.models import Job, Person, StoredFile
from fellowship.rules import jobs as rules
from fellowship.rules.jobs import JobStage
from fellowship.services import audit

log = logging.getLogger(__name__)


@transaction.atomic
def start_job(*, actor: Person, kind: str, params: Mapping[str, Any], at: datetime, label: object) -> Job:
    """Ask the worker for a piece of long work; ``params`` is JSON without personal data.

    The kind's task is called with the job's id, and again from the start where a worker was lost on the way.
    ``KeyError`` for an unknown kind.
    """
    rules.task_of(kind)
    job = Job.objects.create(
        kind=kind, label=str(label), owner=actor, params=dict(params), created_at=at, updated_at=at
    )
    audit.record(actor=actor, action="fellowship.start_job", subject=job, at=at, data={"kind": kind}, key=kind)
    async_task("fellowship.tasks.run_job", str(job.pk), group="jobs")
    return job


@transaction.atomic
def _begin(job_id: UUID, at: datetime) -> Job | None:
    """Mark the job as running; ``None`` when it is over already or has been tried too often."""
    job = Job.objects.select_for_update(of=("self",)).select_related("owner").get(pk=job_id)
    if job.stage not in rules.OPEN:
        return None
    if job.attempts >= rules.MAX_ATTEMPTS:
        fail_job(job_id=job_id, at=at, message=_lost_words(job))
        return None
    job.stage, job.attempts, job.done, job.updated_at = rules.steps.after(job.stage, "start"), job.attempts + 1, 0, at
    job.save(update_fields=["stage", "attempts", "done", "updated_at"])
    return job


def _lost_words(job: Job) -> str:
    with override(job.owner.language):
        return _("The work stopped before its end. Start it again; what was done twice does no harm.")


def _broken_words(job: Job) -> str:
    with override(job.owner.language):
        return _("Something went wrong on our side. It has been noted. Start it again later.")


def run_job(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Do the work of a job; the worker calls this. Whatever breaks is noted and the job says that it failed.

    Long work outlasts a moment, so the clock itself is handed in.
    """
    job = _begin(job_id, now())
    if job is None:
        return
    try:
        import_string(rules.task_of(job.kind))(str(job_id))
    except Exception:
        log.exception("%s of kind %s failed", job, job.kind)
        fail_job(job_id=job_id, at=now(), message=_broken_words(job))
    else:
        _finish_silent(job_id, now())


def _finish_silent(job_id: UUID, at: datetime) -> None:
    """End a job whose task came back without a word."""
    if Job.objects.filter(pk=job_id, stage=JobStage.RUNNING).exists():
        finish_job(job_id=job_id, at=at)


@transaction.atomic
def report_progress(*, job_id: UUID, done: int, total: int, at: datetime) -> None:
    """Say how far the work is; ``done`` above ``total`` counts as all. Nothing happens to a job that is over."""
    Job.objects.filter(pk=job_id, stage=JobStage.RUNNING).update(
        done=min(max(done, 0), total), total=total, updated_at=at
    )


@transaction.atomic
def finish_job(
    *, job_id: UUID, at: datetime, result_file: StoredFile | None = None, result_url: str = "", message: object = ""
) -> Job:
    """Say that the work is done and where its result is. Saying so twice changes nothing."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job_id)
    if job.stage == JobStage.DONE:
        return job
    job.stage = rules.steps.after(job.stage, "finish")
    job.done, job.result_file, job.result_url = job.total, result_file, result_url
    job.message, job.updated_at = str(message)[:300], at
    job.save()
    return job


@transaction.atomic
def fail_job(*, job_id: UUID, at: datetime, message: object) -> Job:
    """Say that the work failed, in words for the person who asked for it. A job that is over stays as it is."""
    job = Job.objects.select_for_update(of=("self",)).get(pk=job_id)
    if job.stage not in rules.OPEN:
        return job
    job.stage, job.message, job.updated_at = rules.steps.after(job.stage, "fail"), str(message)[:300], at
    job.save(update_fields=["stage", "message", "updated_at"])
    return job


def fail_lost_jobs(*, at: datetime) -> int:
    """Say so of every job that nobody works on any more; returns how many."""
    lost = Job.objects.filter(stage=JobStage.RUNNING, updated_at__lte=at - rules.LOST_AFTER).select_related("owner")
    jobs = list(lost.order_by("pk"))
    for job in jobs:
        fail_job(job_id=job.pk, at=at, message=_lost_words(job))
    return len(jobs)
