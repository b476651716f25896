"""An independent check of a plan: it reads the snapshot itself and shares no code with what made the plan.

Violations refuse publication. Findings don't break a rule but need a person's signature: every pair that would both
rather be together (the kinds below), and every team smaller than its office asked for. What couples with one list may
claim is in :mod:`cohorts.rules.checker_couples`.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cohorts.rules.checker_couples import joint_claims, split


class Breach(StrEnum):
    """What makes a plan unfit to publish."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    OVER_CAPACITY = "over_capacity"
    RESERVED_SEAT = "reserved_seat"
    NEVER = "never"
    REFUSED = "refused"
    CONFLICT = "conflict"
    LIMIT = "limit"
    START_DATE = "start_date"
    LOCK = "lock"
    REGION_CAP = "region_cap"
    COUPLE_PAIR = "couple_pair"


# Reasons of a pair kept apart that are the fellow's own hard limits.
LIMITS = frozenset({"place", "car", "commute"})


class Finding(StrEnum):
    """What a person must look at: ``envy`` and ``empty_seat`` are claims.

    A ``held_seat`` stays empty so that another office has the team it needs; ``rule`` pairs are no grievance. A place
    agreed on beforehand was signed for when it was agreed, so where a list lacks it, that is only told.
    """

    ENVY = "envy"
    EMPTY_SEAT = "empty_seat"
    HELD_SEAT = "held_seat"
    RULE = "rule"
    NOT_ON_FELLOW_LIST = "not_on_fellow_list"
    NOT_ON_OFFICE_LIST = "not_on_office_list"
    AGREED_OFF_FELLOW_LIST = "agreed_off_fellow_list"
    AGREED_OFF_OFFICE_LIST = "agreed_off_office_list"
    MINIMUM = "minimum"
    COUPLE = "couple"


TO_KNOW = frozenset({Finding.AGREED_OFF_FELLOW_LIST, Finding.AGREED_OFF_OFFICE_LIST})
NEEDS_SIGNATURE = frozenset(Finding) - TO_KNOW - {Finding.RULE}


@dataclass(frozen=True, slots=True)
class Note:
    """One breach or finding; ``other`` is the fellow envied, or the partner; numbers are seats or people.

    In the claim of a couple ``other_office`` is the office for the partner.
    """

    kind: Breach | Finding
    fellow: str = ""
    office: str = ""
    other: str = ""
    have: int = 0
    need: int = 0
    other_office: str = ""


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
    def to_know(self) -> tuple[Note, ...]:
        """The findings that nobody must sign for and that whoever publishes should know."""
        return tuple(note for note in self.findings if note.kind in TO_KNOW)

    @property
    def is_stable(self) -> bool:
        """Whether no fellow and office would both rather be together."""
        return not any(note.kind in (Finding.ENVY, Finding.EMPTY_SEAT) for note in self.findings)


def check(
    snapshot: Mapping[str, Any], matching: Mapping[str, str | None], held: Mapping[str, int] | None = None
) -> Verdict:
    """Check a plan (fellow → office or ``None``) against its snapshot; deterministic, sorted by fellow and office.

    ``held`` are the seats that each office leaves empty for the sake of another's minimum.
    """
    return judge(snapshot, held)(matching)


def judge(
    snapshot: Mapping[str, Any], held: Mapping[str, int] | None = None
) -> Callable[[Mapping[str, str | None]], Verdict]:
    """The same check for several plans of one snapshot: its lists are looked up once."""
    books: list[_Book] = []

    def verdict(matching: Mapping[str, str | None]) -> Verdict:
        if not held and _is_plainly_fine(snapshot, matching):
            return Verdict((), ())
        if not books:
            books.append(_Book(snapshot))
        return _judged(books[0].seating(matching, held or {}))

    return verdict


def _judged(book: "_Book") -> Verdict:
    breaches = [*book.strangers(), *book.seats(), *book.pairs(), *book.broken_locks(), *book.full_regions()]
    if any(note.kind is Breach.UNKNOWN for note in breaches):
        return Verdict(tuple(breaches), ())
    breaches += [Note(Breach.COUPLE_PAIR, one, here, two, other_office=there) for one, here, two, there in split(book)]
    findings = [*book.blocking(), *book.off_list(), *book.small_teams(), *book.couples_apart()]
    findings += [
        Note(Finding(kind), one, here, two, other_office=there) for kind, one, here, two, there in joint_claims(book)
    ]
    return Verdict(tuple(breaches), tuple(findings))


def _is_plainly_fine(snapshot: Mapping[str, Any], matching: Mapping[str, str | None]) -> bool:
    """Whether there is nothing to say about a plan for strict lists and seats alone; whatever else gets a closer look.

    There is a claim exactly where somebody stands in front of the last person of an office that they put before their
    own, or on the list of one that has room.
    """
    fellows, offices = snapshot["fellows"], snapshot["offices"]
    if matching.keys() != fellows.keys() or any(map(snapshot.get, _MORE_THAN_LISTS)):
        return False
    # Of each office: who is there (true), and who would rather be (false).
    around: dict[str, dict[str, bool]] = {office: {} for office in offices}
    try:
        for fellow, entry in fellows.items():
            here = matching[fellow]
            for office in entry["ranking"]:
                if office == here:
                    around[office][fellow] = True
                    break
                around[office][fellow] = False
            else:
                if here is not None:
                    return False
            if len(entry) > 1 and (entry.get("never") or entry.get("not_before")):
                return False
        size = Counter(matching.values())
        return all(_keeps_to_its_list(entry, around[office], size.get(office, 0)) for office, entry in offices.items())
    except (TypeError, KeyError):  # a tie is a list, which is no id; or somebody is on no list
        return False


_MORE_THAN_LISTS = ("conflicts", "locks", "couples", "regions")


def _keeps_to_its_list(entry: Mapping[str, Any], around: Mapping[str, bool], team: int) -> bool:
    """Whether nobody who would rather be here stands before its last person, or on its list where there is room."""
    left, seats = team, entry["capacity"]
    if team > seats:
        return False
    if len(entry) > 2 and (entry.get("minimum", 0) > team or entry.get("reserved") or entry.get("refused")):  # noqa: PLR2004  (more than seats and list)
        return False
    if not left and (not seats or not around):
        return True
    for fellow in filter(around.__contains__, entry["ranking"]):
        if not around[fellow]:
            return False
        left -= 1
        if not left and (team == seats or team == len(around)):
            return True
    return not left


class _Book:
    """The snapshot and the plan, looked up from both sides."""

    matching: Mapping[str, str | None]
    held: Mapping[str, int]
    team: Mapping[str, list[str]]
    at_cap: set[str]
    cutoff: Mapping[str, int]

    def __init__(self, snapshot: Mapping[str, Any]) -> None:
        self.fellows: Mapping[str, Any] = snapshot["fellows"]
        self.offices: Mapping[str, Any] = snapshot["offices"]
        self.conflicts = {(row[0], row[1]): row[2:] for row in snapshot.get("conflicts", ())}
        self.locks: Mapping[str, str] = {row[0]: row[1] for row in snapshot.get("locks", ())}
        self.couples = [row["members"] for row in snapshot.get("couples", ()) if row.get("pairs") is None]
        self.joint: Mapping[Any, Sequence[Sequence[str]]] = {
            tuple(row["members"]): row["pairs"] for row in snapshot.get("couples", ()) if row.get("pairs") is not None
        }
        self.in_joint = {one for members in self.joint for one in members}
        self.office_place: Mapping[str, Mapping[str, int]] = {
            office: _places(entry["ranking"]) for office, entry in self.offices.items()
        }
        self.regions = snapshot.get("regions", {})
        self.seatings: dict[str, list[Any]] = {}

    def seating(self, matching: Mapping[str, str | None], held: Mapping[str, int]) -> "_Book":
        """The same snapshot with a plan."""
        book = copy(self)
        book.matching, book.held, book.seatings = matching, held, {}
        team: dict[str, list[str]] = {office: [] for office in self.offices}
        for fellow in sorted(matching):
            office = matching[fellow]
            if office in team:
                team[office].append(fellow)
        book.team = team
        book.at_cap = {
            office
            for row in self.regions.values()
            if sum(len(team[office]) for office in row["offices"]) >= row["cap"]
            for office in row["offices"]
        }
        book.cutoff = {office: book.last_place(office) for office in self.offices}
        return book

    def last_place(self, office: str) -> int:
        """The place of the last person of a plain full team: nobody at that place or below can have a claim there.

        Beyond every list where there is room, or where seats are kept and a claim needs a closer look.
        """
        entry, place = self.offices[office], self.office_place[office]
        if entry.get("reserved") or len(self.team[office]) < entry["capacity"]:
            return len(place) + 2
        return max((place.get(one, len(place) + 1) for one in self.team[office]), default=0)

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
            return Breach.LIMIT if set(self.conflicts[fellow, office]) & LIMITS else Breach.CONFLICT
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
        kept = [one for one in order if self.locks.get(one) == office]
        agreed, room = list(kept), entry["capacity"] - len(kept)
        for row in entry.get("reserved", ()):
            # Somebody agreed on who has the skill sits on a seat kept for it, so that the others stay for anyone.
            sitting = [one for one in agreed if self.speaks(one, row["skill"])][: row["seats"]]
            agreed = [one for one in agreed if one not in sitting]
            seats = min(row["seats"] - len(sitting), max(room, 0))
            able = [one for one in order if one not in kept and self.speaks(one, row["skill"])][:seats]
            kept += able
            room -= seats if row.get("mode", "soft") == "hard" else len(able)
        return [*kept, *[one for one in order if one not in kept][: max(room, 0)]]

    def blocking(self) -> Iterable[Note]:
        for fellow in sorted(self.fellows):
            if fellow in self.locks or fellow in self.in_joint:
                continue
            here = self.matching.get(fellow)
            for office in _better_than(self.fellows[fellow]["ranking"], here):
                if office not in self.offices or fellow not in self.office_place[office]:
                    continue
                if self.office_place[office][fellow] >= self.cutoff[office]:
                    continue
                if self.forbidden(fellow, office) is None and (note := self.claim(fellow, office)) is not None:
                    yield note

    def claim(self, fellow: str, office: str) -> Note | None:
        """What ``fellow`` could say about ``office``, which they would rather have."""
        team, place = self.team[office], self.office_place[office]
        kept = self.chosen(office, [*team, fellow], fellow)
        if fellow in kept:
            if len(kept) > len(team):
                return Note(self.kind_of_empty(office, self.matching.get(fellow)), fellow, office)
            return Note(Finding.ENVY, fellow, office, next(one for one in team if one not in kept))
        last = len(place) + 1
        below = [one for one in team if place.get(one, last) > place[fellow]]
        if below or len(team) < self.offices[office]["capacity"]:
            return Note(Finding.RULE, fellow, office, below[-1] if below else "")
        return None

    def kind_of_empty(self, office: str, leaving: str | None) -> Finding:
        """What a claim on an empty seat is: a grievance, or held for a minimum, or a region that is full."""
        leaves_region = leaving is not None and any(
            office in row["offices"] and leaving in row["offices"] for row in self.regions.values()
        )
        if office in self.at_cap and not leaves_region:
            return Finding.RULE
        held = len(self.team[office]) + self.held.get(office, 0) >= self.offices[office]["capacity"]
        return Finding.HELD_SEAT if held else Finding.EMPTY_SEAT

    def full_regions(self) -> Iterable[Note]:
        for name, row in sorted(self.regions.items()):
            have = sum(len(self.team[office]) for office in row["offices"])
            if have > row["cap"]:
                yield Note(Breach.REGION_CAP, "", name, "", have, row["cap"])

    def off_list(self) -> Iterable[Note]:
        for fellow, office in sorted(self.matching.items()):
            if office is None:
                continue
            agreed = self.locks.get(fellow) == office
            joint = fellow in self.in_joint and not agreed
            if not joint and office not in _places(self.fellows[fellow]["ranking"]):
                yield Note(Finding.AGREED_OFF_FELLOW_LIST if agreed else Finding.NOT_ON_FELLOW_LIST, fellow, office)
            if fellow not in self.office_place[office]:
                yield Note(Finding.AGREED_OFF_OFFICE_LIST if agreed else Finding.NOT_ON_OFFICE_LIST, fellow, office)

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
