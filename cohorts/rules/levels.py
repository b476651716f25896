"""The ladder of levels: the first one whose outcome meets every rule, and what that outcome promises.

``L0`` fellows propose, ties by lottery · ``L1`` exact: nobody has a claim · ``L2`` held seats for minima, only where
no outcome without a claim can meet them · ``L3`` exceptions, each named · ``infeasible``: which rules clash.
A weight that somebody sets never changes anyone's list here: there are none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cohorts.rules.clashes import Relaxation, clash, keeps_locks
from cohorts.rules.exact import Deadline, Solved, solve_exactly
from cohorts.rules.market import Market
from cohorts.rules.matching import Matching, propose, solve_simply
from cohorts.rules.minima import hold_back, short_teams
from cohorts.rules.seat_groups import SeatGroups

WEAKLY = "weakly"
Degree = bool | str


class Level(StrEnum):
    """How far an outcome had to go."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    INFEASIBLE = "infeasible"


class Promise(StrEnum):
    """What can be said of an outcome in one sentence."""

    BEST = "best"
    BY_DRAW = "by_draw"
    IN_CAPS = "in_caps"
    NO_CLAIM = "no_claim"
    HELD = "held"
    EXCEPTIONS = "exceptions"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Guarantees:
    """Each true, false or ``weakly`` (with ties: nobody has a claim, and for the order that the draw made)."""

    stable: Degree
    fellow_optimal: Degree
    strategy_proof: Degree
    proven: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine says. ``matching`` has everyone at ``None`` where no outcome meets the rules.

    ``aims`` are what was optimised, with the proven ``bounds``; ``conflict`` names rules that can't hold together and
    ``relaxation`` the cheapest single one to give way.
    """

    level: Level
    matching: Matching
    guarantees: Guarantees
    promise: Promise
    held: dict[str, int] = field(default_factory=dict)
    aims: dict[str, int] = field(default_factory=dict)
    bounds: dict[str, int] = field(default_factory=dict)
    conflict: tuple[str, ...] = ()
    relaxation: Relaxation | None = None


@dataclass
class _Run:
    """One climb: the market ready for solving, the time left, and whether everything so far was proven."""

    market: Market
    seats: SeatGroups
    deadline: Deadline
    forced: bool
    proven: bool = True
    proposed: Matching = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether deferred acceptance alone decides: no couples, no capped regions, no ties."""
        return not self.seats.couples and not self.market.regions and self.seats.is_strict()


def place(
    market: Market,
    *,
    level: Level | None = None,
    seconds: float | None = None,
    tell: Callable[[Level], None] | None = None,
) -> Outcome:
    """Climb to the first level that meets every rule, or solve at ``level`` alone.

    With ``seconds`` the best outcome found in time, and ``proven`` false where that may not be the best. ``tell`` is
    called with each level before it is tried, and with ``INFEASIBLE`` before the clash is looked for.
    """
    simple = solve_simply(market) if level in (None, Level.L0) else None
    if simple is not None and not short_teams(market, simple):
        promises = Guarantees(stable=True, fellow_optimal=True, strategy_proof=True, proven=True)
        return Outcome(Level.L0, simple, promises, Promise.BEST, aims=_counted(market, simple))
    run = _Run(market, SeatGroups(market), Deadline(seconds), forced=level is not None)
    if keeps_locks(run.seats):
        for step in [level] if level else [Level.L0, Level.L1, Level.L2, Level.L3]:
            if tell is not None:
                tell(step)
            found = _STEPS[step](run)
            if found is not None:
                return found
            if not run.proven:
                return _fallback(run)
    if tell is not None:
        tell(Level.INFEASIBLE)
    return _infeasible(run, level)


def _propose(run: _Run) -> Outcome | None:
    if run.seats.couples:
        return None
    matching = run.proposed = propose(run.seats)
    if short_teams(run.market, matching):
        return None
    strict = run.seats.is_strict()
    degree: Degree = True if strict else WEAKLY
    aims = _counted(run.market, matching)
    if run.market.regions:
        return Outcome(
            Level.L0, matching, Guarantees(WEAKLY, fellow_optimal=False, strategy_proof=True, proven=True),
            Promise.IN_CAPS, aims=aims,
        )  # fmt: skip
    promise = Promise.BEST if strict else Promise.BY_DRAW
    promises = Guarantees(degree, degree, strategy_proof=True, proven=True)
    return Outcome(Level.L0, matching, promises, promise, aims=aims)


def _exactly(run: _Run) -> Outcome | None:
    """Hard stability. Strict lists need no solver here: a minimum missed by one stable outcome is missed by all."""
    if run.plain and run.proposed:
        return None
    solved = solve_exactly(run.seats, run.deadline)
    if solved.matching is None:
        run.proven = solved.proven
        return None
    strict = run.seats.is_strict()
    same = run.plain and solved.proven
    degree: Degree = True if strict and not run.market.regions else WEAKLY
    promises = Guarantees(degree, fellow_optimal=same, strategy_proof=same, proven=solved.proven)
    return _outcome(Level.L1, solved, promises, Promise.NO_CLAIM)


def _holding(run: _Run) -> Outcome | None:
    if not run.forced and not any(terms.minimum for terms in run.market.offices.values()):
        return None
    seats = run.seats
    start = hold_back(seats) if not seats.couples and not run.market.regions else None
    solved = solve_exactly(seats, run.deadline, holding=True, hint=start[0] if start else None)
    if solved.matching is None:
        run.proven = solved.proven
        return None
    return _outcome(Level.L2, solved, _weak(solved), Promise.HELD)


def _excusing(run: _Run) -> Outcome | None:
    holding = any(terms.minimum for terms in run.market.offices.values())
    solved = solve_exactly(run.seats, run.deadline, holding=holding, excusing=True)
    if solved.matching is None:
        run.proven = solved.proven
        return None
    return _outcome(Level.L3, solved, _weak(solved), Promise.EXCEPTIONS)


_STEPS: dict[Level, Callable[[_Run], Outcome | None]] = {
    Level.L0: _propose, Level.L1: _exactly, Level.L2: _holding, Level.L3: _excusing,
}  # fmt: skip


def _weak(solved: Solved) -> Guarantees:
    return Guarantees(stable=False, fellow_optimal=False, strategy_proof=False, proven=solved.proven)


def _outcome(level: Level, solved: Solved, promises: Guarantees, promise: Promise) -> Outcome:
    return Outcome(level, solved.matching or {}, promises, promise, solved.held, solved.aims, solved.bounds)


def _counted(market: Market, matching: Matching) -> dict[str, int]:
    """How many are placed, locks apart, and the sum of their places from 0."""
    locked = dict(market.locks)
    total = 0
    for fellow, wish in market.fellows.items():
        here = matching[fellow]
        if here is not None and fellow not in locked:
            total += next((place for place, tier in enumerate(wish.ranking) if here in tier), 0)
    return {"placed": sum(office is not None for office in matching.values()) - len(locked), "rank_sum": total}


def _fallback(run: _Run) -> Outcome:
    """Time was over before anything was found: seats held back step by step, else the couples go without."""
    promises = Guarantees(stable=False, fellow_optimal=False, strategy_proof=False, proven=False)
    kept = None if run.market.regions else hold_back(run.seats)
    if kept is not None:
        level = Level.L3 if run.seats.couples else Level.L2
        promise = Promise.EXCEPTIONS if run.seats.couples else Promise.HELD
        return Outcome(level, kept[0], promises, promise, held=kept[1], aims=_counted(run.market, kept[0]))
    matching = propose(run.seats)
    short = tuple(f"minimum of {office}" for office in short_teams(run.market, matching))
    level = Level.INFEASIBLE if short else Level.L3
    promise = Promise.NONE if short else Promise.EXCEPTIONS
    return Outcome(level, matching, promises, promise, aims=_counted(run.market, matching), conflict=short)


def _infeasible(run: _Run, level: Level | None) -> Outcome:
    """No outcome meets the rules: a set of them that can't hold together, as small as dropping one by one makes it."""
    at = level or Level.L3
    found = clash(run.market, run.deadline, holding=at in (Level.L2, Level.L3), excusing=at == Level.L3)
    nobody: Matching = dict.fromkeys(sorted(run.market.fellows))
    promises = Guarantees(stable=False, fellow_optimal=False, strategy_proof=False, proven=found.proven)
    named = found.rules
    if at != Level.L3:
        named = ("nobody has a claim" if at != Level.L2 else "nobody has justified envy", *named)
    outcome = Outcome(Level.INFEASIBLE, nobody, promises, Promise.NONE, relaxation=found.relaxation)
    return replace(outcome, conflict=named)
