"""What a notice says of one case: from what the case holds, and from what its officer adds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.models import Person
from fellowship.queries import organization
from recruitment.models import CaseAssessment, FairChanceCase
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.queries.fair_chance_path import calendar_of_case, day_of, happened_in, law_day, stack_of_case
from recruitment.queries.law import shipped_book, shipped_words
from recruitment.rules.fair_chance_notice_dates import NoticeDates, dates_of
from recruitment.rules.fair_chance_notice_values import CaseValues, Company, ReplyTo, Weighed
from recruitment.rules.fair_chance_notices import agencies_for, asked_of
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Address, Channel, Delivery, Happened

WORK = "recruitment.work_case"
POSITION = "Client Advocate"
FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class PaperSubject:
    """A notice that is to be written. ``wanted`` is what the laws want in it, in words."""

    case_id: UUID
    kind: str
    name: str
    reference: str
    language: str
    wanted: tuple[str, ...]
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


def _weighed(rows: Mapping[int, CaseAssessment], number: int) -> Weighed:
    row = rows.get(number)
    if row is None:
        return Weighed()
    factors: Any = row.factors
    return Weighed(tuple(factors.items()), row.conclusion)


def _dates(case: FairChanceCase, stack: Stack, day: date, address: str) -> NoticeDates:
    """The days as they follow from what was sent, or from sending today by every way that the laws want."""
    happened = happened_in(case)
    if not happened.deliveries:
        ways = sorted(stack.channels) or [Channel.EMAIL.value]
        happened = Happened(tuple(Delivery(Channel(way), day) for way in ways), Address(address))
    return dates_of(stack, happened, calendar_of_case(case, day.year))


def values_of_case(
    case: FairChanceCase, stack: Stack, typed: Mapping[str, Any], *, officer: Person, language: str, at: datetime
) -> CaseValues:
    """The values of a case for a notice in ``language``; ``typed`` is what the officer adds."""
    application, terms, day = case.offer.application, case.offer.terms, day_of(case, at)
    rows = {row.number: row for row in case.assessments.all()}
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
        assessment=_weighed(rows, FIRST), has_response=case.responses.exists() if case.notified_at else None,
        second=_weighed(rows, SECOND), reasons=str(typed.get("reasons") or ""),
        reconsideration=str(typed.get("reconsideration") or ""),
        may_be_reconsidered={"yes": True, "no": False}.get(str(typed.get("reconsidered") or "")),
        dates=_dates(case, stack, day, str(typed.get("mailed_to") or Address.IN_STATE)), closed_on=case.respond_by,
        enclosures=frozenset(typed.get("enclosures") or ()), signed_name=case.authorized_name,
        signed_on=day_of(case, case.authorized_at) if case.authorized_at else None, asked_on=typed.get("asked_on"),
        reapply_on=typed.get("reapply_on"), grievance=str(typed.get("grievance") or ""),
        agencies=agencies_for(stack, shipped_book()),
    )  # fmt: skip
