"""Counts that cost the database much: live while they are small, kept for a few minutes once they are large.

Nobody minds whether 76,001 or 76,003 applications wait; whether two or three do must be right at once.
"""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

LARGE = 1000
KEPT_SECONDS = 300
T = TypeVar("T")


def kept_when_large(about: object, work: Callable[[], T], size: Callable[[T], int]) -> T:
    """What ``work`` finds, or what it found in the last five minutes if its ``size`` was a thousand or more.

    ``about`` tells what is counted, for whom and how it is narrowed; of its text only a digest is kept.
    """
    key = f"large.{hashlib.sha256(repr(about).encode()).hexdigest()}"
    kept: T | None = cache.get(key)
    if kept is not None:
        return kept
    found = work()
    if size(found) >= LARGE:
        cache.set(key, found, KEPT_SECONDS)
    return found


def large_count(about: object, count: Callable[[], int]) -> int:
    """The same for a plain count."""
    return kept_when_large(about, count, int)
