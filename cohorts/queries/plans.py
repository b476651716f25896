"""A run's plan as it stands: the outcome, the moves made by hand, and what the independent check says."""

from dataclasses import dataclass
from typing import Any

from cohorts.models import MatchRun
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Verdict, check
from cohorts.rules.market import digest
from cohorts.rules.plans import Move, with_moves
from cohorts.rules.solving import choices_from

Matching = dict[str, str | None]


@dataclass(frozen=True)
class Plan:
    """A run with its present matching (fellow → office, ids as text) and whom a person moved.

    ``held`` are the seats each office leaves empty for another's smallest team.
    """

    run: MatchRun
    snapshot: dict[str, Any]
    matching: Matching
    moved: frozenset[str]
    held: dict[str, int]

    def verdict(self) -> Verdict:
        """What the independent check says of it."""
        return check(self.snapshot, self.matching, self.held)

    def verdict_after(self, fellow: str, to: str | None) -> Verdict:
        """What it would say if one fellow went elsewhere."""
        return check(self.snapshot, with_moves(self.matching, [Move(fellow, to)]), self.held)


def plan_of(run: MatchRun) -> Plan:
    """The plan of a solved run; one query for its moves."""
    rows = run.moves.filter(undone_at=None).order_by("moved_at", "pk").values_list("fellow_id", "to_office_id")
    return plan_with(run, [Move(str(fellow), str(office) if office else None) for fellow, office in rows])


def plan_with(run: MatchRun, moves: list[Move]) -> Plan:
    """The plan of a solved run after these moves; no query."""
    outcome = run.outcome or {}
    return Plan(
        run=run,
        snapshot=run.snapshot,
        matching=with_moves(outcome.get("matching", {}), moves),
        moved=frozenset(move.fellow for move in moves),
        held=outcome.get("held_seats", {}),
    )


def is_stale(plan: Plan) -> bool:
    """Whether lists, seats or people changed since the run's inputs were frozen; eight queries.

    A place agreed since then is no such change where the plan keeps it.
    """
    run = plan.run
    now = take_snapshot(run.cohort, tentative=choices_from(run.choices).tentative)
    if digest(now) == run.sha256:
        return False
    before = plan.snapshot.get("locks", [])
    agreed = [lock for lock in now["locks"] if lock not in before]
    if any(plan.matching.get(fellow) != office for fellow, office in agreed):
        return True
    return digest({**now, "locks": [lock for lock in now["locks"] if lock in before]}) != run.sha256
