"""The exact model of a market for CP-SAT: who sits where, and that nobody has a claim (cutoff encoding).

For each group of seats and each tier of its list a literal says "full with people of this tier or better"; it rules
out everybody worse. A fellow then has what they ask, or something better, or that literal holds. The model is linear
in the entries of the lists; ties and reserved seats cost nothing more. Held seats (level L2) count as taken by people
whom nobody can displace; an exception (level L3) sets one claim aside and costs one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from cohorts.rules.seat_groups import SeatGroups

Literal = Any


class StableModel:
    """Variables and rules for one market. ``holding`` allows held seats, ``excusing`` named exceptions."""

    def __init__(self, field: SeatGroups, *, holding: bool, excusing: bool) -> None:
        from ortools.sat.python import cp_model  # noqa: PLC0415  (numpy and pandas are loaded only where needed)

        self.field = field
        self.model = cp_model.CpModel()
        self.excusing = excusing
        self.tier = [{f: t for t, tier in enumerate(group.tiers) for f in tier} for group in field.groups]
        self.seat: dict[tuple[int, int], Literal] = {}
        self.at: dict[tuple[int, str], list[Literal]] = {}
        self.rank_terms: list[tuple[Literal, int]] = []
        self.excuse: dict[tuple[int, ...], Literal] = {}
        self.full: list[list[Literal]] = []
        self._almost: dict[tuple[int, int], Literal] = {}
        self.held = [
            self.model.new_int_var(0, group.seats, "") if holding and group.seats else 0 for group in field.groups
        ]
        self._inside: list[list[Literal]] = [[] for _ in field.groups]
        self._seats()
        self._cutoffs()
        self._minima_and_caps()
        for number, fellow in enumerate(field.ids):
            if fellow not in field.in_couple:
                self._single(number, fellow)
        self._inner_order()

    def new(self) -> Literal:
        """A new yes-or-no variable."""
        return self.model.new_bool_var("")

    def groups_at(self, number: int, office: str) -> list[int]:
        """The groups of an office that a fellow may sit in, in the order in which they ask."""
        return [group for group in self.field.of_office[office] if (number, group) in self.seat]

    def placed(self) -> list[Literal]:
        """All who-sits-where variables; their sum is how many are placed."""
        return list(self.seat.values())

    def almost(self, group: int, tier: int) -> Literal:
        """A literal: at most one seat of the group is free or held by someone of a worse tier."""
        if (group, tier) not in self._almost:
            literal = self._almost[group, tier] = self.new()
            good = [self.seat[f, group] for t in self.field.groups[group].tiers[: tier + 1] for f in t]
            least = self.field.groups[group].seats - 1
            self.model.add(sum(good) + self.held[group] >= least).only_enforce_if(literal)
        return self._almost[group, tier]

    def pardon(self, *key: int) -> list[Literal]:
        """The literal that excuses one claim, where exceptions are allowed."""
        if not self.excusing:
            return []
        if key not in self.excuse:
            self.excuse[key] = self.new()
        return [self.excuse[key]]

    def _seats(self) -> None:
        for index, group in enumerate(self.field.groups):
            if group.seats > 0:
                for number in group.order:
                    self.seat[number, index] = variable = self.new()
                    self._inside[index].append(variable)
                    self.at.setdefault((number, group.office), []).append(variable)
        of_fellow: dict[int, list[Literal]] = {}
        for (number, _group), variable in self.seat.items():
            of_fellow.setdefault(number, []).append(variable)
        for variables in of_fellow.values():
            self.model.add_at_most_one(variables)

    def _cutoffs(self) -> None:
        for index, group in enumerate(self.field.groups):
            if group.seats <= 0:
                self.full.append([])
                continue
            literals = [self.new() for _ in group.tiers]
            self.full.append(literals)
            total = sum(self._inside[index]) + self.held[index]
            self.model.add(total <= group.seats)
            for tier, literal in enumerate(literals):
                if tier:
                    self.model.add_implication(literals[tier - 1], literal)
                    for number in group.tiers[tier]:
                        self.model.add_implication(self.seat[number, index], literals[tier - 1].Not())
            if literals:
                self._full_means(index, total, literals[-1])

    def _full_means(self, index: int, total: Any, literal: Literal) -> None:
        """Full: every seat is taken or held, or the region may take no more."""
        group = self.field.groups[index]
        region = next((r for r in self.field.market.regions if group.office in r.offices), None)
        if region is None:
            self.model.add(total >= group.seats).only_enforce_if(literal)
            return
        capped = self.new()
        taken, most = self._in_region(region.offices, region.cap)
        self.model.add(taken >= most).only_enforce_if(capped)
        self.model.add(total >= group.seats).only_enforce_if(literal, capped.Not())

    def _in_region(self, offices: Sequence[str], cap: int) -> tuple[Any, int]:
        taken = sum(v for office in offices for g in self.field.of_office[office] for v in self._inside[g])
        return taken, cap - sum(here in offices for here in self.field.locked.values())

    def _minima_and_caps(self) -> None:
        field = self.field
        for office, terms in field.market.offices.items():
            here = sum(place == office for place in field.locked.values()) if terms.minimum else 0
            if terms.minimum > here:
                team = [v for group in field.of_office[office] for v in self._inside[group]]
                self.model.add(sum(team) >= terms.minimum - here)
        for region in field.market.regions:
            taken, most = self._in_region(region.offices, region.cap)
            self.model.add(taken <= most)

    def _single(self, number: int, fellow: str) -> None:
        """A fellow has what they ask, or better, or what they ask is full with people put no lower."""
        better: Literal | None = None
        for place, tier in self.field.options(fellow):
            mine = [(office, group) for office in tier for group in self.groups_at(number, office)]
            here = [self.seat[number, group] for _office, group in mine]
            if not here:
                continue
            self.rank_terms += [(variable, place) for variable in here]
            reached = self.new()
            self.model.add(sum(here) + (0 if better is None else better) == reached)
            for office, group in mine:
                claim = self.full[group][self.tier[group][number]]
                self.model.add_bool_or([reached, claim, *self.pardon(number, self.office_number(office))])
            better = reached

    def _inner_order(self) -> None:
        """Inside an office people sit as its reserves say: kept seats that fit first, then open ones."""
        field = self.field
        for (number, group), variable in self.seat.items():
            office = field.groups[group].office
            if len(field.of_office[office]) == 1:
                continue
            for other in field.groups_for(field.ids[number], office):
                if other == group:
                    break
                if (number, other) in self.seat:
                    self.model.add_implication(variable, self.full[other][self.tier[other][number]])

    def office_number(self, office: str) -> int:
        """An office as a number that a key can hold: that of its first group."""
        return self.field.of_office[office][0]

    def weights(self, lots: Iterable[int]) -> list[tuple[Literal, int]]:
        """Each who-sits-where variable with a lot, in a fixed order."""
        return list(zip(self.seat.values(), lots, strict=False))
