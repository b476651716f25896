"""From a snapshot to an outcome: eligible pairs, locks, groups of seats, deferred acceptance (level L0).

Stable with respect to the groups of seats, best for the fellows among all stable outcomes, and no fellow gains by
listing untruly. Ties are broken by the lottery of the snapshot's seed. The same snapshot gives the same outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cohorts.rules.deferred_acceptance import NOWHERE, deferred_acceptance
from cohorts.rules.eligibility import bar_between
from cohorts.rules.lottery import draw
from cohorts.rules.market import Market, Reserve, Tiers, read_market

METHOD = "L0 deferred acceptance"
VERSION = "1"


@dataclass
class _Group:
    """Some seats of one office, all open to the same people in the same order."""

    office: str
    seats: int
    skill: str = ""
    hard: bool = False
    order: list[int] = field(default_factory=list)


def solve(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """Give ``matching`` (fellow → office or ``None``), ``unmatched`` and ``dropped`` (one-sided entries, counted).

    Raises ``KeyError`` or ``TypeError`` for a snapshot of another shape.
    """
    field_ = _Field(read_market(snapshot))
    answer = deferred_acceptance(field_.wishes, [g.order for g in field_.groups], [g.seats for g in field_.groups])
    matching: dict[str, str | None] = {
        fellow: None if group == NOWHERE else field_.groups[group].office
        for fellow, group in zip(field_.ids, answer, strict=True)
    }
    matching |= field_.locked
    return {
        "matching": dict(sorted(matching.items())),
        "unmatched": sorted(fellow for fellow, office in matching.items() if office is None),
        "dropped": field_.dropped,
    }


def strict(tiers: Tiers, place_in_draw: Mapping[str, int]) -> list[str]:
    """A list without ties: within a tie the lottery decides."""
    return [member for tier in tiers for member in sorted(tier, key=lambda one: place_in_draw.get(one, 0))]


class _Field:
    """The market made ready: eligible pairs, seats parted into groups, strict orders on both sides."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.locked = dict(market.locks)
        self.ids = [fellow for fellow in market.fellows if fellow not in self.locked]
        self.place_in_draw = draw(market.seed, market.fellows)
        self.dropped = 0
        self.groups: list[_Group] = []
        self.of_office: dict[str, list[int]] = {}
        self._part_seats()
        self.eligible = self._eligible_pairs()
        self._order_groups()
        self.wishes = [self._asks(fellow) for fellow in self.ids]

    def _part_seats(self) -> None:
        """Part each office's seats into reserved and open ones, after taking out those that locks fill."""
        holders: dict[str, list[str]] = {}
        for fellow, office in sorted(self.locked.items()):
            holders.setdefault(office, []).append(fellow)
        for office, terms in self.market.offices.items():
            parts = _parts(terms.capacity, terms.reserved)
            for fellow in holders.get(office, ()):
                _take_seat(parts, self.market.fellows[fellow].skills)
            self.of_office[office] = list(range(len(self.groups), len(self.groups) + len(parts)))
            self.groups += [_Group(office, seats, skill, hard) for skill, hard, seats in parts]

    def _eligible_pairs(self) -> dict[str, frozenset[str]]:
        listed = {
            office: {member for tier in terms.ranking for member in tier}
            for office, terms in self.market.offices.items()
        }
        eligible: dict[str, frozenset[str]] = {}
        for fellow in self.ids:
            wanted = [office for tier in self.market.fellows[fellow].ranking for office in tier]
            known = [office for office in wanted if office in listed]
            eligible[fellow] = frozenset(
                office
                for office in known
                if bar_between(self.market, fellow, office, on_office_list=fellow in listed[office]) is None
            )
            self.dropped += len(wanted) - len(eligible[fellow])
        return eligible

    def _order_groups(self) -> None:
        number = {fellow: index for index, fellow in enumerate(self.ids)}
        for office, terms in self.market.offices.items():
            order = [f for f in strict(terms.ranking, self.place_in_draw) if office in self.eligible.get(f, ())]
            for group in (self.groups[index] for index in self.of_office[office]):
                able = [f for f in order if not group.skill or group.skill in self.market.fellows[f].skills]
                held = frozenset(able)
                rest = [] if group.hard else [f for f in order if f not in held]
                group.order = [number[fellow] for fellow in (*able, *rest)]

    def _asks(self, fellow: str) -> list[int]:
        """The groups a fellow asks, best first: at each office the seats kept for them, open ones, then the rest."""
        wish = self.market.fellows[fellow]
        asks: list[int] = []
        for office in strict(wish.ranking, {}):
            if office in self.eligible[fellow]:
                mine = [(index, self.groups[index]) for index in self.of_office[office]]
                asks += [index for index, group in mine if group.skill and group.skill in wish.skills]
                asks += [index for index, group in mine if not group.skill]
                asks += [i for i, group in mine if group.skill and group.skill not in wish.skills and not group.hard]
        return asks


def _parts(capacity: int, reserved: Iterable[Reserve]) -> list[tuple[str, bool, int]]:
    parts, left = [], capacity
    for row in reserved:
        seats = min(row.seats, left)
        parts.append((row.skill, row.hard, seats))
        left -= seats
    return [*parts, ("", False, left)]


def _take_seat(parts: list[tuple[str, bool, int]], skills: frozenset[str]) -> None:
    """Count one seat less: a reserved one that fits, else an open one, else any."""
    fits = [i for i, (skill, _hard, seats) in enumerate(parts) if seats and skill in skills]
    free = [i for i, (skill, _hard, seats) in enumerate(parts) if seats and not skill]
    soft = [i for i, (_skill, hard, seats) in enumerate(parts) if seats and not hard]
    any_left = [i for i, (_skill, _hard, seats) in enumerate(parts) if seats]
    chosen = next(iter([*fits, *free, *soft, *any_left]), None)
    if chosen is not None:
        skill, hard, seats = parts[chosen]
        parts[chosen] = (skill, hard, seats - 1)
