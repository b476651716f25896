"""A sheet of very many plain rows, written by openpyxl as they come."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

LONGEST_TEXT = 32_767
# What XML can't hold.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def workbook(title: str, rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook of one sheet. Texts are never formulas; ``rows`` are written as they come and never held."""
    from openpyxl import Workbook  # noqa: PLC0415  (with numpy a tenth of a start, and only spreadsheets need it)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.writer.excel import save_workbook  # noqa: PLC0415

    book, file = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet(title)

    def cell(value: object) -> Any:
        if value is None or value == "" or type(value) in (int, float):
            return None if value == "" else value
        text = FORBIDDEN.sub("", str(value))[:LONGEST_TEXT]
        if not text.startswith("="):
            return text
        plain = WriteOnlyCell(sheet, text)
        plain.data_type = "s"
        return plain

    for row in rows:
        sheet.append([cell(value) for value in row])
    save_workbook(book, file)
    return file.getvalue()
