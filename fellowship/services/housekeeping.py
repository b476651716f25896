"""Tidying up after the worker."""

from datetime import datetime, timedelta

from django.db import transaction
from django_q.models import Task

KEEP_FINISHED = timedelta(days=7)
KEEP_FAILED = timedelta(days=90)


@transaction.atomic
def purge_finished_tasks(*, at: datetime) -> int:
    """Remove records of tasks that went well a week ago and of those that failed ninety days ago; returns how many."""
    well, _parts = Task.objects.filter(success=True, stopped__lt=at - KEEP_FINISHED).delete()
    failed, _parts = Task.objects.filter(success=False, stopped__lt=at - KEEP_FAILED).delete()
    return int(well) + int(failed)
