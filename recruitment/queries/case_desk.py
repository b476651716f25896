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
from recruitment.models.case_papers import EVIDENCE
from recruitment.models.case_wording import (
    ASKS,
    CHANNELS,
    LATE_KINDS,
    RECORD_GRADES,
    RECORD_MARKS,
    RECORD_OUTCOMES,
    WHEN,
)
from recruitment.models.case_wording import Words as Label
from recruitment.models.fair_chance_wording import LACKS, PATH_STEPS
from recruitment.queries.case_laws import LawLine, laws_of, left_out_of, name_of, names_of, reason_line
from recruitment.queries.fair_chance_path import day_of, facts_of_case, law_day, newest_look, stack_of_case, zones_of
from recruitment.queries.law_exemptions import CaseException, exceptions_of_case
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_answers import HEARD, WEIGHING, Late
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
# Where an assessment stands and is written anew when something came up.
_WEIGHS_AGAIN = {CaseStage.ASSESSED: Act.ASSESS, CaseStage.REASSESSED: Act.REASSESS}
_AFTER_DECISION = {CaseStage.DECIDED.value, CaseStage.NOT_CLEARED.value}
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
    """A written assessment; ``is_newest`` where no later one of its kind took its place."""

    number: int
    is_second: bool
    is_newest: bool
    factors: tuple[tuple[str, str], ...]
    duties: tuple[str, ...]
    conclusion: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A notice as a PDF in one language."""

    language: str
    file_id: UUID


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
    papers: tuple[PaperLine, ...]
    is_written: bool
    may_be_noted: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The step that is next; ``against`` says what stands against it now, ``earliest`` the first day for it.

    ``is_again`` where an assessment stands already and another takes its place.
    """

    act: str
    against: Label
    earliest: date | None
    is_again: bool


@dataclass(frozen=True, slots=True)
class HandLine:
    """The case went from one officer to another."""

    at: datetime
    before: str
    reason: str


@dataclass(frozen=True, slots=True)
class LateLine:
    """Something that the applicant sent after the decision."""

    sent_at: datetime
    what: Label
    text: str
    file_id: UUID | None


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with the applicant: whether one was asked for, and what became of it. ``is_over`` once its time came."""

    is_asked: bool
    is_over: bool
    outcome: str
    may_be_set: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the officer of a case works with."""

    laws: tuple[LawLine, ...]
    left_out: tuple[tuple[str, Label], ...]
    exceptions: tuple[CaseException, ...]
    step: Step
    zone: str
    days_left: int | None
    is_late: bool
    records: tuple[RecordLine, ...]
    assessments: tuple[AssessmentLine, ...]
    notices: tuple[NoticeLine, ...]
    responses: tuple[tuple[datetime, str], ...]
    requests: tuple[tuple[date, Label], ...]
    evidence: tuple[tuple[datetime, UUID], ...]
    dispute_since: date | None
    notified_at: datetime | None
    received_on: date | None
    respond_by: date | None
    earliest_final: date | None
    decide_by: date | None
    presentation_at: datetime | None
    talk: Talk
    counsel: str
    decided_at: datetime | None
    final_sent_at: datetime | None
    may_be_disputed: bool
    came_up: tuple[tuple[Label, datetime], ...]
    late: tuple[LateLine, ...]
    hands: tuple[HandLine, ...]


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
        act = Act.REASSESS if facts.needs_second_look else Act.DECIDE
    elif facts.is_look_due:
        act = _WEIGHS_AGAIN.get(CaseStage(case.stage), act)
    against = why_not(act, stack, facts, at) if act else None
    if against in _SUPPLIED.get(Act(act), set()) if act else False:
        against = None
    early = against in _WITH_DATE and facts.timeline is not None
    earliest = facts.timeline.earliest_final if early and facts.timeline else None
    if earliest is not None and facts.today is not None and earliest < facts.today:
        earliest = None  # A day that has passed promises nothing while a dispute goes on.
    is_again = facts.is_look_due and case.stage in _WEIGHS_AGAIN
    return Step(act, LACKS[against] if against else "", earliest, is_again)


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
        exceptions=exceptions_of_case(case, law_day(case, at)),
        step=step_of(case, stack, facts, at),
        zone=zone_in_words(at.astimezone(zones_of(case)[0]), get_language() or "en"),
        days_left=max(0, (last_day - today).days) if last_day else None,
        is_late=case.decided_at is None and case.decide_by is not None and case.decide_by < today,
        records=tuple(_record(row, names) for row in case.records.order_by("number")),
        assessments=_assessments(case.assessments.order_by("number")),
        notices=notices_of(case, stack, facts, names),
        responses=tuple((row.sent_at, row.text) for row in case.responses.order_by("sent_at", "pk") if row.text),
        evidence=tuple(case.files.filter(code=EVIDENCE).order_by("added_at", "pk").values_list("added_at", "file_id")),
        requests=tuple((row.asked_on, ASKS[Ask(row.kind)]) for row in case.requests.order_by("asked_at", "pk")),
        dispute_since=open_dispute.opened_on if open_dispute else None,
        notified_at=case.notified_at,
        received_on=case.received_on,
        respond_by=case.respond_by,
        earliest_final=case.earliest_final,
        decide_by=case.decide_by,
        presentation_at=case.presentation_at,
        talk=_talk(case, facts, at),
        counsel=case.late_counsel,
        decided_at=case.decided_at,
        final_sent_at=case.final_sent_at,
        may_be_disputed=case.stage in {CaseStage.NOTIFIED, CaseStage.REASSESSED},
        came_up=_came_up(case),
        late=tuple(
            LateLine(row.sent_at, LATE_KINDS[Late(row.kind)], row.text, row.file.file_id if row.file else None)
            for row in case.late_words.select_related("file").order_by("sent_at", "pk")
        ),
        hands=tuple(
            HandLine(row.at, row.before.get_full_name() if row.before else "", row.reason)
            for row in case.hand_overs.select_related("before").order_by("at", "pk")
        ),
    )


def _came_up(case: FairChanceCase) -> tuple[tuple[Label, datetime], ...]:
    """What came up after the newest assessment and has to be weighed, in its order."""
    if case.look_due_at is None or case.stage not in {CaseStage.NOTIFIED, *_WEIGHS_AGAIN}:
        return ()
    rows = list(case.steps.filter(action__in=HEARD | WEIGHING).order_by("pk"))
    since = max((place for place, row in enumerate(rows, 1) if row.action in WEIGHING), default=0)
    return tuple((PATH_STEPS[row.action], row.at) for row in rows[since:])


def _talk(case: FairChanceCase, facts: Facts, at: datetime) -> Talk:
    is_over = case.presentation_at is not None and case.presentation_at <= at
    may_be_set = case.stage in {CaseStage.NOTIFIED, CaseStage.REASSESSED} and case.presentation_outcome != "held"
    return Talk(facts.asked_to_speak, is_over, case.presentation_outcome, may_be_set)


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


def _assessments(rows: Iterable[CaseAssessment]) -> tuple[AssessmentLine, ...]:
    written = list(rows)
    last = {newest_look(written, is_second=is_second) for is_second in (False, True)}
    return tuple(_assessment(row, is_newest=row in last) for row in written)


def _assessment(row: CaseAssessment, *, is_newest: bool) -> AssessmentLine:
    said: Any = row.factors
    return AssessmentLine(
        number=row.number,
        is_second=row.is_second,
        is_newest=is_newest,
        factors=tuple((name_of("factor", code), text) for code, text in said.items()),
        duties=tuple(row.duties),
        conclusion=row.conclusion,
        written_at=row.written_at,
    )


def _due_before(case: FairChanceCase) -> When:
    """Notices of earlier points than this are due now."""
    if case.stage in {CaseStage.ASSESSED, CaseStage.SORTED}:
        return When.PRELIMINARY
    if case.stage in _AFTER_DECISION:
        return When.REQUEST
    return When.VOLUNTEERED if case.stage == CaseStage.DISCLOSED else When.OFFER


def _due_after_response(case: FairChanceCase, stack: Stack, facts: Facts) -> set[str]:
    """The second look as a paper of its own, where a law wants one and the applicant responded."""
    if not facts.has_response or case.stage not in {CaseStage.REASSESSED, *_AFTER_DECISION}:
        return set()
    return {notice.kind for notice in stack.notices if notice.when == When.RESPONSE and notice.is_required}


def notices_of(case: FairChanceCase, stack: Stack, facts: Facts, names: dict[str, str]) -> tuple[NoticeLine, ...]:
    """The notices of a case in order: those that a law wants, and those that were given out."""
    sent: dict[str, list[dict[str, object]]] = {}
    papers: dict[str, tuple[PaperLine, ...]] = {}
    for row in case.notices.prefetch_related("deliveries", "papers"):
        sent[row.kind] = [_delivery(one) for one in row.deliveries.all()]
        papers[row.kind] = tuple(
            PaperLine(paper.language, paper.file_id)
            for paper in sorted(row.papers.all(), key=lambda paper: paper.language)
        )
    due = {*must_have_been_sent(stack, _due_before(case)), *_due_after_response(case, stack, facts)} - set(sent)
    lines: Iterable[NoticeLine] = (
        NoticeLine(
            kind=notice.kind,
            name=name_of("notice", notice.kind),
            when=WHEN[notice.when],
            laws=tuple(names[law] for law in notice.laws),
            is_required=notice.is_required,
            is_due=(notice.kind in due - _NOT_BY_HAND) or (notice.kind, case.stage) in _OWN_STEP,
            sent=tuple(sent.get(notice.kind, ())),
            papers=papers.get(notice.kind, ()),
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
