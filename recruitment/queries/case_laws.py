"""The laws of a fair-chance case in words: its sources, how well it is known, and whether it is approved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language

from recruitment.models import LawText
from recruitment.models.case_wording import CONFIDENCE, EVIDENCE, LEFT_OUT, LEVELS, WITHHELD
from recruitment.models.case_wording import Words as Label
from recruitment.queries.law import shipped_words
from recruitment.rules.fair_chance_law import Agency, Law, Words
from recruitment.rules.fair_chance_reading import law_from
from recruitment.rules.fair_chance_records import Withheld
from recruitment.rules.fair_chance_stack import Stack

TAGS = {"high": "good", "medium": "act", "low": "yours", "policy": "quiet"}


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a rule is from."""

    cite: str
    url: str
    evidence: Label


@dataclass(frozen=True, slots=True)
class LawLine:
    """One law as a row. ``standard`` is what must be shown before a decision against the applicant."""

    code: str
    name: str
    level_code: str
    level: Label
    version: str
    in_force_from: date
    confidence: Label
    tag: str
    approved_by: str
    is_ours: bool
    reason: str
    standard: str
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """Who takes complaints."""

    name: str
    url: str
    phone: str
    email: str
    address: str


def said(words: Words | None) -> str:
    """A text of the law in the reader's language."""
    return words.within(get_language() or "en") if words else ""


def name_of(section: str, code: str) -> str:
    """The words of a code; the code itself where there are none."""
    words = shipped_words().get((section, code))
    return said(words) if words else code.replace("_", " ")


def law_line(law: Law, text: LawText) -> LawLine:
    """A law with what is known of its text."""
    return LawLine(
        code=law.id,
        name=said(law.name),
        level_code=law.level,
        level=LEVELS[law.level],
        version=text.version,
        in_force_from=law.effective_from,
        confidence=CONFIDENCE[law.confidence],
        tag=TAGS[law.confidence],
        approved_by=text.approved_by,
        is_ours=not text.is_shipped,
        reason=text.reason,
        standard=said(law.standard),
        sources=tuple(SourceLine(row.cite, row.url or "", EVIDENCE[row.evidence]) for row in law.sources),
    )


def laws_of(stack: Stack, texts: Iterable[LawText]) -> tuple[LawLine, ...]:
    """The laws of a stack, the most specific first."""
    found = {(text.code, text.effective_from): text for text in texts}
    return tuple(law_line(law, found[law.id, law.effective_from]) for law in stack.laws)


def left_out_of(stack: Stack, texts: Iterable[LawText]) -> tuple[tuple[str, Label], ...]:
    """The laws that play no part, each with the reason."""
    names = {text.code: said(law_from(text.data).name) for text in texts}
    return tuple((names.get(row.law, row.law), LEFT_OUT[row.why]) for row in stack.left_out)


def names_of(stack: Stack) -> dict[str, str]:
    """The names of the laws of a stack by code."""
    return {law.id: said(law.name) for law in stack.laws}


def reason_line(reason: dict[str, Any], names: dict[str, str]) -> dict[str, object]:
    """Why a record is withheld, in words: the class of records, what the law says of it, the law."""
    why = Withheld(reason["why"])
    return {
        "what": name_of("excluded", reason["code"]) if why == Withheld.NEVER else "",
        "why": WITHHELD[why],
        "law": names.get(reason["law"], reason["law"]),
    }


def agencies_of(stack: Stack) -> tuple[AgencyLine, ...]:
    """Who takes complaints, the most specific first, each once."""
    lines = [agency_line(agency) for _, agency in stack.agencies]
    return tuple(dict.fromkeys(lines))


def agency_line(agency: Agency) -> AgencyLine:
    """An agency in the reader's language."""
    return AgencyLine(
        said(agency.name), agency.url or "", agency.phone or "", agency.email or "", agency.address or ""
    )
