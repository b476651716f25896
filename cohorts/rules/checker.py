"""An independent check of a plan: it reads the snapshot itself and shares no code with what made the plan.

Violations refuse publication. Findings don't break a rule but need a person's signature: every pair that would both
rather be together (the kinds below), and every team smaller than its office asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Breach(StrEnum):
    """What makes a plan unfit to publish."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    OVER_CAPACITY = "over_capacity"
    RESERVED_SEAT = "reserved_seat"
    NEVER = "never"
    REFUSED = "refused"
    CONFLICT = "conflict"
    START_DATE = "start_date"
    LOCK = "lock"


class Finding(StrEnum):
    """What a person must look at: ``envy`` and ``empty_seat`` are claims, ``rule`` pairs are no grievance."""

    ENVY = "envy"
    EMPTY_SEAT = "empty_seat"
    RULE = "rule"
    NOT_ON_FELLOW_LIST = "not_on_fellow_list"
    MINIMUM = "minimum"
    COUPLE = "couple"


NEEDS_SIGNATURE = frozenset(Finding) - {Finding.RULE}


@dataclass(frozen=True, slots=True)
class Note:
    """One breach or finding; ``other`` is the fellow envied, or the partner; numbers are seats or people."""

    kind: Breach | Finding
    fellow: str = ""
    office: str = ""
    other: str = ""
    have: int = 0
    need: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer of a check."""

    breaches: tuple[Note, ...]
    findings: tuple[Note, ...]

    @property
    def passes(self) -> bool:
        """Whether no rule is broken."""
        return not self.breaches

    @property
    def to_sign(self) -> tuple[Note, ...]:
        """The findings that a person must sign for."""
        return tuple(note for note in self.findings if note.kind in NEEDS_SIGNATURE)

    @property
    def is_stable(self) -> bool:
        """Whether no fellow and office would both rather be together."""
        return not any(note.kind in (Finding.ENVY, Finding.EMPTY_SEAT) for note in self.findings)


def check(snapshot: Mapping[str, Any], matching: Mapping[str, str | None]) -> Verdict:
    """Check a plan (fellow → office or ``None``) against its snapshot; deterministic, sorted by fellow and office."""
    book = _Book(snapshot, matching)
    breaches = [*book.strangers(), *book.seats(), *book.pairs(), *book.broken_locks()]
    if any(note.kind is Breach.UNKNOWN for note in breaches):
        return Verdict(tuple(breaches), ())
    findings = [*book.blocking(), *book.off_list(), *book.small_teams(), *book.couples_apart()]
    return Verdict(tuple(breaches), tuple(findings))


class _Book:
    """The snapshot and the plan, looked up from both sides."""

    def __init__(self, snapshot: Mapping[str, Any], matching: Mapping[str, str | None]) -> None:
        self.fellows: Mapping[str, Any] = snapshot["fellows"]
        self.offices: Mapping[str, Any] = snapshot["offices"]
        self.matching = matching
        self.conflicts = {(row[0], row[1]) for row in snapshot.get("conflicts", ())}
        self.locks = {row[0]: row[1] for row in snapshot.get("locks", ())}
        self.couples = [row["members"] for row in snapshot.get("couples", ())]
        self.team: dict[str, list[str]] = {office: [] for office in self.offices}
        for fellow in sorted(matching):
            office = matching[fellow]
            if office in self.team:
                self.team[office].append(fellow)
        self.office_place = {office: _places(entry["ranking"]) for office, entry in self.offices.items()}

    def speaks(self, fellow: str, skill: str) -> bool:
        return skill in self.fellows[fellow].get("skills", ())

    def strangers(self) -> Iterable[Note]:
        for fellow, office in sorted(self.matching.items()):
            if fellow not in self.fellows or (office is not None and office not in self.offices):
                yield Note(Breach.UNKNOWN, fellow, office or "")
        for fellow in sorted(set(self.fellows) - set(self.matching)):
            yield Note(Breach.MISSING, fellow)

    def seats(self) -> Iterable[Note]:
        for office, team in sorted(self.team.items()):
            entry = self.offices[office]
            if len(team) > entry["capacity"]:
                yield Note(Breach.OVER_CAPACITY, "", office, "", len(team), entry["capacity"])
                continue
            known = [fellow for fellow in team if fellow in self.fellows]
            left_out = set(known) - set(self.chosen(office, known))
            for fellow in sorted(left_out):
                yield Note(Breach.RESERVED_SEAT, fellow, office)

    def pairs(self) -> Iterable[Note]:
        for office, team in sorted(self.team.items()):
            for fellow in team:
                if fellow in self.fellows and (kind := self.forbidden(fellow, office)) is not None:
                    yield Note(kind, fellow, office)

    def forbidden(self, fellow: str, office: str) -> Breach | None:
        wish, terms = self.fellows[fellow], self.offices[office]
        if office in wish.get("never", ()):
            return Breach.NEVER
        if fellow in terms.get("refused", ()):
            return Breach.REFUSED
        if (fellow, office) in self.conflicts:
            return Breach.CONFLICT
        first, ready = terms.get("starts_on", ""), wish.get("not_before", "")
        return Breach.START_DATE if first and ready and first < ready else None

    def broken_locks(self) -> Iterable[Note]:
        for fellow, office in sorted(self.locks.items()):
            if self.matching.get(fellow) != office:
                yield Note(Breach.LOCK, fellow, office)

    def chosen(self, office: str, people: Sequence[str], newcomer: str = "") -> list[str]:
        """Whom the office would keep: locked people, then each reserve by its list, then the rest by its list.

        Within a tie those already there come before ``newcomer``.
        """
        entry, place = self.offices[office], self.office_place[office]
        last = len(place) + 1
        order = sorted(
            people, key=lambda one: (self.locks.get(one) != office, place.get(one, last), one == newcomer, one)
        )
        room = entry["capacity"]
        kept: list[str] = []
        for row in entry.get("reserved", ()):
            seats = min(row["seats"], room)
            able = [one for one in order if one not in kept and self.speaks(one, row["skill"])][:seats]
            kept += able
            room -= seats if row.get("mode", "soft") == "hard" else len(able)
        return [*kept, *[one for one in order if one not in kept][:room]]

    def blocking(self) -> Iterable[Note]:
        for fellow in sorted(self.fellows):
            if fellow in self.locks:
                continue
            here = self.matching.get(fellow)
            for office in _better_than(self.fellows[fellow]["ranking"], here):
                if office not in self.offices or fellow not in self.office_place[office]:
                    continue
                if self.forbidden(fellow, office) is None and (note := self.claim(fellow, office)) is not None:
                    yield note

    def claim(self, fellow: str, office: str) -> Note | None:
        """What ``fellow`` could say about ``office``, which they would rather have."""
        team, place = self.team[office], self.office_place[office]
        kept = self.chosen(office, [*team, fellow], fellow)
        if fellow in kept:
            if len(kept) > len(team):
                return Note(Finding.EMPTY_SEAT, fellow, office)
            return Note(Finding.ENVY, fellow, office, next(one for one in team if one not in kept))
        last = len(place) + 1
        below = [one for one in team if place.get(one, last) > place[fellow]]
        if below or len(team) < self.offices[office]["capacity"]:
            return Note(Finding.RULE, fellow, office, below[-1] if below else "")
        return None

    def off_list(self) -> Iterable[Note]:
        for fellow, office in sorted(self.matching.items()):
            if office is None or fellow in self.locks:
                continue
            if office not in _places(self.fellows[fellow]["ranking"]):
                yield Note(Finding.NOT_ON_FELLOW_LIST, fellow, office)

    def small_teams(self) -> Iterable[Note]:
        for office, entry in sorted(self.offices.items()):
            have, need = len(self.team[office]), entry.get("minimum", 0)
            if have < need:
                yield Note(Finding.MINIMUM, "", office, "", have, need)

    def couples_apart(self) -> Iterable[Note]:
        for first, second in self.couples:
            here, there = self.matching.get(first), self.matching.get(second)
            if self.metro(here) != self.metro(there):
                yield Note(Finding.COUPLE, first, here or "", second)

    def metro(self, office: str | None) -> str:
        return "" if office is None else str(self.offices[office].get("metro", office))


def _places(ranking: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, entry in enumerate(ranking, start=1):
        for member in entry if isinstance(entry, list) else [entry]:
            found[member] = place
    return found


def _better_than(ranking: Sequence[Any], here: str | None) -> list[str]:
    """The offices a list puts strictly before ``here``; the whole list when ``here`` is not on it."""
    better: list[str] = []
    for entry in ranking:
        tier = entry if isinstance(entry, list) else [entry]
        if here in tier:
            break
        better += tier
    return better
