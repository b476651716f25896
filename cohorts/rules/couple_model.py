"""Couples with one list in the exact model; what a claim of theirs is follows Biró, Manlove and McBride (2014).

A couple has a claim on a pair of offices that it puts above what it has, where (one moves) the other stays and the
new office would take the mover even with the partner's own seat set apart, or (both move) each office has room for
its member. A member counts as sitting in the seat they would leave.
"""

from cohorts.rules.seat_groups import Joint
from cohorts.rules.stable_model import Literal, StableModel


class _Couple:
    """The variables of one couple: which pair it has, and where each member is."""

    def __init__(self, base: StableModel, joint: Joint, key: int) -> None:
        self.base, self.joint, self.key = base, joint, key
        self.model = base.model
        self.chosen = [base.new() for _ in joint.pairs]
        self.here = [self._places(side) for side in (0, 1)]
        self._full: dict[tuple[int, str], Literal] = {}

    def _places(self, side: int) -> dict[str, Literal]:
        base, member = self.base, self.joint.members[side]
        by_office: dict[str, list[Literal]] = {}
        for variable, (_place, first, second) in zip(self.chosen, self.joint.pairs, strict=True):
            by_office.setdefault(second if side else first, []).append(variable)
        places: dict[str, Literal] = {}
        for office, variables in by_office.items():
            places[office] = there = base.new()
            self.model.add(sum(variables) == there)
            self.model.add(sum(base.at.get((member, office), [])) == there)
        for (number, office), seats in base.at.items():
            if number == member and office not in by_office:
                self.model.add(sum(seats) == 0)
        return places

    def refused(self, side: int, office: str) -> Literal:
        """A literal: no seat of the office is free for, or held by someone it puts below, this member."""
        if (side, office) not in self._full:
            member, base = self.joint.members[side], self.base
            groups = base.groups_at(member, office)
            if len(groups) == 1:
                self._full[side, office] = base.full[groups[0]][base.tier[groups[0]][member]]
            else:
                literal = self._full[side, office] = base.new()
                for group in groups:
                    self.model.add_implication(literal, base.full[group][base.tier[group][member]])
        return self._full[side, office]

    def one_seat_for_two(self, office: str) -> list[Literal]:
        """Literals of which one must hold where the office lacks seats for both: it has at most one between them."""
        base, found = self.base, []
        best: dict[int, int] = {}
        for member in self.joint.members:
            for group in base.groups_at(member, office):
                best[group] = min(best.get(group, len(base.tier[group])), base.tier[group][member])
        for one in best:
            literal = base.new()
            for group, tier in best.items():
                against = base.almost(group, tier) if group == one else base.full[group][tier]
                self.model.add_implication(literal, against)
            found.append(literal)
        return found

    def beside_partner(self, mover: int, office: str) -> list[Literal]:
        """The same where the partner sits there already: every seat but the partner's is refused to the mover."""
        base, found = self.base, []
        member, partner = self.joint.members[mover], self.joint.members[1 - mover]
        mine = base.groups_at(member, office)
        for sits in base.groups_at(partner, office):
            literal = base.new()
            self.model.add_implication(literal, base.seat[partner, sits])
            for group in mine:
                tier = base.tier[group][member]
                behind = group == sits and base.tier[group][partner] > tier
                self.model.add_implication(literal, base.almost(group, tier) if behind else base.full[group][tier])
            found.append(literal)
        return found

    def add_claims(self) -> None:
        """No pair that the couple puts above what it has may be open to it."""
        reached: Literal | None = None
        for index, (place, first, second) in enumerate(self.joint.pairs):
            self.base.rank_terms.append((self.chosen[index], 2 * place))
            now = self.base.new()
            self.model.add(self.chosen[index] + (0 if reached is None else reached) == now)
            reached = now
            excuse = self.base.pardon(-1 - self.key, index)
            for mover, stays, to in ((1, first, second), (0, second, first)):
                staying = self.here[1 - mover][stays]
                closed = self.beside_partner(mover, to) if first == second else [self.refused(mover, to)]
                self.model.add_bool_or([staying.Not(), now, *closed, *excuse])
            closed = [self.refused(0, first), self.refused(1, second)]
            if first == second:
                closed += self.one_seat_for_two(first)
            self.model.add_bool_or([now, self.here[0][first], self.here[1][second], *closed, *excuse])


def add_couples(base: StableModel) -> None:
    """Put every couple into the model: a pair from its list or wholly unplaced, and no claim left open."""
    for key, joint in enumerate(base.field.couples):
        couple = _Couple(base, joint, key)
        base.model.add_at_most_one(couple.chosen)
        couple.add_claims()
