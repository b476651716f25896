"""What the forms of a fair-chance case ask for: the factors of its laws, the duties, and what a notice must say."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.utils.translation import get_language

from fellowship.design.wording import zone_in_words
from fellowship.models import Person
from recruitment.models import FairChanceCase
from recruitment.queries.case_desk import PaperLine, worked_case
from recruitment.queries.case_laws import name_of, names_of
from recruitment.queries.fair_chance_path import FINAL, PRELIMINARY, heard_by, law_day, stack_of_case, zones_of
from recruitment.queries.papers_in_hand import InHand, gone_out, in_hand, where_in
from recruitment.rules.fair_chance_case import PATH, Act, may_weigh_again
from recruitment.rules.fair_chance_stack import REASSESSMENT, Stack


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor that an assessment speaks to, and the laws that name it."""

    code: str
    name: str
    laws: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessmentSubject:
    """What an assessment is about. ``is_open`` is false where none can be written now.

    ``heard`` is the mark of the last thing that came up, so that nothing which comes while one writes is passed over.
    """

    case_id: UUID
    reference: str
    is_second: bool
    is_open: bool
    heard: str
    factors: tuple[Factor, ...]
    duties: tuple[str, ...]
    standards: tuple[str, ...]
    responses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that a notice must say, the laws that want it, and the headings under which it stands in the paper."""

    code: str
    name: str
    laws: tuple[str, ...]
    where: tuple[str, ...]
    is_held: bool


@dataclass(frozen=True, slots=True)
class NoticeSubject:
    """A notice that is to be given out. ``channels`` are the ways that the laws want, all of them.

    ``papers`` are what was written and would go out; ``is_ready`` when they say all that they must. ``mail_number`` is
    the number of their mail once it was sent.
    """

    case_id: UUID
    kind: str
    name: str
    reference: str
    wanted: tuple[Wanted, ...]
    channels: frozenset[str]
    is_preliminary: bool
    is_final: bool
    papers: tuple[PaperLine, ...]
    made_at: datetime | None
    is_old: bool
    is_sent: bool
    is_ready: bool
    mail_number: str


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


@dataclass(frozen=True, slots=True)
class TalkSubject:
    """A case with the time zone of its office, as its code and in words."""

    case_id: UUID
    reference: str
    zone: str
    zone_name: str


def talk_subject(person: Person, case_id: UUID, at: datetime) -> TalkSubject:
    """What the officer of a case needs to set a time."""
    case = worked_case(person, case_id)
    zone = zones_of(case)[-1]
    words = zone_in_words(at.astimezone(zone), get_language() or "en")
    return TalkSubject(case.pk, case.offer.application.reference, str(zone), words)


def assessment_subject(person: Person, case_id: UUID, at: datetime) -> AssessmentSubject:
    """What the officer's next assessment must speak to."""
    case = worked_case(person, case_id)
    stack = stack_of_case(case, law_day(case, at))
    is_second, act = case.notified_at is not None, Act.REASSESS if case.notified_at else Act.ASSESS
    may = may_weigh_again(case.stage, is_look_due=case.look_due_at is not None)
    return AssessmentSubject(
        case_id=case.pk,
        reference=case.offer.application.reference,
        is_second=is_second,
        is_open=may and act in PATH.actions(case.stage),
        heard=heard_by(case),
        factors=_factors(stack),
        duties=duties_of(case),
        standards=tuple(dict.fromkeys(text.within(get_language() or "en") for _, text in stack.standards)),
        responses=tuple(row.text for row in case.responses.order_by("sent_at", "pk") if row.text) if is_second else (),
    )


def notice_subject(person: Person, case_id: UUID, kind: str, at: datetime) -> NoticeSubject:
    """A notice that the laws of the case know; any other kind is not found."""
    case = worked_case(person, case_id)
    stack = stack_of_case(case, law_day(case, at))
    due = next((notice for notice in stack.notices if notice.kind == kind and kind != REASSESSMENT), None)
    if due is None:
        raise Http404
    names, sent = names_of(stack), gone_out(case, kind)
    found = in_hand(case, kind) if sent is None else sent
    wanted = tuple(_wanted(code, laws, names, found) for code, laws in due.contents)
    letter = found.papers[0].letter if found.papers else None
    return NoticeSubject(
        case_id=case.pk,
        kind=kind,
        name=name_of("notice", kind),
        reference=case.offer.application.reference,
        wanted=wanted,
        channels=stack.channels,
        is_preliminary=kind == PRELIMINARY,
        is_final=kind == FINAL,
        papers=tuple(PaperLine(paper.language, paper.file_id) for paper in found.papers),
        made_at=found.papers[0].made_at if found.papers else None,
        is_old=found.is_old,
        is_sent=sent is not None,
        is_ready=bool(found.papers) and not found.is_old and all(one.is_held for one in wanted),
        mail_number=str(letter.pk) if letter and letter.sent_at else "",
    )


def _wanted(code: str, laws: tuple[str, ...], names: dict[str, str], found: InHand) -> Wanted:
    """An item of a notice, and where it stands in the paper in the reader's language."""
    language = (get_language() or "en")[:2]
    ranked = sorted(found.papers, key=lambda paper: paper.language != language)
    where = where_in(ranked[0]).get(code, ()) if ranked else ()
    return Wanted(code, name_of("content", code), tuple(names[law] for law in laws), where, code in found.held)
