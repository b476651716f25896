"""A frozen snapshot of lists, seats and rules, read into plain values; and its canonical bytes.

The shape is that of ``snapshot`` on a matching run: ``fellows`` (``ranking`` best first, an inner list is a tie;
``never``; ``skills``; ``not_before``), ``offices`` (``capacity``, ``minimum``, ``ranking``, ``refused``,
``numbered``: how many of its tiers it gave a number itself,
``reserved``, ``starts_on``), ``conflicts`` (fellow, office, and ``conflict`` or which hard limit), ``locks``,
``couples``, ``regions``, ``targets``, ``seed``. All ids are texts.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Couple:
    """Two fellows who want to live together.

    ``pairs`` are the two offices they ask for together, best first; to be wholly unplaced comes last. ``None`` means
    that they handed in no list together: each is placed by their own list.
    """

    members: tuple[str, str]
    pairs: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Offices that together may take at most ``cap`` fellows."""

    name: str
    offices: tuple[str, ...]
    cap: int


@dataclass(frozen=True)
class Market:
    """Everyone and every office, with what limits who may go where."""

    seed: str
    fellows: Mapping[str, Wish]
    offices: Mapping[str, Terms]
    conflicts: frozenset[tuple[str, str]] = frozenset()
    why_apart: Mapping[tuple[str, str], str] = field(default_factory=dict)
    locks: tuple[tuple[str, str], ...] = ()
    couples: tuple[Couple, ...] = ()
    regions: tuple[Region, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict)

    @property
    def joint(self) -> tuple[Couple, ...]:
        """The couples who handed in one list together."""
        return tuple(couple for couple in self.couples if couple.pairs is not None)


_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def canonical(snapshot: Mapping[str, Any]) -> bytes:
    """The one way to write a snapshot: JSON with sorted keys, no spaces, UTF-8."""
    return _CANONICAL.encode(snapshot).encode()


def digest(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical snapshot, hexadecimal; entry by entry, so that a large one is never whole in memory."""
    found = sha256()
    for piece in _pieces(snapshot, deep=2):
        found.update(piece.encode())
    return found.hexdigest()


def _pieces(value: Any, *, deep: int) -> Iterator[str]:
    if not deep or not isinstance(value, dict):
        yield _CANONICAL.encode(value)
        return
    yield "{"
    for number, key in enumerate(sorted(value)):
        yield f"{',' if number else ''}{_CANONICAL.encode(key)}:"
        yield from _pieces(value[key], deep=deep - 1)
    yield "}"


def read_market(snapshot: Mapping[str, Any]) -> Market:
    """Read a snapshot; raises ``KeyError`` or ``TypeError`` where the shape is wrong."""
    alone = _Alone()
    return Market(
        seed=str(snapshot.get("seed", 0)),
        fellows={key: _wish(entry, alone) for key, entry in sorted(snapshot["fellows"].items())},
        offices={key: _terms(entry, alone) for key, entry in sorted(snapshot["offices"].items())},
        conflicts=frozenset((row[0], row[1]) for row in snapshot.get("conflicts", [])),
        why_apart={(row[0], row[1]): row[2] for row in snapshot.get("conflicts", []) if len(row) > 2},  # noqa: PLR2004
        locks=tuple(sorted((row[0], row[1]) for row in snapshot.get("locks", []))),
        couples=tuple(sorted(map(_couple, snapshot.get("couples", ())), key=lambda couple: couple.members)),
        regions=tuple(
            Region(name, tuple(sorted(entry["offices"])), int(entry["cap"]))
            for name, entry in sorted(snapshot.get("regions", {}).items())
        ),
        targets=dict(sorted(snapshot.get("targets", {}).items())),
    )


def places(tiers: Tiers) -> dict[str, int]:
    """The place of each id in a list, from 1; those in a tie share the place."""
    return {member: place for place, tier in enumerate(tiers, start=1) for member in tier}


class _Alone(dict[str, tuple[str, ...]]):
    """Each id as a tier of its own: made once, though it stands on thousands of lists."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        self[key] = tier = (key,)
        return tier


def _tiers(ranking: Sequence[Any], alone: _Alone) -> Tiers:
    try:
        return tuple(map(alone.__getitem__, ranking))
    except TypeError:  # a tie is a list, which is no id
        return tuple(
            alone[entry] if not isinstance(entry, list) else alone[entry[0]] if len(entry) == 1
            else tuple(sorted(entry))
            for entry in ranking
        )  # fmt: skip


def _couple(entry: Mapping[str, Any]) -> Couple:
    first, second = entry["members"]
    pairs = entry.get("pairs")
    return Couple((first, second), None if pairs is None else tuple((here, there) for here, there in pairs))


def _wish(entry: Mapping[str, Any], alone: _Alone) -> Wish:
    return Wish(
        ranking=_tiers(entry["ranking"], alone),
        never=frozenset(entry.get("never", ())),
        skills=frozenset(entry.get("skills", ())),
        not_before=entry.get("not_before", ""),
    )


def _terms(entry: Mapping[str, Any], alone: _Alone) -> Terms:
    reserved = tuple(
        Reserve(row["skill"], int(row["seats"]), row.get("mode", "soft") == "hard")
        for row in entry.get("reserved", ())
    )
    return Terms(
        capacity=int(entry["capacity"]),
        ranking=_tiers(entry["ranking"], alone),
        minimum=int(entry.get("minimum", 0)),
        refused=frozenset(entry.get("refused", ())),
        reserved=reserved,
        starts_on=entry.get("starts_on", ""),
        numbered=entry.get("numbered"),
    )
