"""The books as a spreadsheet."""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from fellowship.models import Person
from fellowship.rules.spreadsheets import neutral
from fellowship.services import audit
from hardship_fund.models import Fund
from hardship_fund.queries import books

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet


@transaction.atomic
def export_books(
    *,
    actor: Person,
    fund_id: UUID,
    at: datetime,
    account: str = "",
    memo: str = "",
    from_day: date | None = None,
    to_day: date | None = None,
) -> bytes:
    """The entries a person may read and asked for, as XLSX, amounts in dollars and cents. The look is noted."""
    from openpyxl import Workbook  # noqa: PLC0415  (with numpy a tenth of a start, and only spreadsheets need it)

    rows = books.entries(actor, fund_id, account=account, memo=memo, from_day=from_day, to_day=to_day)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Books"))
    _head(sheet)
    zone = ZoneInfo(actor.time_zone)
    for line in books.lines(rows):
        when = line.at.astimezone(zone).replace(tzinfo=None, microsecond=0)
        moved = [cents / 100 for cents in (line.cents, line.bank, line.available, line.reserved, line.sending)]
        sheet.append([when, neutral(str(line.label)), line.reference, neutral(line.note), *moved])
    audit.record(actor=actor, action="hardship_fund.export_books", subject=Fund.objects.get(pk=fund_id), at=at)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _head(sheet: "WriteOnlyWorksheet") -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (see above)
    from openpyxl.styles import Font  # noqa: PLC0415

    titles = [
        _("When"), _("Movement"), _("Request"), _("Note"), _("Amount"), _("Bank"), _("Free to give"), _("Kept"),
        _("On its way"),
    ]  # fmt: skip
    cells = []
    for title in titles:
        cell = WriteOnlyCell(sheet, value=title)
        cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)
