"""Randomness that is the same every time: one generator for choices, and ids drawn from it."""

import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace


@contextmanager
def seeded_ids(seed: int) -> Iterator[random.Random]:
    """Inside the block ``uuid.uuid4`` draws from a generator seeded with ``seed``.

    Only the ``uuid`` module's own source of bytes is replaced; keys and tokens stay random.
    """
    generator = random.Random(seed)
    kept = uuid.os  # type: ignore[attr-defined]
    uuid.os = SimpleNamespace(urandom=generator.randbytes, environ=kept.environ)  # type: ignore[attr-defined]
    try:
        yield random.Random(seed + 1)
    finally:
        uuid.os = kept  # type: ignore[attr-defined]
