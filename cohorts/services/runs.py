"""Matching runs: inputs frozen and seed committed, then solved by the worker; moves by hand; discarding."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cohorts.models import Cohort, Fellow, Lock, MatchRun, RunMove
from cohorts.queries.plans import plan_of
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules import matching as engine
from cohorts.rules.checker import Note, check
from cohorts.rules.market import digest
from cohorts.rules.stages import RUN, RunStage
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, jobs

JOB_KIND = "cohorts.match"


class NothingToMatch(Conflict):
    """There are no fellows to place, or no open seats."""

    sentence = gettext_lazy("There is nothing to match yet: it takes at least one fellow and one open seat.")


class AlreadyPublished(Conflict):
    """The placements of this cohort are published."""

    sentence = gettext_lazy("The placements of this cohort are published already.")


class BreaksRule(Conflict):
    """A move would break a rule that nobody can sign for. ``notes`` say which."""

    sentence = gettext_lazy("This move breaks a rule that can't be set aside. Nothing was changed.")

    def __init__(self, notes: tuple[Note, ...] = ()) -> None:
        """Keep what the check found."""
        super().__init__()
        self.notes = notes


@transaction.atomic
def start_run(*, actor: Person, cohort_id: UUID, at: datetime) -> MatchRun:
    """Freeze the inputs, commit the cohort's seed with them, and ask the worker to solve.

    The run stands in the database with its hash before anyone can know the outcome.
    Raises :class:`NothingToMatch` or :class:`AlreadyPublished`.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    if MatchRun.objects.filter(cohort=cohort, stage=RunStage.PUBLISHED).exists():
        raise AlreadyPublished
    snapshot = take_snapshot(cohort)
    if not snapshot["fellows"] or not snapshot["offices"]:
        raise NothingToMatch
    number = (MatchRun.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0) + 1
    run = MatchRun.objects.create(
        cohort=cohort, number=number, snapshot=snapshot, sha256=digest(snapshot), seed=cohort.lottery_seed,
        method=engine.METHOD, version=engine.VERSION, created_by=actor, created_at=at,
    )  # fmt: skip
    label = _("Matching, plan %(letter)s") % {"letter": run.letter}
    run.job = jobs.start_job(actor=actor, kind=JOB_KIND, params={"run": str(run.pk)}, at=at, label=label)
    run.save(update_fields=["job"])
    audit.record(
        actor=actor, action="cohorts.start_run", subject=run, at=at, data={"sha256": run.sha256, "method": run.method}
    )
    return run


@transaction.atomic
def solve_run(*, job_id: UUID, at: datetime) -> MatchRun:
    """Solve the run of a job and check the outcome independently; a run solved already stays as it is."""
    runs = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort", "created_by")
    run = runs.get(job_id=job_id)
    total = len(run.snapshot["fellows"])
    if run.stage == RunStage.SOLVING:
        jobs.report_progress(job_id=job_id, done=0, total=total, at=at)
        run.outcome = engine.solve(run.snapshot)
        verdict = check(run.snapshot, run.outcome["matching"])
        run.outcome["stable"] = verdict.passes and verdict.is_stable
        run.stage, run.solved_at = RUN.after(run.stage, "finish"), at
        run.save(update_fields=["outcome", "stage", "solved_at"])
        audit.record(
            actor=None, action="cohorts.solve_run", subject=run, at=at, data={"stable": run.outcome["stable"]}
        )
    jobs.report_progress(job_id=job_id, done=total, total=total, at=at)
    placed = total - len((run.outcome or {}).get("unmatched", ()))
    with override(run.created_by.language if run.created_by else None):
        message = _("%(placed)d of %(total)d fellows have a place.") % {"placed": placed, "total": total}
    jobs.finish_job(
        job_id=job_id,
        at=at,
        result_url=f"{reverse('cohorts_board')}?cohort={run.cohort_id}&run={run.pk}",
        message=message,
    )
    return run


@transaction.atomic
def move_fellow(
    *, actor: Person, run_id: UUID, fellow_id: UUID, to_office_id: UUID | None, reason: str, at: datetime,
    lock: bool = False,
) -> RunMove:  # fmt: skip
    """Move one fellow of a draft by hand; the run's own outcome stays as it was.

    ``lock`` also makes later runs work around this placement. Raises :class:`BreaksRule` where the plan would break
    a rule that it did not break before, and ``NotAllowed`` once the run is no draft.
    """
    run = _locked_draft(actor, run_id)
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id, cohort_id=run.cohort_id)
    plan = plan_of(run)
    here, to = plan.matching.get(str(fellow_id)), str(to_office_id) if to_office_id else None
    known = set(plan.verdict().breaches)
    broken = tuple(note for note in check(run.snapshot, plan.after(str(fellow_id), to)).breaches if note not in known)
    if broken:
        raise BreaksRule(broken)
    move = RunMove.objects.create(
        run=run, fellow=fellow, from_office_id=UUID(here) if here else None, to_office_id=to_office_id, moved_by=actor,
        moved_at=_after_the_last(run, at), reason=reason,
    )  # fmt: skip
    if lock and to_office_id is not None:
        Lock.objects.update_or_create(
            fellow=fellow,
            defaults={"office_id": to_office_id, "reason": reason, "locked_by": actor, "locked_at": at},
        )
    audit.record(
        actor=actor, action="cohorts.move_fellow", subject=run, about=fellow.person, at=at,
        data={"from": here, "to": to, "lock": lock},
    )  # fmt: skip
    return move


@transaction.atomic
def discard_run(*, actor: Person, run_id: UUID, at: datetime) -> MatchRun:
    """Put a draft away; it stays readable."""
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    run.stage = RUN.after(run.stage, "discard")
    run.save(update_fields=["stage"])
    audit.record(actor=actor, action="cohorts.discard_run", subject=run, at=at)
    return run


@transaction.atomic
def unlock_fellow(*, actor: Person, fellow_id: UUID, at: datetime) -> None:
    """Let matching decide again about someone; without a lock nothing happens."""
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("cohort", "person").get(pk=fellow_id)
    require(actor, "cohorts.match", fellow.cohort)
    removed, _rows = Lock.objects.filter(fellow=fellow).delete()
    if removed:
        audit.record(actor=actor, action="cohorts.unlock_fellow", subject=fellow, about=fellow.person, at=at)


def _after_the_last(run: MatchRun, at: datetime) -> datetime:
    """The moment of a move, later than every earlier one: moves are replayed in the order of their moments."""
    last: datetime | None = run.moves.aggregate(last=Max("moved_at"))["last"]
    return at if last is None else max(at, last + timedelta(microseconds=1))


def _locked_draft(actor: Person, run_id: UUID) -> MatchRun:
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    RUN.after(run.stage, "publish")
    return run
