"""The part of the check that is about couples with one list, seat by seat, from the definitions alone.

A claim follows Biró, Manlove and McBride (2014): the couple would both rather have another pair of offices, and each
office has a seat for its member that is empty or held by someone it puts lower. Who would move counts as sitting in
the seat they would leave; a partner who stays keeps theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


class Plan(Protocol):
    """What a check knows about inputs and plan."""

    fellows: Mapping[str, Any]
    offices: Mapping[str, Any]
    matching: Mapping[str, str | None]
    locks: Mapping[str, str]
    team: Mapping[str, list[str]]
    office_place: Mapping[str, Mapping[str, int]]
    joint: Mapping[Any, Sequence[Sequence[str]]]
    held: Mapping[str, int]
    at_cap: set[str]
    seatings: dict[str, list[Any]]

    def forbidden(self, fellow: str, office: str) -> Any:
        """The rule that keeps the two apart, if any."""

    def speaks(self, fellow: str, skill: str) -> bool:
        """Whether the fellow has a skill."""


@dataclass
class _Seat:
    """One seat: the skill it is kept for, whether it falls back, and who sits there."""

    skill: str
    hard: bool
    holder: str = ""
    held: bool = False


def split(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Couples who have neither one of their pairs nor nothing: members and where they are."""
    for (first, second), pairs in sorted(plan.joint.items()):
        here, there = plan.matching.get(first), plan.matching.get(second)
        if first in plan.locks or second in plan.locks:
            continue
        if (here, there) != (None, None) and [here, there] not in [list(pair) for pair in pairs]:
            yield first, here or "", second, there or ""


def joint_claims(plan: Plan) -> Iterator[tuple[str, str, str, str, str]]:
    """What each couple could say: kind of claim, first member and office, second member and office."""
    for (first, second), pairs in sorted(plan.joint.items()):
        now = [plan.matching.get(first), plan.matching.get(second)]
        for pair in pairs:
            if list(pair) == now:
                break
            if _may(plan, first, pair[0], now[0]) and _may(plan, second, pair[1], now[1]):
                kind = _claim(plan, (first, second), pair, now)
                if kind:
                    yield kind, first, pair[0], second, pair[1]


def _may(plan: Plan, fellow: str, office: str, now: str | None) -> bool:
    if fellow in plan.locks:
        return now == office
    return office == now or (fellow in plan.office_place[office] and plan.forbidden(fellow, office) is None)


def _claim(plan: Plan, members: tuple[str, str], pair: Sequence[str], now: Sequence[str | None]) -> str:
    for kind in ("envy", "empty_seat", "held_seat"):
        rows = [_open_to(plan, members, side, pair, now, kind=kind) for side in (0, 1)]
        movers = [side for side in (0, 1) if pair[side] != now[side]]
        if not all(rows[side] for side in movers):
            continue
        if len(movers) == 1 or pair[0] != pair[1] or len(set(rows[0]) | set(rows[1])) > 1:
            return "rule" if kind != "envy" and any(pair[side] in plan.at_cap for side in movers) else kind
    return ""


def _open_to(
    plan: Plan, members: tuple[str, str], side: int, pair: Sequence[str], now: Sequence[str | None], *, kind: str
) -> list[int]:
    """The seats of an office, by number, that a member could have there with a claim of this kind."""
    office, mover, partner = pair[side], members[side], members[1 - side]
    stays = partner if now[1 - side] == pair[1 - side] else ""
    return [
        number
        for number, seat in enumerate(_seats_of(plan, office))
        if _admits(plan, seat, mover)
        and not (stays and seat.holder == stays)
        and _yields(plan, office, seat, mover, with_empty=kind == "held_seat" or (kind != "envy" and not seat.held))
    ]


def _yields(plan: Plan, office: str, seat: _Seat, mover: str, *, with_empty: bool) -> bool:
    if not seat.holder:
        return with_empty
    if seat.holder in plan.locks:
        return False
    return _standing(plan, office, seat, mover) < _standing(plan, office, seat, seat.holder)


def _standing(plan: Plan, office: str, seat: _Seat, fellow: str) -> tuple[bool, int]:
    place = plan.office_place[office]
    lacks = bool(seat.skill) and not plan.speaks(fellow, seat.skill)
    return lacks, place.get(fellow, len(place) + 1)


def _admits(plan: Plan, seat: _Seat, fellow: str) -> bool:
    return not seat.skill or not seat.hard or plan.speaks(fellow, seat.skill)


def _seats_of(plan: Plan, office: str) -> list[_Seat]:
    """The same for every claim on an office: worked out the first time."""
    if office not in plan.seatings:
        plan.seatings[office] = _seating(plan, office)
    return plan.seatings[office]


def _seating(plan: Plan, office: str) -> list[_Seat]:
    """Who sits where: locked people first, then by the office's list, each in the first seat that is kept for them."""
    entry, place = plan.offices[office], plan.office_place[office]
    seats: list[_Seat] = []
    for row in entry.get("reserved", ()):
        seats += [_Seat(row["skill"], row.get("mode", "soft") == "hard") for _ in range(row["seats"])]
    seats = seats[: entry["capacity"]]
    seats += [_Seat("", hard=False) for _ in range(entry["capacity"] - len(seats))]
    last = len(place) + 1
    order = sorted(plan.team[office], key=lambda one: (plan.locks.get(one) != office, place.get(one, last), one))
    for fellow in order:
        empty = [seat for seat in seats if not seat.holder]
        kept = [seat for seat in empty if seat.skill and plan.speaks(fellow, seat.skill)]
        free = [seat for seat in empty if not seat.skill]
        soft = [seat for seat in empty if seat.skill and not seat.hard]
        chosen = next(iter([*kept, *free, *soft]), None)
        if chosen is not None:
            chosen.holder = fellow
    for seat in [seat for seat in seats if not seat.holder][: plan.held.get(office, 0)]:
        seat.held = True
    return seats
