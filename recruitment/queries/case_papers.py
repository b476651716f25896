"""What a notice says of one case: from what the case holds, and from what its officer adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.models import Person
from fellowship.queries import organization
from recruitment.models import CaseAssessment, FairChanceCase
from recruitment.queries.case_enclosures import EnclosureLine, at_hand, needed_for
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.fair_chance_path import (
    day_of,
    law_day,
    newest_look,
    stack_of_case,
)
from recruitment.queries.law import book_in_use, shipped_words
from recruitment.queries.paper_days import dates_in, sent_by
from recruitment.rules.fair_chance_checklist import Item, checklist, enclosures_of, missing
from recruitment.rules.fair_chance_notice_dates import NoticeDates
from recruitment.rules.fair_chance_notice_values import CaseValues, Company, ReplyTo, Weighed
from recruitment.rules.fair_chance_notices import Notice, agencies_for, asked_of, build
from recruitment.rules.fair_chance_stack import Stack

WORK = "recruitment.work_case"
POSITION = "Client Advocate"
# The federal page goes along only where a company made a report.
SUMMARY = "fcra_summary"
LANGUAGES = ("en", "es")


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """A notice that is to be written. ``wanted`` is what the laws want in it, in words."""

    case_id: UUID
    kind: str
    name: str
    reference: str
    language: str
    wanted: tuple[str, ...]
    enclosures: tuple[EnclosureLine, ...]
    channels: frozenset[str]
    reply_address: str
    reply_email: str


def paper_subject(person: Person, case_id: UUID, kind: str, at: datetime) -> PaperSubject:
    """A notice that the laws of the officer's own case ask for; any other is not found."""
    rows = visible(person, WORK).select_related("offer__application__person", "offer__opening__office")
    case: FairChanceCase = get_object_or_404(rows, pk=case_id)
    stack = stack_of_case(case, law_day(case, at))
    asked = asked_of(stack, kind)
    if not asked or kind not in shipped_forms().kinds:
        raise Http404
    words, language = shipped_words(), get_language() or "en"
    about = organization.current(language)
    return PaperSubject(
        case_id=case.pk,
        kind=kind,
        name=words["notice", kind].within(language),
        reference=case.offer.application.reference,
        language=case.offer.application.person.language[:2],
        wanted=tuple(words["content", code].within(language) for code, _ in asked),
        enclosures=needed_for(case, stack, kind, case.offer.application.person.language[:2]),
        channels=stack.channels,
        reply_address=about.postal_address,
        reply_email=about.email,
    )


def _duties(case: FairChanceCase, rows: Mapping[int, CaseAssessment], language: str) -> tuple[str, ...]:
    """The duties that the newest assessment names; before there is one, those of the opening."""
    if rows:
        duties: Any = rows[max(rows)].duties
        return tuple(duties)
    opening = case.offer.opening
    names = ("material_duties_es", "duties_es") if language == "es" else ()
    texts = (getattr(opening, name) for name in (*names, "material_duties", "duties")) if opening else ()
    return tuple(line.strip() for line in next((text for text in texts if text.strip()), "").splitlines())


def _weighed(row: CaseAssessment | None) -> Weighed:
    if row is None:
        return Weighed()
    factors: Any = row.factors
    return Weighed(tuple(factors.items()), row.conclusion)


def dates_from(case: FairChanceCase, stack: Stack, typed: Mapping[str, Any], at: datetime) -> NoticeDates:
    """The days as they follow from what was sent, or from sending today by the ways that the officer chose."""
    day = day_of(case, at)
    return dates_in(case, stack, sent_by(stack, typed.get("ways") or (), str(typed.get("mailed_to") or ""), day), day)


def enclosed_with(
    case: FairChanceCase, stack: Stack, kind: str, typed: Mapping[str, Any], language: str
) -> frozenset[str]:
    """The papers that go along with a notice: what it needs and is really there, and other material that was used."""
    needed = enclosures_of(stack, kind, shipped_forms())
    if typed.get("company") == "no":
        needed -= {SUMMARY}
    return at_hand(case, needed, language)


def values_of_case(
    case: FairChanceCase, stack: Stack, typed: Mapping[str, Any], *, officer: Person, language: str, at: datetime,
    enclosed: frozenset[str] = frozenset(),
) -> CaseValues:  # fmt: skip
    """The values of a case for a notice in ``language``; ``typed`` is what the officer adds."""
    application, terms, day = case.offer.application, case.offer.terms, day_of(case, at)
    rows = {row.number: row for row in case.assessments.all()}
    first, second = (newest_look(rows.values(), is_second=is_second) for is_second in (False, True))
    about = organization.current(language)
    names = ("company_name", "company_address", "company_phone")
    company = Company(*(str(typed.get(name) or "") for name in names)) if typed.get("company_name") else None
    return CaseValues(
        name=application.person.get_full_name(), address=str(typed.get("address") or ""), organization=about.name,
        position=POSITION, office=str(terms.get("office", "")), place=str(terms.get("place", "")),
        reference=application.reference, on=day, zone=application.person.time_zone, officer=officer.get_full_name(),
        reply=ReplyTo(officer.get_full_name(), str(typed.get("reply_address") or ""),
                      str(typed.get("reply_email") or ""), about.phone),
        good_cause=str(typed.get("good_cause") or ""), duties=_duties(case, rows, language),
        checks=tuple(str(typed.get("checks") or "").splitlines()),
        records=tuple(row.text or "" for row in case.records.filter(is_withheld=False).order_by("number")),
        source=str(typed.get("source") or ""), company=company, is_company_used=typed.get("company") != "no",
        has_other_material={"none": False, "enclosed": True}.get(str(typed.get("other_material") or "")),
        assessment=_weighed(first), has_response=case.responses.exists() if case.notified_at else None,
        second=_weighed(second), reasons=str(typed.get("reasons") or ""),
        reconsideration=str(typed.get("reconsideration") or ""),
        may_be_reconsidered={"yes": True, "no": False}.get(str(typed.get("reconsidered") or "")),
        dates=dates_from(case, stack, typed, at), closed_on=case.respond_by,
        enclosures=enclosed, signed_name=case.authorized_name,
        signed_on=day_of(case, case.authorized_at) if case.authorized_at else None, asked_on=typed.get("asked_on"),
        reapply_on=typed.get("reapply_on"), grievance=str(typed.get("grievance") or ""),
        agencies=agencies_for(stack, book_in_use()),
    )  # fmt: skip


def written(
    case: FairChanceCase, stack: Stack, kind: str, typed: Mapping[str, Any], *, officer: Person, at: datetime
) -> tuple[Notice, ...]:
    """The notice of a case in both languages, the one that was chosen first."""
    chosen = str(typed.get("language") or "en")
    made = []
    for language in sorted(LANGUAGES, key=lambda one: one != chosen):
        enclosed = enclosed_with(case, stack, kind, typed, language)
        values = values_of_case(case, stack, typed, officer=officer, language=language, at=at, enclosed=enclosed)
        made.append(build(kind, stack, values, shipped_forms(), language))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Preview:
    """A notice as it would be written, and which items its words don't hold yet. Nothing of it is kept."""

    notice: Notice
    missing: tuple[Item, ...]


def previews(person: Person, case_id: UUID, kind: str, typed: Mapping[str, Any], at: datetime) -> tuple[Preview, ...]:
    """What the notice would say, in both languages."""
    rows = visible(person, WORK).select_related("offer__application__person", "offer__opening__office")
    case: FairChanceCase = get_object_or_404(rows, pk=case_id)
    stack, forms = stack_of_case(case, law_day(case, at)), shipped_forms()
    notices = written(case, stack, kind, typed, officer=person, at=at)
    return tuple(Preview(notice, missing(checklist(notice, stack, forms))) for notice in notices)
