"""The list of applications as a spreadsheet, written by the worker row by row."""

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl import Workbook

from fellowship.access import require
from fellowship.models import Job, Person
from fellowship.services.files import store_bytes
from fellowship.services.jobs import finish_job, report_progress, start_job
from recruitment.models import Application, Cycle, SpokenLanguage
from recruitment.models.wording import LANGUAGE_LABELS, STAFF_LABELS
from recruitment.queries import pipeline
from recruitment.queries.narrowing import Wanted, narrowed, wanted_from
from recruitment.queries.pipeline_page import chosen_cycle
from recruitment.rules.spreadsheets import neutral
from recruitment.rules.stages import Stage

CHUNK = 2000
MOST_FOUND_BY_NAME = 5000


@transaction.atomic
def start_export(*, actor: Person, cycle_slug: str, wanted: Wanted, at: datetime) -> Job:
    """Ask for the list that ``wanted`` describes. What was searched for may be a name and is not kept:
    the applications found (5,000 at most) are kept in its place.
    """
    require(actor, "recruitment.see_pipeline")
    cycle = chosen_cycle(pipeline.cycles_for_staff(), cycle_slug)
    params: dict[str, Any] = {**wanted.as_json(), "cycle": str(cycle.pk) if cycle else "", "ids": None}
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


def _rows(ids: list[UUID]) -> Iterator[list[object]]:
    """The rows of one chunk, in the order of ``ids``; three queries."""
    found = Application.objects.filter(pk__in=ids).select_related("person", "owner").in_bulk()
    offices = pipeline.office_lists(ids)
    spoken: dict[UUID, list[str]] = {}
    languages = SpokenLanguage.objects.filter(application_id__in=ids).order_by("language")
    for application_id, code in languages.values_list("application_id", "language"):
        spoken.setdefault(application_id, []).append(str(LANGUAGE_LABELS.get(code, code)))
    for application_id in ids:
        row = found.get(application_id)
        if row is None:
            continue
        sent = row.submitted_at.date().isoformat() if row.submitted_at else ""
        cells = [
            row.reference, row.person.get_full_name(), row.person.email, str(STAFF_LABELS[Stage(row.stage)]),
            row.stage_since.date().isoformat(), sent, ", ".join(offices.get(row.pk, ())),
            ", ".join(spoken.get(row.pk, ())),
            row.owner.get_full_name() if row.owner else "",
        ]  # fmt: skip
        yield [neutral(cell) for cell in cells]


def run_export(*, job_id: UUID, now: Callable[[], datetime]) -> None:
    """Write the list and hand it to its owner. Bears being run again; cells never hold formulas.

    The clock itself is handed in and no transaction is held open: a hundred thousand rows take a while.
    """
    job = Job.objects.select_related("owner").get(pk=job_id)
    book = Workbook(write_only=True)
    with override(job.owner.language):
        sheet = book.create_sheet(_("Applications"))
        heads = [_("Reference"), _("Name"), _("E-mail"), _("Stage"), _("Since"), _("Submitted"),
                 _("Offices, in order"), _("Languages"), _("Owner")]  # fmt: skip
        sheet.append(heads)
        cycle, ids = _chosen(job)
        for start in range(0, len(ids), CHUNK):
            for row in _rows(ids[start : start + CHUNK]):
                sheet.append(row)
            report_progress(job_id=job_id, done=min(start + CHUNK, len(ids)), total=len(ids), at=now())
    content = BytesIO()
    book.save(content)
    name = f"applications-{cycle.slug if cycle else 'none'}.xlsx"
    file = store_bytes(
        actor=job.owner, owner=job.owner, purpose="recruitment.export", name=name, content=content.getvalue(), at=now()
    )
    finish_job(job_id=job_id, at=now(), result_file=file)
