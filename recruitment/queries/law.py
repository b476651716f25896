"""The book of fair-chance laws: as shipped in ``recruitment/law``, and as in use with what was amended."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import F

from fellowship.queries.calendars import calendar_for
from fellowship.rules.calendars import Calendar
from recruitment.models import LawText
from recruitment.rules.fair_chance_input import Case
from recruitment.rules.fair_chance_law import LawBook, Words
from recruitment.rules.fair_chance_reading import law_from, words
from recruitment.rules.fair_chance_schema import check_files

FOLDER = Path(__file__).resolve().parent.parent / "law"
# Windows and disputes are over long before; a wait is never counted past the holidays that are known.
YEARS_AHEAD = 3


class BadLaw(Exception):
    """The files of the law are not in order; the message has a line for each fault."""


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise BadLaw(f"{path.name}: is not JSON: {fault}") from fault


def read_files(folder: Path) -> dict[str, Any]:
    """Every jurisdiction's file in a folder, by its name without the ending."""
    return {path.stem: _read(path) for path in sorted((folder / "jurisdictions").glob("*.json"))}


@lru_cache(maxsize=1)
def shipped_form() -> tuple[Any, Any]:
    """The schema of a law's file and the sections of words for its codes."""
    return _read(FOLDER / "schema.json"), _read(FOLDER / "texts.json")


def read_book(folder: Path) -> LawBook:
    """The laws in a folder; raises :class:`BadLaw` where a file breaks the schema."""
    files = read_files(folder)
    complaints = check_files(files, _read(folder / "schema.json"), _read(folder / "texts.json"))
    if complaints:
        raise BadLaw("\n".join(complaints))
    return LawBook(law_from(data) for data in files.values())


@lru_cache(maxsize=1)
def shipped_book() -> LawBook:
    """The laws that come with the program."""
    return read_book(FOLDER)


class _Kept:
    """The texts in use as this process knows them. A text never changes, so the keys tell whether these are they."""

    keys: frozenset[UUID] = frozenset()
    book: LawBook | None = None


def book_in_use() -> LawBook:
    """The texts for new cases, with our amendments; the shipped ones where none are loaded.

    One query, and another one when they are others than the last time.
    """
    in_use = LawText.objects.filter(retired_at__isnull=True)
    keys = frozenset(in_use.values_list("pk", flat=True))
    if not keys:
        return shipped_book()
    if _Kept.book is None or keys != _Kept.keys:
        rows = dict(in_use.filter(pk__in=keys).values_list("pk", "data"))
        _Kept.book, _Kept.keys = LawBook(law_from(data) for data in rows.values()), frozenset(rows)
    return _Kept.book


def waiting_texts() -> tuple[LawText, ...]:
    """The shipped texts that came when an amendment of ours was in use, and wait until somebody compares the two."""
    ours = list(LawText.objects.filter(is_shipped=False, retired_at__isnull=True))
    rows = LawText.objects.filter(is_shipped=True, retired_at=F("added_at")).order_by("code", "added_at")
    return tuple(
        row
        for row in rows.filter(code__in=[text.code for text in ours])
        if all(text.added_at <= row.added_at for text in ours if text.code == row.code)
    )


@lru_cache(maxsize=1)
def shipped_words() -> dict[tuple[str, str], Words]:
    """The words of every code: by section (``content``, ``factor``, ``excluded``, ``notice`` …) and code."""
    sections = _read(FOLDER / "texts.json")
    found = {(section, code): words(text) for section, texts in sections.items() for code, text in texts.items()}
    return {key: text for key, text in found.items() if text is not None}


def calendar_for_case(case: Case) -> Calendar:
    """The holidays that a case names, or else the federal, state and county holidays of its jurisdictions."""
    if case.holidays is not None:
        return Calendar(case.holidays)
    years = range(case.sent_on.year, case.sent_on.year + YEARS_AHEAD)
    states = {code.split("-")[1].upper() for code in case.jurisdictions if code.startswith("us-")}
    days = [
        calendar_for(state=state, years=years, jurisdictions=case.jurisdictions) for state in sorted(states | {""})
    ]
    return Calendar(frozenset().union(*(calendar.holidays for calendar in days)))
