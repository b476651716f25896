"""Lists that stand for more than they say: whole regions, and two people who want to live near each other."""

from collections.abc import Container, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

Key = TypeVar("Key")


def neutral_order(cohort: str, offices: Iterable[str]) -> list[str]:
    """Offices in an order drawn by lot, the same for everyone in a cohort: no office gains by its name."""
    return sorted(offices, key=lambda office: (sha256(f"{cohort}|{office}".encode()).hexdigest(), office))


def spread(order: Sequence[Key], regions: Mapping[Key, Sequence[Key]], marked: Container[Key]) -> list[Key]:
    """The list with each region replaced by its offices that have no mark of their own, in the region's order."""
    offices: list[Key] = []
    for entry in order:
        if entry in regions:
            offices += [office for office in regions[entry] if office not in marked]
        else:
            offices.append(entry)
    return offices


def joint_list(first: Sequence[str], second: Sequence[str], metro: Mapping[str, str]) -> list[list[str]]:
    """Two lists as one: every pair of offices in the same metropolitan area.

    Best first by the sum of the two places; of equal sums the pair whose worse place is better; then the first one's
    order. The same office twice is a pair too.
    """
    pairs = [
        (mine + yours, max(mine, yours), mine, here, there)
        for mine, here in enumerate(first)
        for yours, there in enumerate(second)
        if here in metro and metro[here] == metro.get(there)
    ]
    return [[here, there] for _sum, _worse, _mine, here, there in sorted(pairs)]
