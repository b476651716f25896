"""The page about access says what the code does."""

from fellowship import access
from fellowship.queries import access_table
from tests.architecture.source import ROOT, assert_none, modules


def test_the_page_is_current():
    page = ROOT / "docs" / "reference" / "access.md"
    assert page.read_text() == access_table.render(), "run: manage.py access_table --write"


def test_every_permission_is_asked_for_somewhere():
    """A permission that no view, query or service names guards nothing."""
    said = "\n".join(module.text for module in modules() if module.room != "access")
    assert_none(row.code for row in access.table() if f'"{row.code}"' not in said)


def test_every_permission_says_whom_it_is_for():
    assert_none(row.code for row in access.table() if not str(row.who).strip())
