"""What several parts ask while one page is put together is read once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_kept: ContextVar[dict[object, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """While this lasts, :func:`once` keeps what it read; use it around reading alone, never around a change."""
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def once(about: object, read: Callable[[], T]) -> T:
    """What ``read`` gives; inside :func:`reading_once` it is asked only the first time for the same ``about``."""
    kept = _kept.get()
    if kept is None:
        return read()
    if about not in kept:
        kept[about] = read()
    found: T = kept[about]
    return found
