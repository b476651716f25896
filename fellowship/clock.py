"""The one place that reads the clock.

Views, tasks and commands call :func:`now` once and hand the moment down as ``at``;
rules, queries and services never ask for it. Tests and scenarios stand at a moment
of their own with :func:`standing_at`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_standing_at: ContextVar[datetime | None] = ContextVar("standing_at", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; the moment set by :func:`standing_at` where there is one."""
    return _standing_at.get() or timezone.now()


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
