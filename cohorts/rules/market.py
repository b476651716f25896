"""A frozen snapshot of lists, seats and rules, read into plain values; and its canonical bytes.

The shape is that of ``snapshot`` on a matching run: ``fellows`` (``ranking`` best first, an inner list is a tie;
``never``; ``skills``; ``not_before``), ``offices`` (``capacity``, ``minimum``, ``ranking``, ``refused``,
``numbered``: how many of its tiers it gave a number itself,
``reserved``, ``starts_on``), ``conflicts``, ``locks``, ``couples``, ``seed``. All ids are texts.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

Tiers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Reserve:
    """Seats kept for a skill; ``hard`` ones stay empty rather than fall back to anyone."""

    skill: str
    seats: int
    hard: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """What one fellow asks and brings."""

    ranking: Tiers
    never: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What one office offers and asks."""

    capacity: int
    ranking: Tiers
    minimum: int = 0
    refused: frozenset[str] = frozenset()
    reserved: tuple[Reserve, ...] = ()
    starts_on: str = ""
    numbered: int | None = None

    @property
    def with_number(self) -> Tiers:
        """The tiers the office gave a number; those who have none come after, all in one tie."""
        return self.ranking if self.numbered is None else self.ranking[: self.numbered]


@dataclass(frozen=True)
class Market:
    """Everyone and every office, with what limits who may go where."""

    seed: str
    fellows: Mapping[str, Wish]
    offices: Mapping[str, Terms]
    conflicts: frozenset[tuple[str, str]] = frozenset()
    locks: tuple[tuple[str, str], ...] = ()
    couples: tuple[tuple[str, str], ...] = ()


def canonical(snapshot: Mapping[str, Any]) -> bytes:
    """The one way to write a snapshot: JSON with sorted keys, no spaces, UTF-8."""
    return json.dumps(snapshot, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical snapshot, hexadecimal."""
    return sha256(canonical(snapshot)).hexdigest()


def read_market(snapshot: Mapping[str, Any]) -> Market:
    """Read a snapshot; raises ``KeyError`` or ``TypeError`` where the shape is wrong."""
    return Market(
        seed=str(snapshot.get("seed", 0)),
        fellows={key: _wish(entry) for key, entry in sorted(snapshot["fellows"].items())},
        offices={key: _terms(entry) for key, entry in sorted(snapshot["offices"].items())},
        conflicts=frozenset((row[0], row[1]) for row in snapshot.get("conflicts", [])),
        locks=tuple(sorted((row[0], row[1]) for row in snapshot.get("locks", []))),
        couples=tuple(sorted((row["members"][0], row["members"][1]) for row in snapshot.get("couples", []))),
    )


def places(tiers: Tiers) -> dict[str, int]:
    """The place of each id in a list, from 1; those in a tie share the place."""
    return {member: place for place, tier in enumerate(tiers, start=1) for member in tier}


def _tiers(ranking: Sequence[Any]) -> Tiers:
    return tuple(tuple(sorted(entry)) if isinstance(entry, list) else (entry,) for entry in ranking)


def _wish(entry: Mapping[str, Any]) -> Wish:
    return Wish(
        ranking=_tiers(entry["ranking"]),
        never=frozenset(entry.get("never", ())),
        skills=frozenset(entry.get("skills", ())),
        not_before=entry.get("not_before", ""),
    )


def _terms(entry: Mapping[str, Any]) -> Terms:
    reserved = tuple(
        Reserve(row["skill"], int(row["seats"]), row.get("mode", "soft") == "hard")
        for row in entry.get("reserved", ())
    )
    return Terms(
        capacity=int(entry["capacity"]),
        ranking=_tiers(entry["ranking"]),
        minimum=int(entry.get("minimum", 0)),
        refused=frozenset(entry.get("refused", ())),
        reserved=reserved,
        starts_on=entry.get("starts_on", ""),
        numbered=entry.get("numbered"),
    )
