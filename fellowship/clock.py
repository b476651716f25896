"""The one place that reads the clock.

Views, tasks and commands call :func:`now` once and hand the moment down as ``at``;
rules, queries and services never ask for it. Tests and scenarios stand at a moment
of their own with :func:`standing_at`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; the moment set by :func:`standing_at` where there is one.

    In a demonstration the file ``settings.CLOCK_FILE`` may hold how many seconds its clock runs ahead, so that
    all its processes can be taken through the year together. Other installations have no such file.
    """
    return _standing_at.get() or timezone.now() + _ahead()


def real() -> datetime:
    """The moment by which Django dates its own rows, such as sessions; it neither stands nor runs ahead."""
    return timezone.now()


def _ahead() -> timedelta:
    path = getattr(settings, "CLOCK_FILE", None)
    if not path or not settings.DEMO_MODE:
        return timedelta()
    try:
        return timedelta(seconds=float(Path(path).read_text()))
    except (OSError, ValueError):
        return timedelta()


@contextmanager
def standing_at(moment: datetime) -> Iterator[datetime]:
    """Make :func:`now` answer ``moment`` (which must be aware) inside the block."""
    if timezone.is_naive(moment):
        message = "standing_at needs an aware moment"
        raise ValueError(message)
    token = _standing_at.set(moment)
    try:
        yield moment
    finally:
        _standing_at.reset(token)
