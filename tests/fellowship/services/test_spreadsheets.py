"""A workbook of plain rows opens as what was written, and nothing in it is a formula."""

from io import BytesIO

from openpyxl import load_workbook

from fellowship.services.spreadsheets import LONGEST_TEXT, workbook


def test_every_cell_comes_back_as_it_was_written():
    rows = [
        ["Name", "Número"],
        ["Ana <Sol> & “Ben” \U0001f642", 3, 2.5, None, "", "  spaces  ", "two\nlines"],
        ["=HYPERLINK(1)", 0, -7, "x\x00y\x0bz\ud800", "a" * (LONGEST_TEXT + 5)],
        [f"column {place}" for place in range(1, 31)],
    ]
    book = load_workbook(BytesIO(workbook("Applications & more", iter(rows))))
    sheet = book.active
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sheet.title == "Applications & more"
    assert found[0][:3] == ["Name", "Número", None]
    assert found[1][:7] == [*rows[1][:4], None, "  spaces  ", "two\nlines"]
    assert found[2][:5] == ["=HYPERLINK(1)", 0, -7, "xyz", "a" * LONGEST_TEXT]
    assert sheet["A3"].data_type == "s"
    assert found[3] == rows[3]


def test_no_rows_make_an_empty_sheet():
    assert list(load_workbook(BytesIO(workbook("Empty", []))).active.iter_rows(values_only=True)) == []
