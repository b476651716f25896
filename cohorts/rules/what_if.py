"""What would change: a fellow forced to an office, who moves then, and what each rule costs; from inputs and outcomes.

Each answer comes from solving again and comparing, never from a solver's log. Small enough to be asked for on a page:
level L0 with one more lock. Whom a person moved by hand and couples with one list stay where the plan has them, and
seats held for another office's smallest team stay empty.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from cohorts.rules.checker import Note, Verdict, judge
from cohorts.rules.clashes import NamedRule, rules_of, without
from cohorts.rules.exact import Deadline
from cohorts.rules.levels import Level, Outcome, place
from cohorts.rules.market import Market, read_market
from cohorts.rules.matching import propose
from cohorts.rules.seat_groups import SeatGroups

Plan = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """Someone who would be elsewhere; ``None`` is no place."""

    fellow: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a forced placement brings.

    ``moved`` is everyone who would be elsewhere, the fellow in question first. ``pushed`` are those who make room, one
    after the other, ``pulled`` those who follow into the seat left behind. ``broken`` and ``claims`` are what the
    check finds that it did not find before; ``without_skill`` are offices that would lose their last person with a
    skill that seats are kept for. ``anyway`` are those who would move in the same way if all were placed anew and
    nobody forced: a move by hand may have left a seat that somebody would take.
    """

    matching: dict[str, str | None]
    moved: tuple[Moved, ...]
    pushed: tuple[Moved, ...]
    pulled: tuple[Moved, ...]
    broken: tuple[Note, ...]
    claims: tuple[Note, ...]
    without_skill: tuple[tuple[str, str], ...]
    anyway: frozenset[str] = frozenset()

    @property
    def unplaced(self) -> tuple[str, ...]:
        """Those who would lose their place."""
        return tuple(one.fellow for one in self.moved if one.before is not None and one.after is None)


@dataclass(frozen=True, slots=True)
class Price:
    """What one rule costs: how many more would be placed without it, how much better places get, how many move.

    ``level`` is nothing where the time was over before it was worked out.
    """

    rule: str
    placed: int
    places: int
    moved: int
    level: Level | None
    about: NamedRule


@dataclass(frozen=True)
class Standing:
    """A plan as it stands: who stays whatever is tried, and how many seats of each office are held empty.

    ``read`` is the snapshot where somebody read it before. What several tries need is worked out once.
    """

    snapshot: Mapping[str, Any]
    matching: Plan
    stay: frozenset[str] = frozenset()
    held: Mapping[str, int] = field(default_factory=dict)
    read: Market | None = None

    @cached_property
    def market(self) -> Market:
        """The snapshot, read."""
        return self.read or read_market(self.snapshot)

    @cached_property
    def seats(self) -> SeatGroups:
        """The market in which all but those who stay are placed anew, made ready."""
        return SeatGroups(self.open_to())

    @cached_property
    def anew(self) -> Plan:
        """Where all would be if those who don't stay were placed anew; the plan itself where nothing holds anyone."""
        return propose(self.seats) if self.stay or self.held or self.market.joint else self.matching

    @cached_property
    def judge(self) -> Callable[[Plan], Verdict]:
        """The check for plans of this snapshot."""
        return judge(self.snapshot, self.held)

    @cached_property
    def verdict(self) -> Verdict:
        """What the check says of the plan."""
        return self.judge(self.matching)

    def letting_go(self, fellow: str) -> "Standing":
        """The same, in which ``fellow`` doesn't stay."""
        return replace(self, stay=self.stay - {fellow}, read=self.market) if fellow in self.stay else self

    def open_to(self, office: str = "") -> Market:
        """The market in which all but those who stay are placed anew; ``office`` has one more seat."""
        market = self.market
        stay = self.stay | {one for couple in market.joint for one in couple.members}
        locked = dict(market.locks) | {one: here for one in stay if (here := self.matching.get(one)) is not None}
        out = {one for one in stay if self.matching.get(one) is None}
        offices = dict(market.offices)
        for at, seats in self.held.items():
            offices[at] = replace(offices[at], capacity=max(offices[at].capacity - seats, 0))
        if office:
            offices[office] = replace(offices[office], capacity=offices[office].capacity + 1)
        fellows = {one: replace(wish, ranking=()) if one in out else wish for one, wish in market.fellows.items()}
        locks = tuple(sorted((one, at) for one, at in locked.items() if one not in out))
        return replace(market, fellows=fellows, offices=offices, locks=locks, couples=())


def what_if(
    snapshot: Mapping[str, Any], matching: Plan, fellow: str, office: str | None,
    *, stay: Collection[str] = (), held: Mapping[str, int] | None = None,
) -> WhatIf:  # fmt: skip
    """Force ``fellow`` to ``office`` (``None``: to no place) and place the others anew. ``KeyError`` for strangers."""
    return try_out(Standing(snapshot, matching, frozenset(stay), held or {}), fellow, office)


def try_out(plan: Standing, fellow: str, office: str | None) -> WhatIf:
    """The same for a plan of which several things are tried. Who is tried is let go even if they would stay."""
    standing = plan.letting_go(fellow)
    matching = standing.matching
    if fellow not in standing.market.fellows:
        raise KeyError(fellow)
    if office is not None and office not in standing.market.offices:
        raise KeyError(office)
    after = dict(sorted({**propose(standing.seats.around(fellow, office)), fellow: office}.items()))
    moved = sorted(differences(matching, after), key=lambda one: (one.fellow != fellow, one.fellow))
    known, now = {*standing.verdict.breaches, *standing.verdict.findings}, standing.judge(after)
    others = [one for one in moved if one.fellow != fellow]
    return WhatIf(
        matching=after,
        moved=tuple(moved),
        pushed=tuple(_follow(moved, fellow, office, leaving=True)),
        pulled=tuple(_follow(moved, fellow, matching[fellow], leaving=False)),
        broken=tuple(note for note in now.breaches if note not in known),
        claims=tuple(note for note in now.to_sign if note not in known),
        without_skill=tuple(_lost_skills(standing.market, matching, after)),
        anyway=frozenset(one.fellow for one in others if standing.anew.get(one.fellow) == one.after),
    )


def with_one_more_seat(standing: Standing, offices: Collection[str]) -> dict[str, str]:
    """By office: who would sit in one more seat of it, if all were placed anew; nobody is an empty text."""
    now = propose(standing.seats)
    found: dict[str, str] = {}
    for office in offices:
        after = propose(SeatGroups(standing.open_to(office)))
        found[office] = next((one for one, here in after.items() if here == office and now[one] != office), "")
    return found


def differences(before: Plan, after: Plan) -> Iterator[Moved]:
    """Who is elsewhere, by id."""
    for fellow in sorted(before):
        if before[fellow] != after.get(fellow):
            yield Moved(fellow, before[fellow], after.get(fellow))


def prices(
    market: Market, outcome: Outcome, *, seconds: float | None = None, within: float | None = None
) -> tuple[Price, ...]:
    """What each named rule costs, by placing everybody again without it; ``seconds`` is the limit for each.

    ``within`` is the limit for all of them: what is not reached has no level.
    """
    found: list[Price] = []
    whole = Deadline(within)
    for rule in rules_of(market):
        if within is not None and whole.left <= 0:
            found.append(Price(rule.name, 0, 0, 0, None, rule))
            continue
        freed = place(without(market, rule), seconds=seconds)
        found.append(_price(market, outcome.matching, freed.matching, rule, freed.level))
    return tuple(found)


def quick_prices(standing: Standing) -> tuple[Price, ...]:
    """The same for a plan without held seats, each by one run of level L0: couples stay where the plan has them.

    A couple's price is that of each being placed by their own list. A smallest team for which no seat is held costs
    nothing.
    """
    market = standing.open_to()
    joint = {one for couple in standing.market.joint for one in couple.members}
    rules = [rule for rule in rules_of(market) if not (rule.kind == "lock" and rule.fellow in joint)]
    tries = [(rule, without(market, rule)) for rule in rules]
    for couple in standing.market.joint:
        locks = tuple(lock for lock in market.locks if lock[0] not in couple.members)
        told = NamedRule("couple", f"couple {' + '.join(couple.members)}", fellow=couple.members[0])
        tries.append((told, replace(market, locks=locks)))
    base = propose(standing.seats)
    return tuple(_price(market, base, propose(SeatGroups(tried)), rule, Level.L0) for rule, tried in tries)


def _price(market: Market, now: Plan, freed: Plan, rule: NamedRule, level: Level) -> Price:
    return Price(
        rule=rule.name,
        placed=_placed(freed) - _placed(now),
        places=rank_sum(market, now) - rank_sum(market, freed),
        moved=sum(1 for _ in differences(now, freed)),
        level=level,
        about=rule,
    )


def rank_sum(market: Market, matching: Plan) -> int:
    """The places from 0 of what everybody has on their list; one place beyond its end for nothing."""
    total = 0
    for fellow, wish in market.fellows.items():
        here = matching.get(fellow)
        total += next((n for n, tier in enumerate(wish.ranking) if here in tier), len(wish.ranking))
    return total


def is_only_stable(market: Market, fellows_best: Plan, offices_best: Plan) -> bool:
    """Whether the outcome best for fellows is that best for offices: then there is no other stable one."""
    strict = all(len(tier) == 1 for terms in market.offices.values() for tier in terms.ranking)
    return strict and not market.joint and not market.regions and dict(fellows_best) == dict(offices_best)


def _follow(moved: list[Moved], first: str, office: str | None, *, leaving: bool) -> Iterator[Moved]:
    """One after the other: who leaves the office just taken, or who takes the one just left."""
    seen = {first}
    while office is not None:
        step = next((m for m in moved if m.fellow not in seen and (m.before if leaving else m.after) == office), None)
        if step is None:
            return
        seen.add(step.fellow)
        yield step
        office = step.after if leaving else step.before


def _lost_skills(market: Market, before: Plan, after: Plan) -> Iterator[tuple[str, str]]:
    wanted = {row.skill for terms in market.offices.values() for row in terms.reserved}
    speak = {skill: {one for one, wish in market.fellows.items() if skill in wish.skills} for skill in wanted}
    for office, terms in market.offices.items():
        for skill in sorted({row.skill for row in terms.reserved}):
            able = speak[skill]
            had, has = (any(here == office and one in able for one, here in plan.items()) for plan in (before, after))
            if had and not has:
                yield office, skill


def _placed(matching: Plan) -> int:
    return sum(office is not None for office in matching.values())
