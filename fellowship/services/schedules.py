"""Keeping the worker's timetable as the program declares it."""

from datetime import datetime, timedelta

from django.db import transaction
from django_q.models import Schedule

from fellowship.rules import schedules as rules

OURS = ("fellowship.", "recruitment.", "cohorts.", "training.", "wellness.", "hardship_fund.")


@transaction.atomic
def ensure_schedules(*, at: datetime) -> int:
    """Add what is missing from the timetable, mend what differs, drop what is gone; returns how many rows changed.

    Rows for tasks that are not the program's own stay. Doing it again changes nothing.
    """
    kept = {row.name: row for row in Schedule.objects.select_for_update(of=("self",)).order_by("pk")}
    declared = {row.name: row for row in rules.repeated()}
    changed = 0
    for name, row in declared.items():
        changed += _ensure(kept.get(name), row, at)
    gone = [row.pk for name, row in kept.items() if name not in declared and row.func.startswith(OURS)]
    Schedule.objects.filter(pk__in=gone).delete()
    return changed + len(gone)


def _ensure(kept: Schedule | None, row: rules.Repeated, at: datetime) -> bool:
    """Make one row of the timetable as declared; whether anything changed."""
    terms = {
        "func": row.task,
        "schedule_type": Schedule.CRON if row.cron else Schedule.MINUTES,
        "minutes": row.minutes or None,
        "cron": row.cron or None,
        "repeats": -1,
    }
    if kept is None:
        # A row with a cron line works out its own first time when it is saved.
        Schedule.objects.create(name=row.name, next_run=at + timedelta(minutes=row.minutes), **terms)
        return True
    if all(getattr(kept, field) == value for field, value in terms.items()):
        return False
    Schedule.objects.filter(pk=kept.pk).update(**terms)
    return True
