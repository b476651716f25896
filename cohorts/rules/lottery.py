"""The lottery that breaks ties: one committed seed gives one order, and anyone can work it out again."""

from collections.abc import Iterable
from hashlib import sha256


def ticket(seed: str, fellow_id: str) -> str:
    """A fellow's number in the draw: the SHA-256 of ``seed|fellow id`` in hexadecimal; the smaller goes first."""
    return sha256(f"{seed}|{fellow_id}".encode()).hexdigest()


def draw(seed: str, fellow_ids: Iterable[str]) -> dict[str, int]:
    """Each fellow's place in the draw, from 0; equal for equal inputs whatever their order."""
    tickets = sorted((ticket(seed, fellow_id), fellow_id) for fellow_id in fellow_ids)
    return {fellow_id: place for place, (_ticket, fellow_id) in enumerate(tickets)}


def fingerprint(seed: str) -> str:
    """What may be shown before the outcome: it fixes the seed without telling it (SHA-256, hexadecimal)."""
    return sha256(f"seed|{seed}".encode()).hexdigest()
