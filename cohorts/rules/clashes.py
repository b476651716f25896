"""Why no outcome meets all rules: a smallest set of named rules that can't hold together, and the cheapest way out.

First one rule after the other is dropped, in a fixed order, as long as the rest still clash. Then every smaller set is
ruled out, the smallest first: whatever lies inside rules that were seen to hold together needs no look of its own.
Never taken from a solver's own account of its failure.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from cohorts.rules.exact import Deadline, is_possible
from cohorts.rules.limits import Limit
from cohorts.rules.market import Market
from cohorts.rules.seat_groups import SeatGroups

Possible = Callable[[Market], bool | None]
# How many sets are looked at, and how many times the solver is asked, before a clash is given that may not be the
# smallest.
MOST_SETS = 500_000
MOST_TRIES = 2_000


@dataclass(frozen=True, slots=True)
class NamedRule:
    """One rule of a market that could be set aside: its name, and whom and where it is about.

    ``limit`` says which hard limit of the fellow it is: a :class:`Limit`, or nothing for a start date or a rule of
    another kind.
    """

    kind: str
    name: str
    fellow: str = ""
    office: str = ""
    seats: int = 0
    index: int = 0
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One rule to give way: how, and how many seats or people that costs."""

    rule: str
    change: str
    cost: int


@dataclass(frozen=True, slots=True)
class Clash:
    """The rules that can't hold together. ``proven`` is false where time was not enough to be sure of the fewest."""

    rules: tuple[str, ...]
    relaxation: Relaxation | None
    proven: bool


def keeps_locks(field: SeatGroups) -> bool:
    """Whether every lock has a seat that fits, no conflict, and room in its region."""
    market = field.market
    if field.misplaced or any(lock in market.conflicts for lock in market.locks):
        return False
    here = list(field.locked.values())
    return all(sum(office in region.offices for office in here) <= region.cap for region in market.regions)


def rules_of(market: Market) -> list[NamedRule]:
    """Every rule that a person set and could set aside, in a fixed order."""
    return [*_pair_rules(market), *_office_rules(market), *_group_rules(market), *_start_rules(market)]


def _pair_rules(market: Market) -> Iterator[NamedRule]:
    for fellow, office in sorted(market.conflicts):
        limit = market.why_apart.get((fellow, office), "")
        if limit in LIMITS:
            yield NamedRule("limit", f"limit {limit} {fellow} – {office}", fellow, office, limit=limit)
        else:
            yield NamedRule("conflict", f"conflict {fellow} – {office}", fellow, office)
    for fellow, office in market.locks:
        yield NamedRule("lock", f"lock {fellow} → {office}", fellow, office)


def _office_rules(market: Market) -> Iterator[NamedRule]:
    for office, terms in market.offices.items():
        for index, row in enumerate(terms.reserved):
            if row.hard and row.seats:
                name = f"{row.seats} hard reserved for {row.skill} at {office}"
                yield NamedRule("reserve", name, office=office, seats=row.seats, index=index)
        if terms.minimum:
            yield NamedRule("minimum", f"minimum {terms.minimum} of {office}", office=office, seats=terms.minimum)


def _group_rules(market: Market) -> Iterator[NamedRule]:
    for region in market.regions:
        yield NamedRule("cap", f"cap {region.cap} of region {region.name}", office=region.name, seats=region.cap)
    for couple in market.joint:
        yield NamedRule("couple", f"couple {' + '.join(couple.members)}", fellow=couple.members[0])


def _start_rules(market: Market) -> Iterator[NamedRule]:
    """The start dates that keep a fellow from an office of their list, one rule a fellow."""
    for fellow, wish in market.fellows.items():
        asked = (office for tier in wish.ranking for office in tier if office in market.offices)
        if wish.not_before and any("" < market.offices[office].starts_on < wish.not_before for office in asked):
            yield NamedRule("start", f"limit start date {fellow}", fellow)


def without(market: Market, rule: NamedRule, *, seats: int = 0) -> Market:
    """The market with a rule set aside; a minimum is lowered to ``seats``, a cap raised by as many."""
    if rule.kind in {"conflict", "limit"}:
        return replace(market, conflicts=market.conflicts - {(rule.fellow, rule.office)})
    if rule.kind == "start":
        wish = replace(market.fellows[rule.fellow], not_before="")
        return replace(market, fellows={**market.fellows, rule.fellow: wish})
    if rule.kind == "lock":
        return replace(market, locks=tuple(lock for lock in market.locks if lock[0] != rule.fellow))
    if rule.kind == "couple":
        alone = tuple(couple for couple in market.couples if couple.members[0] != rule.fellow)
        return replace(market, couples=alone)
    if rule.kind == "cap":
        regions = (replace(r, cap=r.cap + seats) if r.name == rule.office else r for r in market.regions)
        kept = tuple(region for region in regions if seats or region.name != rule.office)
        return replace(market, regions=kept)
    terms = market.offices[rule.office]
    if rule.kind == "reserve":
        rows = (replace(row, hard=False) if n == rule.index else row for n, row in enumerate(terms.reserved))
        changed = replace(terms, reserved=tuple(rows))
    else:
        changed = replace(terms, minimum=seats)
    return replace(market, offices={**market.offices, rule.office: changed})


def clash(market: Market, deadline: Deadline, *, holding: bool, excusing: bool) -> Clash:
    """Find the smallest set and the cheapest relaxation, for the level that these allowances make."""

    def possible(tried: Market) -> bool | None:
        seats = SeatGroups(tried)
        if not keeps_locks(seats):
            return False
        return is_possible(seats, deadline, holding=holding, excusing=excusing)

    rules = rules_of(market)
    # Without exceptions even a rule that is lifted can stand in the way: someone new may have a claim.
    tied = sum(1 << n for n, rule in enumerate(rules) if not excusing or _opens_a_way(market, rule))
    search = _Search(market, rules, possible, deadline, tied)
    kept, proven = search.smallest()
    ways = [way for rule in kept if (way := _cheapest(market, rule, possible)) is not None]
    best = min(ways, key=lambda way: way.cost, default=None)
    return Clash(tuple(rule.name for rule in kept), best, proven)


def _opens_a_way(market: Market, rule: NamedRule) -> bool:
    """Whether a lock or a couple's list lets somebody be where their own list or the office's would not."""
    if rule.kind == "lock":
        return not _is_listed(market, rule.fellow, rule.office)
    couple = next((one for one in market.joint if rule.kind == "couple" and one.members[0] == rule.fellow), None)
    pairs = () if couple is None else couple.pairs or ()
    return couple is not None and not all(
        any(office in tier for tier in market.fellows[member].ranking)
        for pair in pairs
        for member, office in zip(couple.members, pair, strict=True)
    )


def _is_listed(market: Market, fellow: str, office: str) -> bool:
    wish, terms = market.fellows[fellow], market.offices[office]
    barred = office in wish.never or fellow in terms.refused
    late = bool(wish.not_before and terms.starts_on and terms.starts_on < wish.not_before)
    named = any(office in tier for tier in wish.ranking) and any(fellow in tier for tier in terms.ranking)
    return named and not barred and not late


@dataclass
class _Search:
    """A set of rules is a number with a bit for each; ``fine`` are sets that were seen to hold together.

    Fewer rules than a fine set are fine too, as long as they have the same ones of ``tied``.
    """

    market: Market
    rules: Sequence[NamedRule]
    possible: Possible
    deadline: Deadline
    tied: int
    tries: int = 0
    fine: list[int] = field(default_factory=list)
    proven: bool = True

    def smallest(self) -> tuple[list[NamedRule], bool]:
        """The smallest set that clashes, and whether that is sure."""
        kept = self._dropping()
        found, proven = self._smaller_than(kept.bit_count())
        mask = kept if found is None else found
        return [rule for n, rule in enumerate(self.rules) if mask >> n & 1], proven and self.proven

    def _holds(self, mask: int) -> bool | None:
        """Whether some outcome keeps these rules, all others set aside."""
        self.tries += 1
        tried = self.market
        for n, rule in enumerate(self.rules):
            if not mask >> n & 1:
                tried = without(tried, rule)
        answer = self.possible(tried)
        if answer:
            self.fine.append(mask)
        return answer

    def _dropping(self) -> int:
        kept = (1 << len(self.rules)) - 1
        for n in range(len(self.rules)):
            answer = self._holds(kept & ~(1 << n))
            if answer is False:
                kept &= ~(1 << n)
            self.proven = self.proven and answer is not None
        return kept

    def _smaller_than(self, size: int) -> tuple[int | None, bool]:
        """The first set of fewer rules that clashes, and whether none smaller was passed over."""
        seen, sure = 0, True
        for few in range(size):
            for chosen in combinations(range(len(self.rules)), few):
                mask = sum(1 << n for n in chosen)
                seen += 1
                if seen > MOST_SETS or self.tries > MOST_TRIES or self.deadline.left <= 0:
                    return None, False
                if self._is_fine(mask):
                    continue
                answer = self._holds(mask)
                if answer is False:
                    return mask, sure
                if answer:
                    self._grow(mask)
                sure = sure and answer is not None
        return None, sure

    def _is_fine(self, mask: int) -> bool:
        return any(mask & fine == mask and not (mask ^ fine) & self.tied for fine in self.fine)

    def _grow(self, mask: int) -> None:
        """Add what can be added, so that one look answers for as many sets as possible."""
        for n in range(len(self.rules)):
            if not (mask | self.tied) >> n & 1 and self._holds(mask | 1 << n):
                mask |= 1 << n


def _cheapest(market: Market, rule: NamedRule, possible: Possible) -> Relaxation | None:
    """The least change of one rule that makes an outcome possible, everything else staying as it is."""
    if rule.kind == "minimum":
        # A team that can't be had makes no smaller one harder, and there is none larger than everybody.
        low, high = -1, min(rule.seats - 1, len(market.fellows))
        while low < high:
            seats = (low + high + 1) // 2
            low, high = (seats, high) if possible(without(market, rule, seats=seats)) else (low, seats - 1)
        return None if low < 0 else Relaxation(rule.name, f"lower it to {low}", rule.seats - low)
    if rule.kind == "cap":
        for more in range(1, len(market.fellows) - rule.seats + 1):
            if possible(without(market, rule, seats=more)):
                return Relaxation(rule.name, f"raise it to {rule.seats + more}", more)
        return None
    if not possible(without(market, rule)):
        return None
    words = {"reserve": "let its seats fall back to anyone", "couple": "place each by their own list"}
    return Relaxation(rule.name, words.get(rule.kind, "lift it"), _COST.get(rule.kind, max(1, rule.seats)))


# A conflict of interest is the last thing to set aside, and what a fellow can't do without comes just before it.
_COST = {"lock": 1, "couple": 2, "limit": 500, "start": 500, "conflict": 1_000}
LIMITS = frozenset(map(str, Limit))
