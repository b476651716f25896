"""A run's plan as it stands: the outcome, the moves made by hand, and what the independent check says."""

from dataclasses import dataclass
from typing import Any

from cohorts.models import MatchRun
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Verdict, check
from cohorts.rules.market import digest
from cohorts.rules.plans import Move, with_moves

Matching = dict[str, str | None]


@dataclass(frozen=True)
class Plan:
    """A run with its present matching (fellow → office, ids as text) and whom a person moved."""

    run: MatchRun
    snapshot: dict[str, Any]
    matching: Matching
    moved: frozenset[str]

    def verdict(self) -> Verdict:
        """What the independent check says of it."""
        return check(self.snapshot, self.matching)

    def after(self, fellow: str, to: str | None) -> Matching:
        """The matching if one fellow went elsewhere."""
        return with_moves(self.matching, [Move(fellow, to)])


def plan_of(run: MatchRun) -> Plan:
    """The plan of a solved run; one query for its moves."""
    moves = [
        Move(str(fellow), str(office) if office else None)
        for fellow, office in run.moves.order_by("moved_at", "pk").values_list("fellow_id", "to_office_id")
    ]
    outcome: Matching = (run.outcome or {}).get("matching", {})
    return Plan(run, run.snapshot, with_moves(outcome, moves), frozenset(move.fellow for move in moves))


def is_stale(run: MatchRun) -> bool:
    """Whether lists, seats or people changed since the run's inputs were frozen; eight queries."""
    return digest(take_snapshot(run.cohort)) != run.sha256
