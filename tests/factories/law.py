"""Small laws for tests: everything a law may say, and says nothing where it is not told."""

from typing import Any

from recruitment.queries.law import FOLDER, read_files
from recruitment.rules.fair_chance_law import Ask, Law, LawBook
from recruitment.rules.fair_chance_reading import law_from

TEXT = {"en": "House policy", "es": "Política de la casa"}


def file_of(code: str = "us-xx", **changes: Any) -> dict[str, Any]:
    """The file of a law that says nothing, with changes."""
    silent = dict(read_files(FOLDER)["us-la-orleans-parish"])
    return {**silent, "id": code, "parents": [], "level": "state", **changes}


def law(code: str = "us-xx", **changes: Any) -> Law:
    """A law that says nothing, with changes to its file."""
    return law_from(file_of(code, **changes))


def covering(**changes: Any) -> dict[str, Any]:
    """Whom a law reaches."""
    everybody = {"min_employees": None, "max_employees": None, "employer_types": [], "where": None, "exemptions": []}
    return {**everybody, **changes}


def exemption(code: str, lifts: str) -> dict[str, Any]:
    """An exception of a law."""
    return {"code": code, "lifts": lifts, "text": TEXT}


def preliminary(
    days: int | None = 5, unit: str = "business", start: str = "receipt", **changes: Any
) -> dict[str, Any]:
    """A preliminary notice with a wait."""
    wait = None if days is None else {"days": days, "unit": unit, "from": start, "is_statutory": True}
    plain = {
        "kind": "preliminary_adverse", "is_required": True, "when": "preliminary", "wait": wait, "extension": None,
        "pauses_for_dispute": False, "contents": ["not_final"], "note": None,
    }  # fmt: skip
    return {**plain, **changes}


def notice(kind: str, when: str, *contents: str, is_required: bool = True) -> dict[str, Any]:
    """A notice without a wait."""
    return preliminary(
        None, kind=kind, when=when, contents=list(contents) or ["final_decision"], is_required=is_required
    )


def extension(days: int, *asks: Ask, unit: str = "business") -> dict[str, Any]:
    """More time on request."""
    return {"days": days, "unit": unit, "asked_by": [ask.value for ask in asks], "text": TEXT}


def posting(**changes: Any) -> dict[str, Any]:
    """What a posting must say."""
    return {"requirements": [], "prohibitions": [], "statement": None, "poster": None, **changes}


def book(*laws: Law) -> LawBook:
    """A book of laws."""
    return LawBook(laws)
