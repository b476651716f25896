"""Reading a spreadsheet that somebody else made: rows of text, and never more than is reasonable."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext_lazy as _

from fellowship.rules.refusals import Conflict
from recruitment.models import ImportBatch
from recruitment.rules.importing import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

RAW_ROWS = 4 * MOST_ROWS


class SheetRefused(Conflict):
    """The file can't be read as a sheet; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The heads of the columns and the rows below, each with its number in the file. ``names`` are all sheets."""

    names: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def _text(cell: object) -> str:
    """A cell as people read it: days without a time, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\x00", "").strip()[:LONGEST_CELL]


def _from_rows(raw: Iterator[tuple[int, tuple[str, ...]]], names: tuple[str, ...]) -> Sheet:
    """The first row that says anything holds the heads; empty rows are passed over."""
    kept: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in islice(raw, RAW_ROWS):
        if any(cells):
            kept.append((number, cells))
        if len(kept) > MOST_ROWS + 1:
            raise SheetRefused(_("This sheet has more than 5,000 rows. Split it into smaller files."))
    if len(kept) < 2:  # noqa: PLR2004  (heads and one row)
        raise SheetRefused(_("This sheet has no rows below its headings."))
    heads = tuple(head or f"({place})" for place, head in enumerate(kept[0][1], 1))
    return Sheet(names, heads, tuple(kept[1:]))


def _read_workbook(content: bytes, number: int) -> Sheet:
    """Values as last calculated; formulas are never run, links never followed."""
    from openpyxl import load_workbook  # noqa: PLC0415  (with numpy a tenth of a start, and only spreadsheets need it)
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            pages = book.worksheets
            page = pages[number] if number < len(pages) else pages[0]
            page.reset_dimensions()
            cells = page.iter_rows(values_only=True, max_col=MOST_COLUMNS)
            raw = ((place, tuple(_text(cell) for cell in row)) for place, row in enumerate(cells, 1))
            return _from_rows(raw, tuple(page.title[:60] for page in pages))
        finally:
            book.close()
    except SheetRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, IndexError, TypeError,
            AttributeError, OverflowError):  # fmt: skip
        raise SheetRefused(_("This file is damaged. Open it, save it again as .xlsx, and send that.")) from None


def _read_lines(content: bytes) -> Sheet:
    text = content.decode("utf-8-sig", errors="replace").replace("\x00", "")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(1_000_000)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    raw = ((place, tuple(cell.strip()[:LONGEST_CELL] for cell in row[:MOST_COLUMNS]))
           for place, row in enumerate(rows, 1))  # fmt: skip
    try:
        return _from_rows(raw, ())
    except csv.Error:
        raise SheetRefused(_("This file is damaged. Open it, save it again as .csv, and send that.")) from None


def read_sheet(content: bytes, number: int = 0) -> Sheet:
    """The sheet of a workbook, or the lines of a CSV file. Raises :class:`SheetRefused`."""
    return _read_workbook(content, number) if content.startswith(b"PK") else _read_lines(content)


def as_unicode(content: bytes) -> bytes:
    """A CSV file of an older program in the letters that everybody reads; anything else as it is."""
    if content.startswith(b"PK"):
        return content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace").encode()
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content


def sheet_of(batch: ImportBatch) -> Sheet:
    """The sheet of an import, read from the kept file. Raises :class:`SheetRefused`."""
    if batch.file is None:
        raise SheetRefused(_("The file of this import is gone. Send it again."))
    with batch.file.content.open("rb") as kept:
        return read_sheet(bytes(kept.read()), batch.sheet)
