"""Writing reads down: the one place where a packet comes to a reader or is taken back. For services only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import Application, AssigningRun, GivenRead, ReviewAssignment
from recruitment.queries import cycles
from recruitment.queries.readers import reviewers
from recruitment.rules.assigning import Plan
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import Action, Stage
from recruitment.services.applications import take_steps

MOST_SHORT_KEPT = 200


def locked_readers(at: datetime) -> list[Person]:
    """Everybody who reads now, locked in one order so that two runs wait for one another and never deadlock.

    Their keys stay free (``no_key``): saving marks notes the reader in the audit at the same time.
    """
    return list(
        Person.objects.filter(pk__in=reviewers(at)).select_for_update(of=("self",), no_key=True).order_by("pk")
    )


def due_on(cycle_id: UUID) -> date | None:
    """The day on which reads of a cycle are due."""
    moment = cycles.dates_of(cycle_id).get(MilestoneKind.REVIEW_DUE)
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date() if moment else None


def _next_numbers(reader_ids: Iterable[UUID]) -> dict[UUID, int]:
    last = ReviewAssignment.objects.filter(reviewer_id__in=list(reader_ids)).values("reviewer_id")
    rows = last.annotate(last=Max("number")).order_by("reviewer_id")
    return defaultdict(lambda: 1, {row["reviewer_id"]: row["last"] + 1 for row in rows})


def give(
    *,
    actor: Person | None,
    applications: Mapping[UUID, Application],
    reads: Sequence[tuple[UUID, UUID]],
    run: AssigningRun | None,
    at: datetime,
) -> list[ReviewAssignment]:
    """Write the reads of locked applications, begin review where it has not begun, and note it in the audit."""
    due = {cycle: due_on(cycle) for cycle in {row.cycle_id for row in applications.values()}}
    numbers = _next_numbers({reader for _, reader in reads})
    made = []
    for application_id, reader_id in reads:
        application = applications[application_id]
        made.append(
            ReviewAssignment(
                application=application, reviewer_id=reader_id, number=numbers[reader_id],
                due_on=due[application.cycle_id], assigned_at=at, assigned_by=actor,
            )
        )  # fmt: skip
        numbers[reader_id] += 1
    ReviewAssignment.objects.bulk_create(made)
    if run is not None:
        GivenRead.objects.bulk_create(GivenRead(run=run, assignment=read) for read in made)
    given = {read.application_id: read.application for read in made}
    received = [row for row in given.values() if row.stage == Stage.SUBMITTED]
    take_steps(received, actor=actor, action=Action.START_REVIEW, at=at)
    _note(actor, "recruitment.assign_reader", made, at)
    return made


def take_back(*, actor: Person, reads: Sequence[ReviewAssignment], at: datetime) -> int:
    """Delete reads that nobody has begun; the audit keeps that they were there. Rows are locked by the caller."""
    _note(actor, "recruitment.take_back_read", reads, at)
    ReviewAssignment.objects.filter(pk__in=[read.pk for read in reads]).delete()
    return len(reads)


def _note(actor: Person | None, action: str, reads: Iterable[ReviewAssignment], at: datetime) -> None:
    audit.record_many(
        audit.Row(
            action=action, subject=read, at=at, actor=actor, about=read.application.person,
            data={"reader": str(read.reviewer_id)},
        )
        for read in reads
    )  # fmt: skip


def note_shortfalls(run: AssigningRun, plan: Plan) -> None:
    """Keep with the run which applications lack readers and why."""
    run.short_count, run.misread_count = len(plan.short), len(plan.misread)
    run.short = [
        {"application": str(row.application), "lacks": row.lacks, "why": {str(why): n for why, n in row.reasons}}
        for row in plan.short[:MOST_SHORT_KEPT]
    ]
