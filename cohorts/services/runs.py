"""Matching runs: inputs frozen and seed committed, then solved by the worker; moves by hand; discarding."""

from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cohorts.models import Cohort, Fellow, Lock, MatchRun, RunMove
from cohorts.queries.plans import plan_of
from cohorts.queries.run_heads import is_abandoned
from cohorts.queries.snapshots import take_snapshot
from cohorts.rules.checker import Note
from cohorts.rules.levels import Level
from cohorts.rules.market import digest
from cohorts.rules.solving import METHOD, STEPS, VERSION, Choices, choices_from, solve
from cohorts.rules.stages import RUN, RunStage
from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.rules.jobs import OPEN
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


class ThereAlready(Conflict):
    """The plan has the fellow there."""

    sentence = gettext_lazy("The plan has them there already. Nothing was changed.")


@transaction.atomic
def start_run(*, actor: Person, cohort_id: UUID, at: datetime, choices: Choices | None = None) -> MatchRun:
    """Freeze the inputs, commit the cohort's seed with them, and ask the worker to solve.

    The run stands in the database with its hash before anyone can know the outcome. The same again, while it is being
    solved, gives that run.
    Raises :class:`NothingToMatch` or :class:`AlreadyPublished`.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    if MatchRun.objects.filter(cohort=cohort, stage=RunStage.PUBLISHED).exists():
        raise AlreadyPublished
    asked = choices or Choices()
    snapshot = take_snapshot(cohort, tentative=asked.tentative)
    if not snapshot["fellows"] or not snapshot["offices"]:
        raise NothingToMatch
    same = MatchRun.objects.filter(cohort=cohort, stage=RunStage.SOLVING, sha256=digest(snapshot))
    for run in same.filter(choices=asked.as_values()).select_related("job"):
        if not is_abandoned(run.job, at):
            return run
    number = (MatchRun.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0) + 1
    run = MatchRun.objects.create(
        cohort=cohort, number=number, snapshot=snapshot, sha256=digest(snapshot), seed=cohort.lottery_seed,
        method=METHOD, version=_version(), choices=asked.as_values(), created_by=actor,
        created_at=at,
    )  # fmt: skip
    _hand_to_worker(run, actor=actor, at=at)
    audit.record(
        actor=actor, action="cohorts.start_run", subject=run, at=at, data={"sha256": run.sha256, **run.choices}
    )
    return run


@transaction.atomic
def resume_run(*, actor: Person, run_id: UUID, at: datetime) -> MatchRun:
    """Let the worker solve a run whose work was lost, from the inputs it has; nothing happens to one under way.

    ``NotAllowed`` once the run has an outcome or was put away.
    """
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort", "job").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    RUN.after(run.stage, "finish")
    if not is_abandoned(run.job, at):
        return run
    if run.job is not None:
        jobs.fail_job(job_id=run.job.pk, at=at, message=_("The work was lost on the way. It was started again."))
    _hand_to_worker(run, actor=actor, at=at)
    audit.record(actor=actor, action="cohorts.resume_run", subject=run, at=at)
    return run


def solve_run(*, job_id: UUID, at: datetime) -> MatchRun:
    """Solve the run of a job and check the outcome independently; a run solved already stays as it is.

    Solving takes its time and holds no lock; only what came out is kept in a transaction. Where the same run was
    solved twice, the first outcome stays, and it is the same.
    """
    run = MatchRun.objects.get(pk=Job.objects.get(pk=job_id).params["run"])
    if run.stage == RunStage.SOLVING:

        def tell(step: int) -> None:
            jobs.report_progress(job_id=job_id, done=step, total=STEPS, at=at)

        tell(0)
        outcome = solve(run.snapshot, choices_from(run.choices), tell=tell)
        run = _keep_outcome(run.pk, outcome, at)
    return _say_done(run, job_id, at)


@transaction.atomic
def _keep_outcome(run_id: UUID, outcome: dict[str, Any], at: datetime) -> MatchRun:
    run = MatchRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if run.stage == RunStage.SOLVING:
        step = "give_up" if outcome["level"] == Level.INFEASIBLE else "finish"
        run.stage, run.solved_at, run.outcome = RUN.after(run.stage, step), at, outcome
        run.save(update_fields=["outcome", "stage", "solved_at"])
        audit.record(
            actor=None, action="cohorts.solve_run", subject=run, at=at,
            data={"level": outcome["level"], "proven": outcome["guarantees"]["proven"]},
        )  # fmt: skip
    return run


@transaction.atomic
def _say_done(run: MatchRun, job_id: UUID, at: datetime) -> MatchRun:
    """End the job in the words of whoever asked for it; one that was given up stays as it is."""
    job = Job.objects.select_for_update(of=("self",)).select_related("owner").get(pk=job_id)
    if job.stage not in OPEN:
        return run
    jobs.report_progress(job_id=job_id, done=STEPS, total=STEPS, at=at)
    total = len(run.snapshot["fellows"])
    placed = total - len((run.outcome or {}).get("unmatched", ()))
    with override(job.owner.language):
        if run.stage == RunStage.INFEASIBLE:
            message = _("No plan meets all the rules. See which ones can't hold together.")
        elif run.stage == RunStage.DISCARDED:
            message = _("This plan was put away.")
        else:
            message = _("%(placed)d of %(total)d fellows have a place.") % {"placed": placed, "total": total}
    url = f"{reverse('cohorts_board')}?cohort={run.cohort_id}&run={run.pk}"
    if run.stage == RunStage.INFEASIBLE:
        url = reverse("cohorts_run", args=[run.pk])
    jobs.finish_job(job_id=job_id, at=at, result_url=url, message=message)
    return run


@transaction.atomic
def move_fellow(
    *, actor: Person, run_id: UUID, fellow_id: UUID, to_office_id: UUID | None, reason: str, at: datetime,
    lock: bool = False,
) -> RunMove:  # fmt: skip
    """Move one fellow of a draft by hand; the run's own outcome stays as it was.

    ``lock`` also makes later runs work around this placement. Moving someone again to where a move brought them gives
    back that move. Raises :class:`BreaksRule` where the plan would break a rule that it did not break before,
    :class:`ThereAlready`, and ``NotAllowed`` once the run is no draft.
    """
    run = _locked_draft(actor, run_id)
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id, cohort_id=run.cohort_id)
    plan = plan_of(run)
    here, to = plan.matching.get(str(fellow_id)), str(to_office_id) if to_office_id else None
    last = run.moves.filter(fellow=fellow, undone_at=None).order_by("moved_at", "pk").last()
    if here == to:
        if last is None:
            raise ThereAlready
        return last
    known = set(plan.verdict().breaches)
    broken = tuple(note for note in plan.verdict_after(str(fellow_id), to).breaches if note not in known)
    if broken:
        raise BreaksRule(broken)
    move = RunMove.objects.create(
        run=run, fellow=fellow, from_office_id=UUID(here) if here else None, to_office_id=to_office_id, moved_by=actor,
        moved_at=_after_the_last(run, at), reason=reason, locked=lock and to is not None,
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


def _version() -> str:
    """Which engine and which solver: another one may find another outcome of the same worth."""
    return f"{VERSION} ortools {version('ortools')}"[:20]


def _hand_to_worker(run: MatchRun, *, actor: Person, at: datetime) -> None:
    label = _("Matching, plan %(letter)s") % {"letter": run.letter}
    run.job = jobs.start_job(actor=actor, kind=JOB_KIND, params={"run": str(run.pk)}, at=at, label=label)
    run.save(update_fields=["job"])


def _after_the_last(run: MatchRun, at: datetime) -> datetime:
    """The moment of a move, later than every earlier one: moves are replayed in the order of their moments."""
    last: datetime | None = run.moves.aggregate(last=Max("moved_at"))["last"]
    return at if last is None else max(at, last + timedelta(microseconds=1))


def _locked_draft(actor: Person, run_id: UUID) -> MatchRun:
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    RUN.after(run.stage, "publish")
    return run
