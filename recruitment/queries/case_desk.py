"""The desk of a fair-chance officer: where a case stands, what is next and when, what it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.design.wording import zone_in_words
from fellowship.models import Person
from recruitment.models import CaseAssessment, CaseDelivery, CaseRecord, FairChanceCase
from recruitment.models.case_wording import ASKS, CHANNELS, RECORD_GRADES, RECORD_MARKS, RECORD_OUTCOMES, WHEN
from recruitment.models.case_wording import Words as Label
from recruitment.models.fair_chance_wording import LACKS
from recruitment.queries.case_laws import LawLine, laws_of, left_out_of, name_of, names_of, reason_line
from recruitment.queries.fair_chance_path import day_of, facts_of_case, law_day, stack_of_case, zones_of
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_case import PATH, Act, Facts, Lacks, must_have_been_sent, why_not
from recruitment.rules.fair_chance_law import Ask, When
from recruitment.rules.fair_chance_stack import REASSESSMENT, Stack
from recruitment.rules.fair_chance_windows import Channel

# What a step itself supplies: no reason to keep its form closed.
_SUPPLIED = {
    Act.ASSESS: {Lacks.WRITTEN_ASSESSMENT, Lacks.DUTIES, Lacks.FACTORS},
    Act.NOTIFY: {Lacks.CONTENTS, Lacks.CHANNELS},
    Act.REASSESS: {Lacks.REASSESSMENT, Lacks.FACTORS},
    Act.SEND_FINAL: {Lacks.CONTENTS, Lacks.CHANNELS},
}
_WITH_DATE = {Lacks.WINDOW_OPEN, Lacks.DISPUTE_OPEN}
# The second look is written down as an assessment, not given out.
_NOT_BY_HAND = {REASSESSMENT}
_OWN_STEP = {
    ("preliminary_adverse", CaseStage.ASSESSED.value),
    ("final_adverse", CaseStage.DECIDED.value),
}


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record of the report: what may be considered, or only why it may not."""

    number: int
    what: tuple[Label, ...]
    grade: Label
    since: date | None
    text: str
    is_withheld: bool
    reasons: tuple[dict[str, object], ...]


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """A written assessment."""

    number: int
    factors: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    conclusion: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice of this case: due, missing or sent. ``is_due`` asks for it now."""

    kind: str
    name: str
    when: Label
    laws: tuple[str, ...]
    is_required: bool
    is_due: bool
    sent: tuple[dict[str, object], ...]
    is_written: bool
    may_be_noted: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The step that is next; ``against`` says what stands against it now, ``earliest`` the first day for it."""

    act: str
    against: Label
    earliest: date | None


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the officer of a case works with."""

    laws: tuple[LawLine, ...]
    left_out: tuple[tuple[str, Label], ...]
    step: Step
    zone: str
    days_left: int | None
    is_late: bool
    records: tuple[RecordLine, ...]
    assessments: tuple[AssessmentLine, ...]
    notices: tuple[NoticeLine, ...]
    responses: tuple[tuple[datetime, str], ...]
    requests: tuple[tuple[date, Label], ...]
    dispute_since: date | None
    notified_at: datetime | None
    received_on: date | None
    respond_by: date | None
    earliest_final: date | None
    decide_by: date | None
    presentation_at: datetime | None
    decided_at: datetime | None
    final_sent_at: datetime | None
    may_be_disputed: bool


def worked_case(person: Person, case_id: UUID) -> FairChanceCase:
    """The case of the officer named for it, with what the screens show; another's is not found."""
    rows = visible(person, "recruitment.work_case").select_related(
        "offer__application__person", "offer__opening__office"
    )
    case: FairChanceCase = get_object_or_404(rows.prefetch_related("laws"), pk=case_id)
    return case


def step_of(case: FairChanceCase, stack: Stack, facts: Facts, at: datetime) -> Step:
    """What the officer does next, and what stands against it."""
    acts = [act for act in PATH.actions(case.stage) if act not in {Act.CLEAR, Act.WITHDRAW, Act.REFER}]
    act = next(iter(acts), "")
    if case.stage == CaseStage.NOTIFIED:
        act = Act.REASSESS if facts.has_response else Act.DECIDE
    against = why_not(act, stack, facts, at) if act else None
    if against in _SUPPLIED.get(Act(act), set()) if act else False:
        against = None
    early = against in _WITH_DATE and facts.timeline is not None
    earliest = facts.timeline.earliest_final if early and facts.timeline else None
    return Step(act, LACKS[against] if against else "", earliest)


def desk(person: Person, case_id: UUID, at: datetime) -> Desk:
    """The desk of a case. Call ``look_at_case`` first: reading is audited."""
    case = worked_case(person, case_id)
    stack = stack_of_case(case, law_day(case, at))
    facts, names, today = facts_of_case(case, stack, at), names_of(stack), day_of(case, at)
    open_dispute = case.disputes.filter(closed_on__isnull=True).first()
    last_day = case.respond_by if case.stage == CaseStage.NOTIFIED else None
    return Desk(
        laws=laws_of(stack, case.laws.all()),
        left_out=left_out_of(stack, case.laws.all()),
        step=step_of(case, stack, facts, at),
        zone=zone_in_words(at.astimezone(zones_of(case)[0]), get_language() or "en"),
        days_left=max(0, (last_day - today).days) if last_day else None,
        is_late=case.decided_at is None and case.decide_by is not None and case.decide_by < today,
        records=tuple(_record(row, names) for row in case.records.order_by("number")),
        assessments=tuple(_assessment(row) for row in case.assessments.order_by("number")),
        notices=notices_of(case, stack, facts, names),
        responses=tuple((row.sent_at, row.text) for row in case.responses.order_by("sent_at", "pk")),
        requests=tuple((row.asked_on, ASKS[Ask(row.kind)]) for row in case.requests.order_by("asked_at", "pk")),
        dispute_since=open_dispute.opened_on if open_dispute else None,
        notified_at=case.notified_at,
        received_on=case.received_on,
        respond_by=case.respond_by,
        earliest_final=case.earliest_final,
        decide_by=case.decide_by,
        presentation_at=case.presentation_at,
        decided_at=case.decided_at,
        final_sent_at=case.final_sent_at,
        may_be_disputed=case.stage in {CaseStage.NOTIFIED, CaseStage.REASSESSED},
    )


def _record(row: CaseRecord, names: dict[str, str]) -> RecordLine:
    facts: Any = row.facts or {}
    words = {**RECORD_OUTCOMES, **RECORD_MARKS}
    return RecordLine(
        number=row.number,
        what=tuple(words.get(kind, kind) for kind in facts.get("kinds", ())),
        grade=RECORD_GRADES[facts["grade"]] if facts.get("grade") else "",
        since=date.fromisoformat(facts["since"]) if facts else None,
        text=row.text or "",
        is_withheld=row.is_withheld,
        reasons=tuple(reason_line(reason, names) for reason in row.reasons),
    )


def _assessment(row: CaseAssessment) -> AssessmentLine:
    said: Any = row.factors
    return AssessmentLine(
        number=row.number,
        factors=tuple((name_of("factor", code), text) for code, text in said.items()),
        duties=tuple(row.duties),
        conclusion=row.conclusion,
        written_at=row.written_at,
    )


def _due_before(case: FairChanceCase) -> When:
    """Notices of earlier points than this are due now."""
    if case.stage in {CaseStage.ASSESSED, CaseStage.SORTED}:
        return When.PRELIMINARY
    return When.VOLUNTEERED if case.stage == CaseStage.DISCLOSED else When.OFFER


def notices_of(case: FairChanceCase, stack: Stack, facts: Facts, names: dict[str, str]) -> tuple[NoticeLine, ...]:
    """The notices of a case in order: those that a law wants, and those that were given out."""
    sent: dict[str, list[dict[str, object]]] = {}
    for row in case.notices.prefetch_related("deliveries"):
        sent[row.kind] = [_delivery(one) for one in row.deliveries.all()]
    due = set(must_have_been_sent(stack, _due_before(case))) - set(sent)
    lines: Iterable[NoticeLine] = (
        NoticeLine(
            kind=notice.kind,
            name=name_of("notice", notice.kind),
            when=WHEN[notice.when],
            laws=tuple(names[law] for law in notice.laws),
            is_required=notice.is_required,
            is_due=notice.kind in due or (notice.kind, case.stage) in _OWN_STEP,
            sent=tuple(sent.get(notice.kind, ())),
            is_written=notice.kind in sent,
            may_be_noted=notice.kind not in _NOT_BY_HAND,
        )
        for notice in stack.notices
    )
    return tuple(line for line in lines if line.is_required or line.is_written)


def _delivery(row: CaseDelivery) -> dict[str, object]:
    return {
        "channel": CHANNELS[Channel(row.channel)],
        "sent_on": row.sent_on,
        "confirmed_on": row.confirmed_on,
        "proof": row.proof,
    }
