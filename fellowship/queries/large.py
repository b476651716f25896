"""Counts that cost the database much: live while they are small, kept for a few minutes once they are large.

Nobody minds whether 76,001 or 76,003 applications wait; whether two or three do must be right at once.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.cache import cache
from django.db.models import CharField, Count, QuerySet, Value

LARGE = 1000
KEPT_SECONDS = 300
T = TypeVar("T")


def _key(about: object) -> str:
    return f"large.{hashlib.sha256(repr(about).encode()).hexdigest()}"


def forget(about: object) -> None:
    """Count anew the next time; for whoever changes a count and looks at it next."""
    cache.delete(_key(about))


def kept_when_large(about: object, work: Callable[[], T], size: Callable[[T], int]) -> T:
    """What ``work`` finds, or what it found in the last five minutes if its ``size`` was a thousand or more.

    ``about`` tells what is counted, for whom and how it is narrowed; of its text only a digest is kept.
    """
    key = _key(about)
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


def counted_together(rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows each of some querysets of whole models has; one query for all of them."""
    counts = [
        found.order_by().values(which=Value(name, output_field=CharField())).annotate(number=Count("pk"))
        for name, found in rows.items()
    ]
    told = counts[0].union(*counts[1:], all=True) if len(counts) > 1 else counts[0] if counts else ()
    known = {row["which"]: row["number"] for row in told}
    return {name: known.get(name, 0) for name in rows}


def large_counts(about: object, rows: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """The same, with each count that is large kept for a few minutes by itself; no query where all are kept."""
    keys = {name: _key((about, name)) for name in rows}
    kept = cache.get_many(keys.values())
    known: dict[str, int] = {name: kept[key] for name, key in keys.items() if key in kept}
    counted = counted_together({name: found for name, found in rows.items() if name not in known})
    large = {keys[name]: count for name, count in counted.items() if count >= LARGE}
    if large:
        cache.set_many(large, KEPT_SECONDS)
    return {**known, **counted}
