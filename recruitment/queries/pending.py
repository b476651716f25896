"""Decisions that wait, as managers see them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application, Cycle, PendingDecision
from recruitment.models.deciding_wording import PENDING_GROUPS
from recruitment.models.wording import DECLINE_LABELS, STAFF_LABELS, STAFF_TAGS, Words
from recruitment.queries.pipeline import cycles_for_staff
from recruitment.queries.pipeline_page import chosen_cycle
from recruitment.rules.decisions import PendingAction
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.stages import TABLE, Stage

MOVES = (PendingAction.INVITE, PendingAction.WAITLIST, PendingAction.DECLINE)


@dataclass(frozen=True, slots=True)
class PendingLine:
    """One decision that waits. ``moved_on`` where the application no longer stands where it was decided."""

    id: UUID
    application_id: UUID
    name: str
    reference: str
    stage: Words
    tag: str
    reason: Words
    note: str
    by: str
    at: datetime
    moved_on: bool
    problem: str


@dataclass(frozen=True, slots=True)
class PendingGroup:
    """The decisions of one kind."""

    action: PendingAction
    title: Words
    lines: tuple[PendingLine, ...]


@dataclass(frozen=True, slots=True)
class PendingPage:
    """All decisions of a cycle that wait, with what carrying them out means."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    groups: tuple[PendingGroup, ...]
    conflicts: tuple[UUID, ...]
    moves: int
    drafts: int

    @property
    def count(self) -> int:
        """How many wait."""
        return sum(len(group.lines) for group in self.groups)

    @property
    def ready(self) -> int:
        """How many can be carried out as things stand."""
        return self.moves + self.drafts


def _line(row: PendingDecision) -> PendingLine:
    application = row.application
    stage = Stage(application.stage)
    moved_on = application.stage != row.seen_stage or not TABLE.allows(stage, row.action)
    return PendingLine(
        id=row.pk,
        application_id=application.pk,
        name=application.person.get_full_name(),
        reference=application.reference,
        stage=STAFF_LABELS[stage],
        tag=STAFF_TAGS[stage],
        reason=DECLINE_LABELS[DeclineCategory(row.category)] if row.category else "",
        note=row.note,
        by=row.decided_by.get_full_name() if row.decided_by else "",
        at=row.decided_at,
        moved_on=moved_on,
        problem=row.problem,
    )


def pending_page(person: Person, cycle_slug: str) -> PendingPage | None:
    """The decisions of the cycle that wait, of the newest where none is named; three queries."""
    cycles = cycles_for_staff()
    cycle = chosen_cycle(cycles, cycle_slug)
    if cycle is None:
        return None
    rows = (
        visible(person, "recruitment.keep_pending")
        .filter(application__cycle=cycle, applied_at__isnull=True, cleared_at__isnull=True)
        .select_related("application__person", "decided_by")
        .order_by("application__sort_name", "pk")
    )
    by_action: dict[str, list[PendingLine]] = {}
    for row in rows:
        by_action.setdefault(row.action, []).append(_line(row))
    groups = tuple(
        PendingGroup(action, PENDING_GROUPS[action], tuple(by_action[action]))
        for action in PendingAction
        if action in by_action
    )
    ready = Counter(group.action for group in groups for line in group.lines if not line.moved_on)
    conflicts = tuple(line.id for group in groups for line in group.lines if line.moved_on)
    moves = sum(ready[action] for action in MOVES)
    return PendingPage(cycle, cycles, groups, conflicts, moves, ready[PendingAction.OFFER])


def pending_of(application_id: UUID) -> PendingDecision | None:
    """What waits for one application that the caller may decide about."""
    rows = PendingDecision.objects.filter(application_id=application_id)
    return rows.filter(applied_at__isnull=True, cleared_at__isnull=True).first()


def actions_for(applications: Sequence[Application] | Sequence[str]) -> tuple[PendingAction, ...]:
    """What can be decided about at least one of the applications (or stages) named, in the order of the form."""
    stages = {one.stage if isinstance(one, Application) else one for one in applications}
    return tuple(action for action in PendingAction if any(TABLE.allows(stage, action) for stage in stages))
