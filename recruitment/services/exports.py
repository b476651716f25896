"""The list of applications as a spreadsheet, written by the worker row by row."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.rules.spreadsheets import neutral
from fellowship.services.files import store_bytes
from fellowship.services.jobs import finish_job, report_progress, start_job
from fellowship.services.spreadsheets import workbook
from recruitment.models import Application, Cycle, SpokenLanguage
from recruitment.models.export_wording import COLUMN_LABELS
from recruitment.models.wording import LANGUAGE_LABELS, STAFF_LABELS
from recruitment.queries import pipeline
from recruitment.queries.narrowing import Wanted, narrowed, wanted_from
from recruitment.queries.pipeline_page import chosen_cycle
from recruitment.queries.scores import means_of
from recruitment.rules.spreadsheets import Column
from recruitment.rules.stages import Stage

CHUNK = 2000
MOST_FOUND_BY_NAME = 5000
USUAL = (
    Column.REFERENCE, Column.NAME, Column.EMAIL, Column.STAGE, Column.SINCE, Column.SENT, Column.OFFICES,
    Column.LANGUAGES, Column.OWNER,
)  # fmt: skip
# What the columns are made of.
READ = (
    "reference", "stage", "stage_since", "submitted_at", "person__name", "person__called", "person__pronouns",
    "person__email", "owner__name", "owner__called", "owner__email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lookups:
    """What belongs to the applications of one chunk, by their id."""

    offices: Mapping[UUID, Sequence[str]]
    languages: Mapping[UUID, Sequence[str]]
    reads: Mapping[UUID, str]
    scores: Mapping[UUID, float]


Cell = Callable[[Application, Lookups, datetime], object]
CELLS: dict[Column, Cell] = {
    Column.REFERENCE: lambda row, _beside, _at: row.reference,
    Column.NAME: lambda row, _beside, _at: row.person.get_full_name(),
    Column.CALLED: lambda row, _beside, _at: row.person.called,
    Column.PRONOUNS: lambda row, _beside, _at: row.person.pronouns,
    Column.EMAIL: lambda row, _beside, _at: row.person.email,
    Column.STAGE: lambda row, _beside, _at: str(STAFF_LABELS[Stage(row.stage)]),
    Column.SINCE: lambda row, _beside, _at: row.stage_since.date().isoformat(),
    Column.WAITING: lambda row, _beside, at: max((at - row.stage_since).days, 0),
    Column.SENT: lambda row, _beside, _at: row.submitted_at.date().isoformat() if row.submitted_at else "",
    Column.OFFICES: lambda row, beside, _at: ", ".join(beside.offices.get(row.pk, ())),
    Column.LANGUAGES: lambda row, beside, _at: ", ".join(beside.languages.get(row.pk, ())),
    Column.READS: lambda row, beside, _at: beside.reads.get(row.pk, ""),
    Column.SCORE: lambda row, beside, _at: beside.scores.get(row.pk, ""),
    Column.OWNER: lambda row, _beside, _at: row.owner.get_full_name() if row.owner else "",
}


@transaction.atomic
def start_export(
    *, actor: Person, cycle_slug: str, wanted: Wanted, at: datetime, columns: Sequence[Column] = USUAL
) -> Job:
    """Ask for these columns of the list that ``wanted`` describes.

    What was searched for may be a name and is not kept: the applications found (5,000 at most) are in its place.
    """
    require(actor, "recruitment.see_pipeline")
    cycle = chosen_cycle(pipeline.cycles_for_staff(), cycle_slug)
    params: dict[str, Any] = {**wanted.as_json(), "cycle": str(cycle.pk) if cycle else "", "ids": None}
    params["columns"] = [str(column) for column in Column if column in columns]
    if (wanted.search or wanted.words) and cycle is not None:
        found = narrowed(actor, cycle, wanted, at).values_list("pk", flat=True)
        params["ids"] = [str(pk) for pk in found[:MOST_FOUND_BY_NAME]]
    return start_job(actor=actor, kind="recruitment.export", params=params, at=at, label=_("List of applications"))


def _chosen(job: Job) -> tuple[Cycle | None, list[UUID]]:
    """The ids to write, in the order of the list, as the job's owner may see them now."""
    params = job.params
    cycle = Cycle.objects.filter(pk=params["cycle"]).first() if params["cycle"] else None
    if cycle is None:
        return None, []
    found = narrowed(job.owner, cycle, wanted_from(params), job.created_at)
    if params["ids"] is not None:
        found = found.filter(pk__in=params["ids"])
    return cycle, list(found.values_list("pk", flat=True))


def _in_chunk(ids: list[UUID], columns: Collection[Column]) -> Lookups:
    """What the cells of one chunk need beside the applications; a query for each that is asked for."""
    spoken: dict[UUID, list[str]] = {}
    if Column.LANGUAGES in columns:
        languages = SpokenLanguage.objects.filter(application__id__among=ids).order_by("language")
        for application_id, code in languages.values_list("application_id", "language"):
            spoken.setdefault(application_id, []).append(str(LANGUAGE_LABELS.get(code, code)))
    return Lookups(
        offices=pipeline.office_lists(ids) if Column.OFFICES in columns else {},
        languages=spoken,
        reads=pipeline.reads_of(ids) if Column.READS in columns else {},
        scores=means_of(ids) if Column.SCORE in columns else {},
    )


def _rows(ids: list[UUID], columns: Sequence[Column], at: datetime) -> Iterator[list[object]]:
    """The rows of one chunk, in the order of ``ids``; at most five queries."""
    chosen = Application.objects.filter(pk__among=ids).select_related("person", "owner").only(*READ)
    found = {row.pk: row for row in chosen}
    beside = _in_chunk(ids, columns)
    for application_id in ids:
        row = found.get(application_id)
        if row is not None:
            yield [neutral(CELLS[column](row, beside, at)) for column in columns]


def _sheet(job: Job, ids: list[UUID], now: Callable[[], datetime]) -> Iterator[list[object]]:
    """The heads of the columns and the rows below; progress is told after each chunk."""
    columns = [Column(name) for name in job.params.get("columns", USUAL)]
    yield [str(COLUMN_LABELS[column]) for column in columns]
    for start in range(0, len(ids), CHUNK):
        yield from _rows(ids[start : start + CHUNK], columns, job.created_at)
        report_progress(job_id=job.pk, done=min(start + CHUNK, len(ids)), total=len(ids), at=now())


def run_export(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Write the list and hand it to its owner. Bears being run again; cells never hold formulas.

    The clock itself is handed in and no transaction is held open: a hundred thousand rows take a while.
    """
    job = Job.objects.select_related("owner").get(pk=job_id)
    cycle, ids = _chosen(job)
    with override(job.owner.language):
        content = workbook(_("Applications"), _sheet(job, ids, now))
    name = f"applications-{cycle.slug if cycle else 'none'}.xlsx"
    file = store_bytes(
        actor=job.owner, owner=job.owner, purpose="recruitment.export", name=name, content=content, at=now()
    )
    finish_job(job_id=job_id, at=now(), result_file=file)
