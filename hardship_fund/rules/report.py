"""Numbers for the board that give nobody away."""

from collections.abc import Mapping
from statistics import median

SMALLEST_CELL = 5


def suppressed(counts: Mapping[str, int], smallest: int = SMALLEST_CELL) -> frozenset[str]:
    """The cells to withhold: those from one to ``smallest`` − 1, and one more where a total would give one away.

    A lone withheld cell could be found by taking the others from the total; then the smallest of the
    others that is not zero is withheld too. Zero is shown: it says nothing about anybody.
    """
    small = {key for key, count in counts.items() if 0 < count < smallest}
    others = sorted((count, key) for key, count in counts.items() if count >= smallest)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return frozenset(small)


def total_shown(counts: Mapping[str, int], smallest: int = SMALLEST_CELL) -> int | None:
    """The total, or ``None`` when it is itself too small or would give the only withheld cell away."""
    total = sum(counts.values())
    hidden = suppressed(counts, smallest)
    return None if 0 < total < smallest or len(hidden) == 1 else total


def median_hours(spans: list[float]) -> float | None:
    """The median of spans in hours, one decimal; ``None`` for too few to be shown."""
    return round(median(spans), 1) if len(spans) >= SMALLEST_CELL else None
