"""The path of a case that has something to review: sort, assess, notify, wait, look again, decide, tell.

Every step asks the engine what still stands against it at the moment given (``why_not``), so that no service decides
before every window has closed; a database constraint holds it too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from recruitment.models import (
    CaseAssessment,
    CaseDelivery,
    CaseDispute,
    CaseNotice,
    CaseRecord,
    FairChanceCase,
)
from recruitment.queries.fair_chance_path import FINAL, PRELIMINARY, day_of, heard_by, law_day, stack_of_case
from recruitment.queries.paper_days import is_out_of_date, promised_in
from recruitment.queries.papers_in_hand import InHand, in_hand, needs_paper
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage
from recruitment.rules.fair_chance_case import PATH, Act, Lacks, may_weigh_again, missing_contents
from recruitment.rules.fair_chance_notices import kinds_with
from recruitment.rules.fair_chance_records import GRADES, KINDS, Record, years_since
from recruitment.rules.fair_chance_windows import Address, Channel, Delivery, Happened
from recruitment.rules.stages import Action
from recruitment.services.applications import take_step
from recruitment.services.case_answers import NoRoomForAnswer
from recruitment.services.fair_chance import (
    note_step,
    reasons_as_kept,
    require_inquiry,
    sorted_first,
    take_case_step,
    worked,
)
from recruitment.services.fair_chance_steps import NotYet, mark_heard, refresh_dates, require_step


class SaidMeanwhile(Conflict):
    """Something came up while the officer wrote."""

    sentence = _(
        "Something came up while you wrote. Read it beside this form, then save again. What you wrote is kept."
    )


class NoPaper(Conflict):
    """No notice was written, or what it rests on has changed since."""

    sentence = _(
        "Write this notice as a PDF first. Only a notice that was written, and says all it must, can be sent."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One record of a report, as an officer enters it. ``since`` is the day from which the law counts its age."""

    kinds: frozenset[str]
    since: date
    grade: str | None = None
    out_on_bail: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """A notice given out by one channel; ``proof`` is a tracking number or the number of a letter."""

    channel: Channel
    proof: str
    address: Address | None = None
    confirmed_on: date | None = None


@transaction.atomic
def sort_records(*, actor: Person, case_id: UUID, found: Sequence[Found], at: datetime) -> FairChanceCase:
    """Write down the records of a report; of what a law excludes only the reasons are kept.

    Raises ``Refused``, ``MayNotAsk``, ``Withdrawn``, ``NotAllowed``, and ``ValueError`` for a kind there is not.
    """
    case = worked(actor, case_id)
    require_inquiry(case, at)
    PATH.after(case.stage, Act.SORT)
    day = day_of(case, at)
    stack = stack_of_case(case, law_day(case, at))
    rows = []
    for number, one in enumerate(found, 1):
        if one.kinds - KINDS or (one.grade is not None and one.grade not in GRADES):
            raise ValueError(f"no such kind or grade in record {number}")
        record = Record(one.kinds, one.grade, years_since(one.since, day), one.out_on_bail)
        reasons: Any = reasons_as_kept(record, stack)
        facts: Any = {
            "kinds": sorted(one.kinds), "grade": one.grade, "since": one.since.isoformat(),
            "out_on_bail": one.out_on_bail,
        }  # fmt: skip
        rows.append(
            CaseRecord(
                case=case, number=number, is_withheld=bool(reasons), reasons=reasons,
                facts=None if reasons else facts, text=None if reasons else one.text.strip(),
            )
        )  # fmt: skip
    CaseRecord.objects.bulk_create(rows)
    take_case_step(case, Act.SORT, actor=actor, at=at)
    return case


@sorted_first
@transaction.atomic
def write_assessment(
    *, actor: Person, case_id: UUID, factors: Mapping[str, str], duties: Sequence[str], conclusion: str, at: datetime,
    heard: str | None = None,
) -> FairChanceCase:  # fmt: skip
    """Write the individualized assessment, or after the window the second one; the records are sorted again first.

    It says something to every factor that the laws name, against duties of the job, and is written anew as often as
    something comes up. ``heard`` is the mark of the last thing that the officer had read (``heard_by``). Raises
    :class:`SaidMeanwhile` where more came since, :class:`NotYet` with what is missing, ``Refused``, ``MayNotAsk``,
    ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    require_inquiry(case, at)
    is_second = case.notified_at is not None
    act = Act.REASSESS if is_second else Act.ASSESS
    PATH.after(case.stage, act)
    if not may_weigh_again(case.stage, is_look_due=case.look_due_at is not None):
        raise NotYet(Lacks.NOTHING_NEW)
    if heard is not None and heard != heard_by(case):
        raise SaidMeanwhile
    said: Any = {code: text.strip() for code, text in factors.items() if text.strip()}
    named: Any = [duty.strip() for duty in duties if duty.strip()]
    CaseAssessment.objects.create(
        case=case,
        number=case.assessments.count() + 1,
        is_second=is_second,
        factors=said,
        duties=named,
        conclusion=conclusion.strip(),
        officer=actor,
        written_at=at,
    )
    require_step(case, act, at)
    case.look_due_at = None
    take_case_step(case, act, actor=actor, at=at)
    return case


def _keep_notice(
    case: FairChanceCase, kinds: Iterable[str], *, sendings: Sequence[Sending], actor: Person, at: datetime
) -> None:
    """Keep a notice with the paper that went out and the proofs of sending; what is there already stays.

    ``kinds`` are the notices that go out as one paper. What a notice says is what its paper was proved to say. Raises
    :class:`NoPaper`.
    """
    kept = {notice.kind: notice for notice in case.notices.filter(kind__in=list(kinds))}
    new = [kind for kind in kinds if kind not in kept]
    papers = in_hand(case, new[0]) if new else InHand()
    if any(needs_paper(kind) for kind in new) and (papers.is_old or not papers.papers):
        raise NoPaper
    if new:
        _require_days(case, new[0], papers, sendings, at)
    for kind in new:
        kept[kind] = CaseNotice.objects.create(
            case=case, kind=kind, contents=sorted(papers.held), written_at=at, written_by=actor
        )
    for paper in papers.papers:
        paper.notice = kept[new[0]]
        paper.save(update_fields=["notice"])
    for notice in kept.values():
        for one in sendings:
            _keep_delivery(notice, one, day_of(case, at))


def _require_days(case: FairChanceCase, kind: str, papers: InHand, sendings: Sequence[Sending], at: datetime) -> None:
    """Refuse a paper that promises less time than the law gives from today and from these ways of sending.

    What it promises beyond the law is kept: its day of receipt counts for the case. Raises :class:`NotYet`.
    """
    day = day_of(case, at)
    mailed = next((one.address for one in sendings if one.address), Address.IN_STATE)
    real = Happened(tuple(Delivery(one.channel, day) for one in sendings), mailed)
    if sendings and is_out_of_date(case, kind, papers, real, at):
        raise NotYet(Lacks.OTHER_DAYS)
    said = promised_in(papers).get("received")
    if kind == PRELIMINARY and said:
        case.counted_from = date.fromisoformat(said)


def _keep_delivery(notice: CaseNotice, one: Sending, day: date) -> None:
    CaseDelivery.objects.get_or_create(
        notice=notice,
        channel=one.channel.value,
        defaults={
            "address": one.address.value if one.address else "",
            "sent_on": day,
            "proof": one.proof.strip(),
            "confirmed_on": one.confirmed_on,
        },
    )


def _contents_of(case: FairChanceCase, kind: str) -> list[str]:
    contents: list[str] = case.notices.get(kind=kind).contents
    return contents


@transaction.atomic
def note_notice(
    *, actor: Person, case_id: UUID, kind: str, sendings: Sequence[Sending], at: datetime
) -> FairChanceCase:
    """Keep the proof that the paper of a notice went out; noting it twice is once.

    Notices that are one paper are noted together. Raises ``Refused``, :class:`NoPaper`, :class:`NotYet` for a paper
    that does not say all it must, and ``ValueError`` for the preliminary and the final notice, which have services
    of their own.
    """
    if kind in {PRELIMINARY, FINAL}:
        raise ValueError(f"{kind} has a service of its own")
    case = worked(actor, case_id)
    stack = stack_of_case(case, law_day(case, at))
    asked = {notice.kind for notice in stack.notices}
    kinds = [kind, *sorted((kinds_with(kind) & asked) - {kind})]
    _keep_notice(case, kinds, sendings=sendings, actor=actor, at=at)
    if any(missing_contents(stack, one, frozenset(_contents_of(case, one))) for one in kinds):
        raise NotYet(Lacks.CONTENTS)
    note_step(case, "note_notice", case.stage, actor=actor, at=at)
    return case


@sorted_first
@transaction.atomic
def send_preliminary(*, actor: Person, case_id: UUID, sendings: Sequence[Sending], at: datetime) -> FairChanceCase:
    """Note that the preliminary notice went out by every channel that it must, and start the clocks.

    The records are sorted again first. It says what its paper was proved to say. Raises :class:`NotYet` with what is
    missing, :class:`NoPaper`, ``Refused``, ``MayNotAsk``, ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    if case.stage == CaseStage.NOTIFIED:
        return case
    require_inquiry(case, at)
    PATH.after(case.stage, Act.NOTIFY)
    _keep_notice(case, [PRELIMINARY], sendings=sendings, actor=actor, at=at)
    require_step(case, Act.NOTIFY, at, contents=_contents_of(case, PRELIMINARY))
    case.notified_at = at
    take_case_step(case, Act.NOTIFY, actor=actor, at=at)
    refresh_dates(case, at)
    return case


@transaction.atomic
def open_dispute(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Note that the applicant disputes the report with the company that made it: the clock stands still."""
    case = worked(actor, case_id)
    if case.stage in CLOSED_CASES or case.decided_at is not None:
        raise NoRoomForAnswer
    _row, is_new = CaseDispute.objects.get_or_create(
        case=case, closed_on=None, defaults={"opened_on": day_of(case, at)}
    )
    if is_new:
        note_step(case, "open_dispute", case.stage, actor=actor, at=at)
        mark_heard(case, at)
        refresh_dates(case, at)
    return case


@transaction.atomic
def close_dispute(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Note that the company has answered; closing twice is once."""
    case = worked(actor, case_id)
    today = Value(day_of(case, at), DateField())
    closed = case.disputes.filter(closed_on__isnull=True).update(closed_on=Greatest(F("opened_on"), today))
    if closed:
        note_step(case, "close_dispute", case.stage, actor=actor, at=at)
        mark_heard(case, at)
        refresh_dates(case, at)
    return case


@sorted_first
@transaction.atomic
def decide_against(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Decide finally that the case is not cleared; the database refuses a moment before every window has closed.

    The records are sorted again first: what became too old meanwhile is withheld, whatever comes of the decision.
    Raises :class:`NotYet` with what is missing, ``Refused``, ``MayNotAsk``, ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    if case.stage == CaseStage.DECIDED:
        return case
    require_inquiry(case, at)
    refresh_dates(case, at)
    require_step(case, Act.DECIDE, at)
    case.decided_at = at
    take_case_step(case, Act.DECIDE, actor=actor, at=at)
    return case


@transaction.atomic
def send_final(*, actor: Person, case_id: UUID, sendings: Sequence[Sending], at: datetime) -> FairChanceCase:
    """Note that the final notice went out by every channel that it must, and close the case. Raises as above.

    The offer ends with it. For everybody but the applicant and the officer that is a withdrawal like any other: the
    application takes the same step, and the seat goes to the next in line.
    """
    case = worked(actor, case_id)
    if case.stage == CaseStage.NOT_CLEARED:
        return case
    require_inquiry(case, at)
    PATH.after(case.stage, Act.SEND_FINAL)
    _keep_notice(case, [FINAL], sendings=sendings, actor=actor, at=at)
    require_step(case, Act.SEND_FINAL, at, contents=_contents_of(case, FINAL))
    case.final_sent_at = at
    take_case_step(case, Act.SEND_FINAL, actor=actor, at=at)
    take_step(case.offer.application, actor=None, action=Action.WITHDRAW, at=at, reason="")
    return case
