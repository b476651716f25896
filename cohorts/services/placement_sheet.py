"""Placements as a spreadsheet."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.queries.placement_list import placements, row_of
from fellowship.models import Person
from fellowship.rules.spreadsheets import neutral
from fellowship.services import audit
from fellowship.services.spreadsheets import workbook


@transaction.atomic
def export_placements(*, actor: Person, on: date, asked: Mapping[str, str], at: datetime) -> bytes:
    """The placements within reach that match, as XLSX. The look is noted."""
    head = [_("Advocate"), _("Office"), _("Place"), _("Supervisor"), _("First day"), _("Last day"), _("Stage")]
    rows = [row_of(one) for one in placements(actor, on, asked)]
    audit.record(actor=actor, action="cohorts.export_placements", subject=actor, at=at, data={"rows": len(rows)})
    lines = [
        [neutral(text) for text in (row.name, row.office, row.place, row.supervisor)]
        + [str(row.starts_on), str(row.ends_on), row.stage_label]
        for row in rows
    ]
    return workbook(_("Placements"), [head, *lines])
