"""A plan as a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import MatchRun
from cohorts.queries.sheets import Sheet, sheet
from fellowship.models import Person
from fellowship.rules.spreadsheets import neutral
from fellowship.services import audit
from fellowship.services.spreadsheets import workbook


@transaction.atomic
def export_plan(*, actor: Person, run_id: UUID, kind: str, at: datetime) -> bytes:
    """A plan the person may match with, as ``xlsx`` or ``csv``; no cell is a formula. The look is noted."""
    page = sheet(actor, run_id)
    rows = list(_rows(page))
    audit.record(
        actor=actor, action="cohorts.export_plan", subject=MatchRun.objects.only("pk").get(pk=run_id), at=at,
        data={"kind": kind, "rows": len(rows) - 1},
    )  # fmt: skip
    if kind == "xlsx":
        return workbook(_("Plan %(letter)s") % {"letter": page.run.letter}, rows)
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _rows(page: Sheet) -> Iterator[list[object]]:
    yield [
        _("Fellow"), _("Office"), _("Place"), _("Their choice"), _("Number on the office's list"), _("Skills"),
        _("First day"), _("Moved by hand"),
    ]  # fmt: skip
    for row in page.rows:
        cells = [row.fellow, row.office, row.place, row.choice or "", row.number or "", row.skills, row.starts_on]
        yield [neutral(cell) for cell in (*cells, _("yes") if row.moved else "")]
