"""Levels L1 to L3: solve the exact model, one aim after the other, so that the same input gives the same answer.

Aims are solved in turn (lexicographically), each fixed before the next: exceptions (L3), held seats (L2), how many
are placed, the sum of the places on the fellows' lists, and the lottery among what is left. One worker, fixed seed.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cohorts.rules.couple_model import add_couples
from cohorts.rules.deferred_acceptance import NOWHERE
from cohorts.rules.matching import Matching, named
from cohorts.rules.seat_groups import SeatGroups
from cohorts.rules.stable_model import StableModel

LOTS = 1000


@dataclass(frozen=True, slots=True)
class Solved:
    """What the solver found. ``matching`` is ``None`` where nothing was found; ``proven`` also holds for "nothing".

    ``bounds`` gives for each aim the value reached and what is proven about it.
    """

    matching: Matching | None
    proven: bool
    held: dict[str, int]
    aims: dict[str, int]
    bounds: dict[str, int]


class Deadline:
    """How much time is left of a limit; the only clock in the engine, since a time limit needs one."""

    def __init__(self, seconds: float | None) -> None:
        """Begin to count."""
        self._end = None if seconds is None else time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds left; a day where there is no limit."""
        return 86_400.0 if self._end is None else max(0.0, self._end - time.monotonic())


def solve_exactly(
    field: SeatGroups,
    deadline: Deadline,
    *,
    holding: bool = False,
    excusing: bool = False,
    hint: Matching | None = None,
) -> Solved:
    """The best outcome without any claim; ``holding`` allows held seats (L2), ``excusing`` exceptions (L3)."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (numpy and pandas are loaded only where needed)

    base = StableModel(field, holding=holding, excusing=excusing)
    add_couples(base)
    if hint:
        for (number, group), variable in base.seat.items():
            base.model.add_hint(variable, int(hint.get(field.ids[number]) == field.groups[group].office))
    values: list[int] | None = None
    reached: dict[str, int] = {}
    bounds: dict[str, int] = {}
    variables = list(base.seat.values())
    for name, aim, most in _aims(base, holding=holding):
        solver = _solver(cp_model, deadline)
        (base.model.maximize if most else base.model.minimize)(aim)
        status = solver.solve(base.model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            proven = status == cp_model.INFEASIBLE
            return _solved(base, values, proven=proven and values is None, reached=reached, bounds=bounds)
        values = list(solver.values([*variables, *[h for h in base.held if not isinstance(h, int)]]))
        reached[name], bounds[name] = round(solver.objective_value), round(solver.best_objective_bound)
        if status != cp_model.OPTIMAL:
            return _solved(base, values, proven=False, reached=reached, bounds=bounds)
        base.model.add(aim == reached[name])
        base.model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(variables, values, strict=False):
            base.model.add_hint(variable, value)
    return _solved(base, values, proven=True, reached=reached, bounds=bounds)


def is_possible(field: SeatGroups, deadline: Deadline, *, holding: bool, excusing: bool) -> bool | None:
    """Whether any outcome without a claim exists; ``None`` where the time was not enough to tell."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  (numpy and pandas are loaded only where needed)

    base = StableModel(field, holding=holding, excusing=excusing)
    add_couples(base)
    status = _solver(cp_model, deadline).solve(base.model)
    return None if status == cp_model.UNKNOWN else status != cp_model.INFEASIBLE


def _solver(cp_model: Any, deadline: Deadline) -> Any:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_time_in_seconds = max(0.01, deadline.left)
    return solver


def _aims(base: StableModel, *, holding: bool) -> Iterator[tuple[str, Any, bool]]:
    if base.excusing:
        yield "exceptions", sum(base.excuse.values()), False
    if holding:
        yield "held", sum(base.held), False
    yield "placed", sum(base.placed()), True
    yield "rank_sum", sum(variable * place for variable, place in base.rank_terms), False
    lots = (_lot(base.field, number, group) for number, group in base.seat)
    yield "lottery", sum(variable * lot for variable, lot in base.weights(lots)), False


def _lot(field: SeatGroups, number: int, group: int) -> int:
    """The lot of a fellow for an office, from 1 to ``LOTS``: SHA-256 of seed, fellow and office."""
    words = f"{field.market.seed}|{field.ids[number]}|{field.groups[group].office}"
    return int.from_bytes(sha256(words.encode()).digest()[:8], "big") % LOTS + 1


def _solved(
    base: StableModel, values: list[int] | None, *, proven: bool, reached: dict[str, int], bounds: dict[str, int]
) -> Solved:
    if values is None:
        return Solved(None, proven, {}, reached, bounds)
    field = base.field
    answer = [NOWHERE] * len(field.ids)
    for (number, group), value in zip(base.seat, values, strict=False):
        if value:
            answer[number] = group
    held: dict[str, int] = {}
    rest = iter(values[len(base.seat) :])
    for row, variable in zip(field.groups, base.held, strict=True):
        if not isinstance(variable, int) and (seats := next(rest)):
            held[row.office] = held.get(row.office, 0) + seats
    return Solved(named(field, answer), proven, dict(sorted(held.items())), reached, bounds)
