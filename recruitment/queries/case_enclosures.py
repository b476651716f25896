"""The papers that go along with notices: official ones of the organization, and those of one case."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from fellowship.access import require
from fellowship.models import Person, StoredFile
from fellowship.rules.letters import LetterStage
from recruitment.models import CaseFile, CasePaper, Enclosure, FairChanceCase
from recruitment.models.case_papers import EVIDENCE, LATE
from recruitment.queries.case_desk import worked_case
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.law import FOLDER
from recruitment.rules.fair_chance_checklist import enclosures_of
from recruitment.rules.fair_chance_stack import Stack

# A copy of what was found about this person: uploaded with the case, never kept for the organization.
PER_CASE = ("background_report", "other_material")
SENT_BY_APPLICANT = (EVIDENCE, LATE)
KEEP = "recruitment.keep_enclosures"
# A paper left with its proof of sending, or by a mail that is sent or on its way.
WENT_OUT = Q(notice__isnull=False) | Q(letter__sent_at__isnull=False) | Q(letter__stage=LetterStage.SENDING)


@dataclass(frozen=True, slots=True)
class EnclosureLine:
    """A paper that a notice needs: what it is called, whether it is there, and where it is from."""

    code: str
    name: str
    is_there: bool
    is_per_case: bool
    language: str = ""
    source: str = ""
    dated_on: date | None = None
    added_at: datetime | None = None
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class CaseFileLine:
    """A file of a case."""

    id: UUID
    file_id: UUID
    code: str
    label: str
    language: str
    added_at: datetime
    may_remove: bool


def official_codes() -> tuple[str, ...]:
    """The papers that are the same for every case."""
    return tuple(code for code in shipped_forms().notices["enclosures"] if code not in PER_CASE)


def enclosure_name(code: str, language: str = "") -> str:
    """What an enclosure is called; what an applicant sent has no name of its own."""
    said = language or get_language() or "en"
    words = shipped_forms().speech(said[:2]).enclosures.get(code)
    return words.within(said[:2]) if words else ""


@lru_cache(maxsize=1)
def shipped_enclosures() -> dict[str, Any]:
    """Texts of public law that come with the program, by code."""
    texts = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((FOLDER / "enclosures").glob("*.json"))]
    return {text["code"]: text for text in texts}


def in_use(codes: Iterable[str], language: str) -> dict[str, Enclosure]:
    """The organization's own copy of each paper: in the language wanted, else in English, else in any."""
    rows = Enclosure.objects.filter(code__in=list(codes), ended_at__isnull=True).select_related("file")
    order = {language: 0, "en": 1}
    ranked = sorted(rows, key=lambda row: order.get(row.language, 2), reverse=True)
    return {row.code: row for row in ranked}


def at_hand(case: FairChanceCase, codes: Iterable[str], language: str) -> frozenset[str]:
    """Which of these papers can really be sent along now."""
    wanted = set(codes)
    own = set(case.files.filter(code__in=wanted & set(PER_CASE)).values_list("code", flat=True))
    return frozenset(own | (wanted & set(shipped_enclosures())) | set(in_use(wanted - set(PER_CASE), language)))


def untold_files(person: Person) -> QuerySet[StoredFile]:
    """What officers keep with the cases of this person and did not send yet: nothing that the person is told of."""
    papers = CasePaper.objects.filter(case__offer__application__person=person).exclude(WENT_OUT)
    copies = CaseFile.objects.filter(case__offer__application__person=person).exclude(code__in=SENT_BY_APPLICANT)
    copies = copies.exclude(papers__in=CasePaper.objects.filter(WENT_OUT))
    return StoredFile.objects.filter(Q(pk__in=papers.values("file")) | Q(pk__in=copies.values("file")))


def needed_for(case: FairChanceCase, stack: Stack, kind: str, language: str) -> tuple[EnclosureLine, ...]:
    """The papers that a notice of this kind needs, with those that are not there yet."""
    codes = sorted(enclosures_of(stack, kind, shipped_forms()))
    there = at_hand(case, codes, language)
    return tuple(EnclosureLine(code, enclosure_name(code), code in there, code in PER_CASE) for code in codes)


def official_lines(person: Person) -> tuple[EnclosureLine, ...]:
    """Every official paper: in use, shipped, or missing. Raises ``Refused`` for anybody but an officer."""
    require(person, KEEP)
    rows = Enclosure.objects.filter(ended_at__isnull=True).order_by("code", "language").select_related("file")
    found: dict[str, list[EnclosureLine]] = {code: [] for code in official_codes()}
    for row in rows:
        name = enclosure_name(row.code)
        found.setdefault(row.code, []).append(
            EnclosureLine(
                row.code, name, is_there=True, is_per_case=False, language=row.language, source=row.source,
                dated_on=row.dated_on, added_at=row.added_at, file_id=row.file_id,
            )
        )  # fmt: skip
    return tuple(line for code, lines in found.items() for line in lines or [_shipped_or_missing(code)])


def _shipped_or_missing(code: str) -> EnclosureLine:
    text = shipped_enclosures().get(code)
    if text is None:
        return EnclosureLine(code, enclosure_name(code), is_there=False, is_per_case=False)
    return EnclosureLine(
        code, enclosure_name(code), is_there=True, is_per_case=False, language=text["language"],
        source=text["source"], dated_on=date.fromisoformat(text["dated_on"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The files of a case as its officer sees them."""

    case_id: UUID
    reference: str
    copies: tuple[CaseFileLine, ...]
    evidence: tuple[CaseFileLine, ...]


def case_files(person: Person, case_id: UUID) -> CaseFiles:
    """The files of the officer's own case; another's is not found. Call ``look_at_case`` too: reading is audited."""
    case = worked_case(person, case_id)
    gone = CasePaper.objects.filter(WENT_OUT, case=case)
    sent = set(case.files.filter(papers__in=gone).values_list("pk", flat=True))
    lines = [
        CaseFileLine(
            row.pk, row.file_id, row.code, enclosure_name(row.code), row.language, row.added_at,
            may_remove=row.code in PER_CASE and row.pk not in sent,
        )
        for row in case.files.order_by("added_at", "pk")
    ]  # fmt: skip
    return CaseFiles(
        case_id=case.pk,
        reference=case.offer.application.reference,
        copies=tuple(line for line in lines if line.code not in SENT_BY_APPLICANT),
        evidence=tuple(line for line in lines if line.code in SENT_BY_APPLICANT),
    )
