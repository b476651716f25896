"""Managers give applications to readers, at once or by the worker, and undo it while nobody has begun."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.jobs import finish_job, report_progress, start_job
from recruitment.models import Application, AssigningRun, ReadDraft, ReviewAssignment
from recruitment.queries.assigning import lacking, missing_reads, planned, readable_applications
from recruitment.queries.readers import barred_packets, late_packets
from recruitment.rules.assigning import Plan
from recruitment.rules.reading import ReadStage
from recruitment.services.giving import give, locked_readers, note_shortfalls, take_back

CHUNK = 500


class NoRubric(Conflict):
    """The cycle has nothing to score by."""

    sentence = _("Choose a rubric for this cycle first. Readers need it to score.")


class NoReaders(Conflict):
    """Nobody holds the role of a reviewer."""

    sentence = _("Nobody is a reviewer yet. Grant the role to at least two people, then come back.")


class RunBegun(Conflict):
    """Somebody marked a packet of the run, or stepped back from one."""

    sentence = _("Somebody has begun to read what was given out. It stays given out.")


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many packets were given out, to how many applications, and the references of those left short."""

    reads: int
    applications: int
    short: tuple[str, ...] = ()
    run_id: UUID | None = field(default=None, compare=False)


def _locked(applications: Iterable[UUID]) -> dict[UUID, Application]:
    rows = Application.objects.filter(pk__in=list(applications)).select_for_update(of=("self",))
    return {row.pk: row for row in rows.select_related("cycle", "person").order_by("pk")}


@transaction.atomic
def assign_readers(*, actor: Person, application_ids: Sequence[UUID], at: datetime) -> Assigned:
    """Give each application the readers it lacks, as :mod:`recruitment.rules.assigning` plans it.

    Reads already made or given are kept, and running it again adds nothing. The same state gives the same readers.
    Applications that were only received begin review. Applications the actor may not decide are passed over.
    Raises ``Refused``, :class:`NoRubric` or :class:`NoReaders`.
    """
    require(actor, "recruitment.assign_readers")
    chosen = readable_applications(actor, application_ids)
    locked = _locked(chosen.values_list("pk", flat=True))
    if any(row.cycle.rubric_id is None for row in locked.values()):
        raise NoRubric
    people = locked_readers(at)
    if not people:
        raise NoReaders
    wanted = lacking(readable_applications(actor, list(locked)), at)
    plan, _wanting = planned(list(wanted), people, at)
    short = tuple(locked[row.application].reference for row in plan.short)
    if not plan.reads:
        return Assigned(0, 0, short)
    run = AssigningRun(made_by=actor, made_at=at, finished_at=at, read_count=len(plan.reads))
    note_shortfalls(run, plan)
    run.save(force_insert=True)
    made = give(actor=actor, applications=locked, reads=plan.reads, run=run, at=at)
    return Assigned(len(made), len({read.application_id for read in made}), short, run.pk)


@transaction.atomic
def start_assigning(*, actor: Person, application_ids: Sequence[UUID] | None, at: datetime) -> Job:
    """Have the worker give out packets: to the applications named, or to all that lack readers.

    Raises what :func:`assign_readers` raises, before anything is begun.
    """
    require(actor, "recruitment.assign_readers")
    wanted = lacking(readable_applications(actor, application_ids), at)
    if wanted.filter(cycle__rubric__isnull=True).exists():
        raise NoRubric
    if not locked_readers(at):
        raise NoReaders
    ids = None if application_ids is None else [str(pk) for pk in application_ids]
    return start_job(
        actor=actor, kind="recruitment.assign", params={"applications": ids}, at=at, label=_("Give out packets")
    )


def run_assigning(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Plan once, then give out some hundred applications at a time. Bears being run again: what was given is kept.

    The clock itself is handed in and no transaction is held open over the whole: it takes a while.
    """
    job = Job.objects.select_related("owner").get(pk=job_id)
    actor, at = job.owner, now()
    require(actor, "recruitment.assign_readers")
    named = job.params["applications"]
    ids = None if named is None else [UUID(pk) for pk in named]
    wanted = list(lacking(readable_applications(actor, ids), at))
    report_progress(job_id=job_id, done=0, total=len(wanted), at=at)
    plan, _wanting = planned(wanted, _readers(at), at)
    run = _begin_run(actor, plan, at)
    done = 0
    for part in _parts(plan):
        given = _give_part(actor, part, run, now())
        done += len(dict.fromkeys(application for application, _ in part))
        run.read_count += given
        report_progress(job_id=job_id, done=done, total=len(wanted), at=now())
    run.finished_at = now()
    run.save(update_fields=["read_count", "finished_at"])
    with override(actor.language):
        count = run.read_count
        said = ngettext("%(count)d packet is given out.", "%(count)d packets are given out.", count) % {"count": count}
    finish_job(job_id=job_id, at=now(), message=said, result_url=reverse("recruitment_assigning_run", args=[run.pk]))


@transaction.atomic
def _readers(at: datetime) -> list[Person]:
    people = locked_readers(at)
    if not people:
        raise NoReaders
    return people


@transaction.atomic
def _begin_run(actor: Person, plan: Plan, at: datetime) -> AssigningRun:
    run = AssigningRun(made_by=actor, made_at=at)
    note_shortfalls(run, plan)
    run.save(force_insert=True)
    return run


def _parts(plan: Plan) -> Iterator[list[tuple[UUID, UUID]]]:
    """The reads in parts that hold all reads of an application together."""
    part: list[tuple[UUID, UUID]] = []
    seen: set[UUID] = set()
    for application, reader in plan.reads:
        if application not in seen and len(seen) == CHUNK:
            yield part
            part, seen = [], set()
        seen.add(application)
        part.append((application, reader))
    if part:
        yield part


@transaction.atomic
def _give_part(actor: Person, part: Sequence[tuple[UUID, UUID]], run: AssigningRun, at: datetime) -> int:
    """Give out a part of the plan, leaving out whatever is no longer wanted by now."""
    locked = _locked({application for application, _ in part})
    locked_readers(at)
    room = missing_reads(readable_applications(actor, list(locked)), at)
    had = set(
        ReviewAssignment.objects.filter(application_id__in=list(locked)).values_list("application_id", "reviewer_id")
    )
    reads = []
    for pair in part:
        if room.get(pair[0], 0) > 0 and pair not in had:
            room[pair[0]] -= 1
            reads.append(pair)
    return len(give(actor=actor, applications=locked, reads=reads, run=run, at=at))


@transaction.atomic
def undo_run(*, actor: Person, run_id: UUID, at: datetime) -> AssigningRun:
    """Take back every packet of a run, as long as nobody has begun; a second time changes nothing.

    Applications whose review began stay in review. Raises ``Refused`` or :class:`RunBegun`.
    """
    run = AssigningRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    require(actor, "recruitment.keep_runs", run)
    if run.undone_at is not None:
        return run
    rows = ReviewAssignment.objects.filter(given__run=run).select_for_update(of=("self",))
    reads = list(rows.select_related("application__person").order_by("pk"))
    kept = ReadDraft.objects.filter(assignment__in=reads).exists()
    if kept or run.finished_at is None or any(read.stage != ReadStage.ASSIGNED for read in reads):
        raise RunBegun
    take_back(actor=actor, reads=reads, at=at)
    run.undone_at, run.undone_by = at, actor
    run.save(update_fields=["undone_at", "undone_by"])
    audit.record(actor=actor, action="recruitment.undo_assigning", subject=run, at=at, data={"reads": len(reads)})
    return run


@transaction.atomic
def take_back_late(*, actor: Person, reader_id: UUID, at: datetime) -> int:
    """Take back the packets of a reader whose day is over and that they have not begun; returns how many.

    The applications lack a reader afterwards. Raises ``Refused``.
    """
    reader = Person.objects.get(pk=reader_id)
    require(actor, "recruitment.keep_readers", reader)
    ids = [packet.id for packet in late_packets(actor, reader, at)]
    rows = ReviewAssignment.objects.filter(pk__in=ids, stage=ReadStage.ASSIGNED).select_for_update(of=("self",))
    reads = list(rows.select_related("application__person").order_by("pk"))
    begun = set(ReadDraft.objects.filter(assignment__in=reads).values_list("assignment_id", flat=True))
    return take_back(actor=actor, reads=[read for read in reads if read.pk not in begun], at=at)


@transaction.atomic
def take_back_barred(*, actor: Person, reader_id: UUID, at: datetime) -> int:
    """Take back the packets a reader has not begun and that something known by now keeps from them.

    Returns how many. The applications lack a reader afterwards. Raises ``Refused``.
    """
    reader = Person.objects.get(pk=reader_id)
    require(actor, "recruitment.keep_readers", reader)
    ids = [packet.id for packet in barred_packets(actor, reader, at)]
    rows = ReviewAssignment.objects.filter(pk__in=ids, stage=ReadStage.ASSIGNED).select_for_update(of=("self",))
    return take_back(actor=actor, reads=list(rows.select_related("application__person").order_by("pk")), at=at)
