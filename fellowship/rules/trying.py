"""Work on many records in which the fault of one must not keep the others from their turn."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Key = TypeVar("Key")


def all_tried(work: Callable[[Key], int], keys: Iterable[Key]) -> int:
    """The sum of what ``work`` gives for each; the first fault is raised once all had their turn.

    So a task counts as failed, and what it could not do is tried again. Each piece of work needs its own transaction.
    """
    done, faults = 0, list[Exception]()
    for key in keys:
        try:
            done += work(key)
        except Exception as fault:  # noqa: BLE001  (raised again below)
            faults.append(fault)
    if faults:
        raise faults[0]
    return done
