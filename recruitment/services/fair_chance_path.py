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
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from recruitment.models import (
    CaseAssessment,
    CaseDelivery,
    CaseDispute,
    CaseNotice,
    CaseRecord,
    CaseRequest,
    CaseResponse,
    FairChanceCase,
)
from recruitment.models.fair_chance_path import FIRST, SECOND
from recruitment.models.fair_chance_wording import LACKS
from recruitment.queries.fair_chance_path import (
    FINAL,
    PRELIMINARY,
    day_of,
    facts_of_case,
    law_day,
    stack_of_case,
    timeline_for,
)
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage
from recruitment.rules.fair_chance_case import PATH, Act, Lacks, why_not
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_records import GRADES, KINDS, Record, reasons_against, years_since
from recruitment.rules.fair_chance_windows import Address, Channel
from recruitment.services.fair_chance import locked_case, note_step, require_inquiry, take_case_step, worked


class NotYet(Conflict):
    """The law still wants something before this step; ``lacks`` says what."""

    def __init__(self, lacks: Lacks) -> None:
        """Say what is missing in words."""
        super().__init__(LACKS[lacks])
        self.lacks = lacks


class NoRoomForAnswer(Conflict):
    """There is nothing to respond to, or everything was decided."""

    sentence = _("There is no notice that waits for an answer now.")


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


def _require_step(case: FairChanceCase, act: Act, at: datetime, *, contents: Iterable[str] = ()) -> None:
    """Refuse a step that the table does not have, or before which the law still wants something."""
    PATH.after(case.stage, act)
    stack = stack_of_case(case, law_day(case, at))
    lacks = why_not(act, stack, facts_of_case(case, stack, at, contents=contents), at)
    if lacks is not None:
        raise NotYet(lacks)


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
        reasons = [{"law": r.law, "why": r.why.value, "code": r.code} for r in reasons_against(record, stack)]
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


@transaction.atomic
def write_assessment(
    *, actor: Person, case_id: UUID, factors: Mapping[str, str], duties: Sequence[str], conclusion: str, at: datetime
) -> FairChanceCase:
    """Write the individualized assessment, or after the window the second one.

    It says something to every factor that the laws name, against duties of the job. Raises :class:`NotYet` with what
    is missing, ``Refused``, ``MayNotAsk``, ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    require_inquiry(case, at)
    is_second = case.stage == CaseStage.NOTIFIED
    act = Act.REASSESS if is_second else Act.ASSESS
    PATH.after(case.stage, act)
    said: Any = {code: text.strip() for code, text in factors.items() if text.strip()}
    named: Any = [duty.strip() for duty in duties if duty.strip()]
    CaseAssessment.objects.create(
        case=case,
        number=SECOND if is_second else FIRST,
        factors=said,
        duties=named,
        conclusion=conclusion.strip(),
        officer=actor,
        written_at=at,
    )
    _require_step(case, act, at)
    take_case_step(case, act, actor=actor, at=at)
    return case


def _keep_notice(
    case: FairChanceCase,
    kind: str,
    *,
    contents: Iterable[str],
    sendings: Sequence[Sending],
    actor: Person,
    at: datetime,
) -> None:
    """Keep a notice with its proofs of sending; what is there already stays."""
    notice, _is_new = CaseNotice.objects.get_or_create(
        case=case, kind=kind, defaults={"contents": sorted(contents), "written_at": at, "written_by": actor}
    )
    for one in sendings:
        CaseDelivery.objects.get_or_create(
            notice=notice,
            channel=one.channel.value,
            defaults={
                "address": one.address.value if one.address else "",
                "sent_on": day_of(case, at),
                "proof": one.proof.strip(),
                "confirmed_on": one.confirmed_on,
            },
        )


@transaction.atomic
def note_notice(
    *, actor: Person, case_id: UUID, kind: str, contents: Sequence[str], sendings: Sequence[Sending], at: datetime
) -> FairChanceCase:
    """Keep the proof of a notice that comes before the preliminary one; noting it twice is once.

    Raises ``Refused``, and ``ValueError`` for the preliminary and the final notice, which have services of their own.
    """
    if kind in {PRELIMINARY, FINAL}:
        raise ValueError(f"{kind} has a service of its own")
    case = worked(actor, case_id)
    _keep_notice(case, kind, contents=contents, sendings=sendings, actor=actor, at=at)
    note_step(case, "note_notice", case.stage, actor=actor, at=at)
    return case


def refresh_dates(case: FairChanceCase, at: datetime) -> None:
    """Work the dates out anew; within the transaction of its caller, before anything is decided."""
    found = timeline_for(case, stack_of_case(case, law_day(case, at)))
    if found is None or case.decided_at is not None:
        return
    timeline, case.final_from = found
    case.received_on, case.respond_by = timeline.received, timeline.response_deadline
    case.earliest_final, case.decide_by = timeline.earliest_final, timeline.decide_by
    case.save(update_fields=["received_on", "respond_by", "earliest_final", "decide_by", "final_from"])


@transaction.atomic
def send_preliminary(
    *, actor: Person, case_id: UUID, contents: Sequence[str], sendings: Sequence[Sending], at: datetime
) -> FairChanceCase:
    """Note that the preliminary notice went out by every channel that it must, and start the clocks.

    Raises :class:`NotYet` with what is missing, ``Refused``, ``MayNotAsk``, ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    if case.stage == CaseStage.NOTIFIED:
        return case
    require_inquiry(case, at)
    PATH.after(case.stage, Act.NOTIFY)
    _keep_notice(case, PRELIMINARY, contents=contents, sendings=sendings, actor=actor, at=at)
    _require_step(case, Act.NOTIFY, at, contents=contents)
    case.notified_at = at
    take_case_step(case, Act.NOTIFY, actor=actor, at=at)
    refresh_dates(case, at)
    return case


def _answering(actor: Person, case_id: UUID) -> FairChanceCase:
    case = locked_case(case_id)
    require(actor, "recruitment.own_case", case)
    if case.stage not in {CaseStage.NOTIFIED, CaseStage.REASSESSED}:
        raise NoRoomForAnswer
    return case


@transaction.atomic
def respond(*, actor: Person, case_id: UUID, text: str, at: datetime) -> FairChanceCase:
    """Keep what the applicant writes; the window stays as long as it is. Raises ``Refused`` or `NoRoomForAnswer`."""
    case = _answering(actor, case_id)
    CaseResponse.objects.create(case=case, text=text.strip(), sent_at=at)
    note_step(case, "respond", case.stage, actor=actor, at=at)
    refresh_dates(case, at)
    return case


@transaction.atomic
def ask_for_time(*, actor: Person, case_id: UUID, kind: Ask, at: datetime) -> FairChanceCase:
    """Note that the applicant asked for more time, disputes the report or wants to speak; each kind counts once."""
    case = _answering(actor, case_id)
    _row, is_new = CaseRequest.objects.get_or_create(
        case=case, kind=kind.value, defaults={"asked_at": at, "asked_on": day_of(case, at)}
    )
    if is_new:
        note_step(case, "ask_time", case.stage, actor=actor, at=at)
        refresh_dates(case, at)
    return case


@transaction.atomic
def confirm_receipt(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Note that the applicant opened a notice that was sent to their own page; the first time counts."""
    case = _answering(actor, case_id)
    here = CaseDelivery.objects.filter(notice__case=case, notice__kind=PRELIMINARY, channel=Channel.PORTAL.value)
    if here.filter(confirmed_on__isnull=True).update(confirmed_on=day_of(case, at)):
        note_step(case, "confirm_receipt", case.stage, actor=actor, at=at)
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
        refresh_dates(case, at)
    return case


@transaction.atomic
def close_dispute(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Note that the company has answered; closing twice is once."""
    case = worked(actor, case_id)
    closed = case.disputes.filter(closed_on__isnull=True).update(closed_on=day_of(case, at))
    if closed:
        note_step(case, "close_dispute", case.stage, actor=actor, at=at)
        refresh_dates(case, at)
    return case


@transaction.atomic
def decide_against(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Decide finally that the case is not cleared; the database refuses a moment before every window has closed.

    Raises :class:`NotYet` with what is missing, ``Refused``, ``MayNotAsk``, ``Withdrawn`` or ``NotAllowed``.
    """
    case = worked(actor, case_id)
    if case.stage == CaseStage.DECIDED:
        return case
    require_inquiry(case, at)
    refresh_dates(case, at)
    _require_step(case, Act.DECIDE, at)
    case.decided_at = at
    take_case_step(case, Act.DECIDE, actor=actor, at=at)
    return case


@transaction.atomic
def send_final(
    *, actor: Person, case_id: UUID, contents: Sequence[str], sendings: Sequence[Sending], at: datetime
) -> FairChanceCase:
    """Note that the final notice went out by every channel that it must, and close the case. Raises as above."""
    case = worked(actor, case_id)
    if case.stage == CaseStage.NOT_CLEARED:
        return case
    require_inquiry(case, at)
    PATH.after(case.stage, Act.SEND_FINAL)
    _keep_notice(case, FINAL, contents=contents, sendings=sendings, actor=actor, at=at)
    _require_step(case, Act.SEND_FINAL, at, contents=contents)
    case.final_sent_at = at
    take_case_step(case, Act.SEND_FINAL, actor=actor, at=at)
    return case
