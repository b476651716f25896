"""What the forms of a fair-chance case ask for: the factors of its laws, the duties, and what a notice must say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from fellowship.models import Person
from recruitment.models import FairChanceCase
from recruitment.queries.case_desk import worked_case
from recruitment.queries.case_laws import name_of, names_of
from recruitment.queries.fair_chance_path import FINAL, PRELIMINARY, law_day, stack_of_case
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_case import PATH, Act
from recruitment.rules.fair_chance_stack import REASSESSMENT, Stack


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor that an assessment speaks to, and the laws that name it."""

    code: str
    name: str
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSubject:
    """What an assessment is about. ``is_open`` is false where none can be written now."""

    case_id: UUID
    reference: str
    is_second: bool
    is_open: bool
    factors: tuple[Factor, ...]
    duties: tuple[str, ...]
    standards: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a notice must say, and the laws that want it."""

    code: str
    name: str
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeSubject:
    """A notice that is to be given out. ``channels`` are the ways that the laws want, all of them."""

    case_id: UUID
    kind: str
    name: str
    reference: str
    wanted: tuple[Wanted, ...]
    channels: frozenset[str]
    is_preliminary: bool
    is_final: bool


def duties_of(case: FairChanceCase) -> tuple[str, ...]:
    """The duties of the position, in the reader's language where there are any."""
    opening = case.offer.opening
    if opening is None:
        return ()
    spanish = (get_language() or "en").startswith("es")
    text = (opening.duties_es if spanish else "") or opening.duties
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _factors(stack: Stack) -> tuple[Factor, ...]:
    names = names_of(stack)
    return tuple(
        Factor(code, name_of("factor", code), tuple(names[law.id] for law in stack.laws if code in law.factors))
        for code in stack.factors
    )


def reference_of(person: Person, case_id: UUID, action: str) -> tuple[str, bool]:
    """The number of a case of the officer's own, and whether a step follows from where it stands."""
    case = worked_case(person, case_id)
    return case.offer.application.reference, action in PATH.actions(case.stage)


def assessment_subject(person: Person, case_id: UUID, at: datetime) -> AssessmentSubject:
    """What the officer's next assessment must speak to."""
    case = worked_case(person, case_id)
    stack = stack_of_case(case, law_day(case, at))
    is_second = case.stage == CaseStage.NOTIFIED
    return AssessmentSubject(
        case_id=case.pk,
        reference=case.offer.application.reference,
        is_second=is_second,
        is_open=(Act.REASSESS if is_second else Act.ASSESS) in PATH.actions(case.stage),
        factors=_factors(stack),
        duties=duties_of(case),
        standards=tuple(dict.fromkeys(text.within(get_language() or "en") for _, text in stack.standards)),
        responses=tuple(case.responses.order_by("sent_at", "pk").values_list("text", flat=True)) if is_second else (),
    )


def notice_subject(person: Person, case_id: UUID, kind: str, at: datetime) -> NoticeSubject:
    """A notice that the laws of the case know; any other kind is not found."""
    case = worked_case(person, case_id)
    stack = stack_of_case(case, law_day(case, at))
    due = next((notice for notice in stack.notices if notice.kind == kind and kind != REASSESSMENT), None)
    if due is None:
        raise Http404
    names = names_of(stack)
    return NoticeSubject(
        case_id=case.pk,
        kind=kind,
        name=name_of("notice", kind),
        reference=case.offer.application.reference,
        wanted=tuple(
            Wanted(code, name_of("content", code), tuple(names[law] for law in laws)) for code, laws in due.contents
        ),
        channels=stack.channels,
        is_preliminary=kind == PRELIMINARY,
        is_final=kind == FINAL,
    )
