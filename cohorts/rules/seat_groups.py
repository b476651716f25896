"""The market made ready for solving: eligible pairs, seats parted into groups, lists on both sides as numbers.

A seat is reserved for at most one skill; seats of one office that are open to the same people in the same order form
a group. Each level of the engine solves between fellows and groups (slot-specific priorities, Kominers and Sönmez
2016): a fellow asks an office's seats kept for them first, then its open seats, then kept ones that fall back.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace

from cohorts.rules.eligibility import bar_between
from cohorts.rules.lottery import draw
from cohorts.rules.market import Couple, Market, Reserve, Terms, Tiers, Wish

NOT_ON_FELLOW_LIST = "not_on_fellow_list"


@dataclass(slots=True)
class Group:
    """Some seats of one office; ``tiers`` are those it takes, best first; ``order`` the same with ties broken."""

    office: str
    seats: int
    skill: str = ""
    hard: bool = False
    order: list[int] = field(default_factory=list)
    tiers: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joint:
    """A couple by the numbers of its members, with the pairs still possible: place on their list, and two offices."""

    members: tuple[int, int]
    pairs: tuple[tuple[int, str, str], ...]


class SeatGroups:
    """A market by numbers. Locked fellows are out already and their seats taken; ``ids[n]`` is fellow ``n``."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.locked = dict(market.locks)
        self.ids = [fellow for fellow in market.fellows if fellow not in self.locked]
        self.number = {fellow: index for index, fellow in enumerate(self.ids)}
        has_ties = any(len(tier) > 1 for terms in market.offices.values() for tier in terms.ranking)
        self.place_in_draw = draw(market.seed, market.fellows) if has_ties else {}
        self.in_couple: dict[str, int] = {}
        self.wanted: dict[str, Tiers] = {}
        self.couples = self._couples()
        self.groups: list[Group] = []
        self.of_office: dict[str, list[int]] = {}
        self.misplaced: list[tuple[str, str]] = []
        self._part_seats()
        self._eligible: dict[str, set[str]] = {}
        self.dropped = 0
        self._mark_eligible()
        self._order_groups()
        self._single = {office: row[0] for office, row in self.of_office.items() if len(row) == 1}
        self.asked: list[list[int]] | None = None

    def wishes(self) -> list[list[int]]:
        """The groups that each fellow asks, best first; nothing for members of a couple with one list."""
        if self.asked is None:
            self.asked = [[] if fellow in self.in_couple else self._asks(fellow) for fellow in self.ids]
        return self.asked

    def around(self, fellow: str, office: str | None) -> "SeatGroups":
        """The same with ``fellow`` locked to ``office``, or out of it all; what is known of the others is kept.

        Only for the proposals of fellows: who was not locked before keeps their number, and asks nobody.
        """
        other = copy(self)
        other.locked = {one: at for one, at in self.locked.items() if one != fellow}
        if office is not None:
            other.locked[fellow] = office
        other.asked = list(self.wishes())
        if fellow in self.number:
            other.asked[self.number[fellow]] = []
        other.groups = list(self.groups)
        for at in {at for at in (office, self.locked.get(fellow)) if at is not None}:
            holders = sorted(one for one, here in other.locked.items() if here == at)
            for index, (_skill, _hard, seats) in zip(self.of_office[at], self._parted(at, holders), strict=True):
                other.groups[index] = replace(self.groups[index], seats=seats)
        return other

    def options(self, fellow: str) -> list[tuple[int, list[str]]]:
        """The offices a single fellow may go to: place on their list from 0, and those in a tie there."""
        may = self._eligible[fellow]
        tiers = (
            (place, [office for office in tier if office in may]) for place, tier in enumerate(self._list_of(fellow))
        )
        return [(place, tier) for place, tier in tiers if tier]

    def is_strict(self) -> bool:
        """Whether nobody's list holds a tie between two that are possible."""
        if any(len(tier) > 1 for group in self.groups for tier in group.tiers):
            return False
        return all(len(tier) == 1 for fellow in self.ids for _place, tier in self.options(fellow))

    def report_dropped(self) -> Iterator[dict[str, str]]:
        """Every entry of a list that can't become a placement, and why."""
        asked: dict[str, set[str]] = {}
        for fellow in self.ids:
            asked[fellow] = {office for tier in self._list_of(fellow) for office in tier}
            for office in (office for tier in self._list_of(fellow) for office in tier):
                if office in self._eligible[fellow]:
                    continue
                named = any(fellow in tier for tier in self.market.offices[office].ranking)
                bar = bar_between(self.market, fellow, office, on_office_list=named)
                yield {"fellow": fellow, "office": office, "why": str(bar), "on_list_of": "fellow"}
        for office, terms in self.market.offices.items():
            for fellow in (one for tier in terms.ranking for one in tier):
                if fellow in self.locked or office in self._eligible[fellow]:
                    continue
                if office not in asked[fellow]:
                    yield {"fellow": fellow, "office": office, "why": NOT_ON_FELLOW_LIST, "on_list_of": "office"}

    def class_of(self, fellow: str, group: int) -> int:
        """In which order a fellow asks the groups of one office: kept for them, open, kept with fallback."""
        skill = self.groups[group].skill
        if not skill:
            return 1
        return 0 if skill in self.market.fellows[fellow].skills else 2

    def _list_of(self, fellow: str) -> Tiers:
        return self.wanted[fellow] if fellow in self.wanted else self.market.fellows[fellow].ranking

    def _couples(self) -> list[Joint]:
        """Couples as numbers. Someone whose partner is locked is single, with what goes with the partner's office."""
        found: list[Joint] = []
        for couple in self.market.joint:
            first, second = couple.members
            if first in self.locked and second in self.locked:
                continue
            if first in self.locked or second in self.locked:
                self._widow(couple)
                continue
            for member, side in ((first, 0), (second, 1)):
                self.in_couple[member] = len(found)
                asked = {pair[side] for pair in couple.pairs or ()}
                self.wanted[member] = tuple((office,) for office in sorted(asked))
            pairs = tuple((place, here, there) for place, (here, there) in enumerate(couple.pairs or ()))
            found.append(Joint((self.number[first], self.number[second]), pairs))
        return found

    def _widow(self, couple: Couple) -> None:
        locked, side = (couple.members[0], 0) if couple.members[0] in self.locked else (couple.members[1], 1)
        pairs = couple.pairs or ()
        fits = tuple((pair[1 - side],) if pair[side] == self.locked[locked] else () for pair in pairs)
        self.wanted[couple.members[1 - side]] = fits

    def _part_seats(self) -> None:
        """Part each office's seats into reserved and open ones, after taking out those that locks fill."""
        holders: dict[str, list[str]] = {}
        for fellow, office in sorted(self.locked.items()):
            holders.setdefault(office, []).append(fellow)
        for office in self.market.offices:
            parts = self._parted(office, holders.get(office, ()), self.misplaced)
            self.of_office[office] = list(range(len(self.groups), len(self.groups) + len(parts)))
            self.groups += [Group(office, seats, skill, hard) for skill, hard, seats in parts]

    def _parted(
        self, office: str, holders: Iterable[str], misplaced: list[tuple[str, str]] | None = None
    ) -> list[tuple[str, bool, int]]:
        terms = self.market.offices[office]
        parts = _parts(terms.capacity, terms.reserved)
        for fellow in holders:
            if not _take_seat(parts, self.market.fellows[fellow].skills) and misplaced is not None:
                misplaced.append((fellow, office))
        return parts

    def _mark_eligible(self) -> None:
        offices = self.market.offices
        listed = {office: {member for tier in terms.ranking for member in tier} for office, terms in offices.items()}
        plain = {office for office, terms in offices.items() if _is_plain(terms)}
        tangled = {fellow for fellow, _office in self.market.conflicts}
        for fellow in self.ids:
            wanted = [office for tier in self._list_of(fellow) for office in tier if office in listed]
            simple = fellow not in tangled and _asks_nothing(self.market.fellows[fellow])
            self._eligible[fellow] = may = {
                office
                for office in wanted
                if (
                    fellow in listed[office]
                    if simple and office in plain
                    else bar_between(self.market, fellow, office, on_office_list=fellow in listed[office]) is None
                )
            }
            self.dropped += len(wanted) - len(may)
        for index, joint in enumerate(self.couples):
            first, second = (self._eligible[self.ids[member]] for member in joint.members)
            kept = tuple(pair for pair in joint.pairs if pair[1] in first and pair[2] in second)
            self.couples[index] = Joint(joint.members, kept)

    def _order_groups(self) -> None:
        number, eligible, drawn = self.number, self._eligible, self.place_in_draw
        for office, terms in self.market.offices.items():
            tiers = [[f for f in tier if f in number and office in eligible[f]] for tier in terms.ranking]
            tiers = [sorted(t, key=drawn.__getitem__) if len(t) > 1 else t for t in tiers if t]
            for group in (self.groups[index] for index in self.of_office[office]):
                parts = [tiers] if not group.skill else list(self._by_skill(group, tiers))
                group.tiers = [[number[f] for f in tier] for part in parts for tier in part if tier]
                group.order = [f for tier in group.tiers for f in tier]

    def _by_skill(self, group: Group, tiers: list[list[str]]) -> Iterator[list[list[str]]]:
        fellows = self.market.fellows
        yield [[f for f in tier if group.skill in fellows[f].skills] for tier in tiers]
        if not group.hard:
            yield [[f for f in tier if group.skill not in fellows[f].skills] for tier in tiers]

    def _asks(self, fellow: str) -> list[int]:
        """The groups a fellow asks, best first: at each office the seats kept for them, open ones, then the rest."""
        may, single = self._eligible[fellow], self._single
        asks: list[int] = []
        for tier in self._list_of(fellow):
            for office in tier:
                if office in may:
                    if office in single:
                        asks.append(single[office])
                    else:
                        asks += self.groups_for(fellow, office)
        return asks

    def groups_for(self, fellow: str, office: str) -> list[int]:
        """The groups of one office that take a fellow, in the order in which the fellow asks them."""
        skills = self.market.fellows[fellow].skills
        mine = [(index, self.groups[index]) for index in self.of_office[office]]
        return [
            *(index for index, group in mine if group.skill and group.skill in skills),
            *(index for index, group in mine if not group.skill),
            *(index for index, group in mine if group.skill and group.skill not in skills and not group.hard),
        ]


def _is_plain(terms: Terms) -> bool:
    return terms.capacity > 0 and not terms.refused and not terms.reserved


def _asks_nothing(wish: Wish) -> bool:
    return not wish.never and not wish.not_before


def _parts(capacity: int, reserved: Iterable[Reserve]) -> list[tuple[str, bool, int]]:
    parts, left = [], capacity
    for row in reserved:
        seats = min(row.seats, left)
        parts.append((row.skill, row.hard, seats))
        left -= seats
    return [*parts, ("", False, left)]


def _take_seat(parts: list[tuple[str, bool, int]], skills: frozenset[str]) -> bool:
    """Count one seat less: a reserved one that fits, else an open one, else any; whether it fitted."""
    fits = [i for i, (skill, _hard, seats) in enumerate(parts) if seats and skill in skills]
    free = [i for i, (skill, _hard, seats) in enumerate(parts) if seats and not skill]
    soft = [i for i, (_skill, hard, seats) in enumerate(parts) if seats and not hard]
    any_left = [i for i, (_skill, _hard, seats) in enumerate(parts) if seats]
    chosen = next(iter([*fits, *free, *soft, *any_left]), None)
    if chosen is None:
        return False
    skill, hard, seats = parts[chosen]
    parts[chosen] = (skill, hard, seats - 1)
    return bool(fits or free or soft)
