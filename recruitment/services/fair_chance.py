"""The fair-chance step: opened by an accepted conditional offer, authorized by the applicant, cleared by the officer.

No function here asks or keeps anything about a record before :func:`may_inquire` allows it, and none
decides against anybody: that needs notices and waiting periods first.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment import signals
from recruitment.models import CaseStep, FairChanceCase, Offer
from recruitment.models.selection_wording import INQUIRY_REASONS
from recruitment.queries.fair_chance import standing_of
from recruitment.queries.fair_chance_path import day_of, law_day, record_of, stack_of_case
from recruitment.rules import selection_letters as kinds
from recruitment.rules.fair_chance import CLOSED_CASES, CONFIDENTIAL, CaseStage, may_inquire
from recruitment.rules.fair_chance_case import PATH, Act
from recruitment.rules.fair_chance_records import Record, reasons_against
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.offers import OfferStage
from recruitment.rules.stages import Action, Stage
from recruitment.services import selection_letters
from recruitment.services.applications import locked, take_step
from recruitment.services.case_unsent import take_back_papers
from recruitment.services.fair_chance_law import keep_law
from recruitment.services.fair_chance_steps import mark_heard, require_step

_P = ParamSpec("_P")
# Where records are kept and weighed, before anything is decided.
WEIGHED = frozenset({CaseStage.SORTED, CaseStage.ASSESSED, CaseStage.NOTIFIED, CaseStage.REASSESSED})


class MayNotAsk(Conflict):
    """Nothing about a record may be asked or kept now; the sentence says why."""


class NoCase(Conflict):
    """A case needs an accepted conditional offer."""

    sentence = _("A fair-chance case opens only when a conditional offer was accepted.")


class CaseTaken(Conflict):
    """Another officer has the case."""

    sentence = _("Another officer has taken this case.")


class Withdrawn(Conflict):
    """The applicant withdrew."""

    sentence = _("The applicant withdrew. Nothing more happens with this case.")


class NotSigned(Conflict):
    """No name was typed."""

    sentence = _("Type your full name to agree to the check.")


def note_step(case: FairChanceCase, action: str, before: str, *, actor: Person | None, at: datetime) -> None:
    """Write a step into the story of the case and into the audit."""
    CaseStep.objects.create(case=case, from_stage=before, to_stage=case.stage, action=action, actor=actor, at=at)
    audit.record(
        actor=actor,
        action=f"recruitment.case_{action}",
        subject=case,
        about=case.offer.application.person,
        at=at,
        data={"from": str(before), "to": str(case.stage)},
        key=CONFIDENTIAL,
    )


def locked_case(case_id: UUID) -> FairChanceCase:
    """The case with its application locked before it."""
    offer_of = FairChanceCase.objects.values_list("offer__application_id", flat=True)
    application = locked(offer_of.get(pk=case_id))
    case = FairChanceCase.objects.select_for_update(of=("self",)).select_related("offer").get(pk=case_id)
    case.offer.application = application
    return case


def take_case_step(case: FairChanceCase, action: str, *, actor: Person | None, at: datetime) -> None:
    """Move a locked case on by its table. Raises :class:`Withdrawn` or ``NotAllowed``."""
    if case.offer.application.stage != Stage.ACCEPTED and action != Act.WITHDRAW:
        raise Withdrawn
    before = case.stage
    case.stage = PATH.after(before, action)
    if case.stage in CLOSED_CASES:
        case.closed_at = at
    case.save()
    note_step(case, action, before, actor=actor, at=at)
    if case.stage in (CaseStage.CLEARED, CaseStage.WITHDRAWN):
        take_back_papers(case, actor=actor, at=at)


@transaction.atomic
def end_cases(*, application_id: UUID, actor: Person | None, at: datetime) -> int:
    """End what is open of the cases of an application that was withdrawn; the application is locked. Twice is once."""
    cases = FairChanceCase.objects.select_for_update(of=("self",)).filter(offer__application_id=application_id)
    open_ones = list(cases.exclude(stage__in=CLOSED_CASES).select_related("offer__application__person"))
    for case in open_ones:
        take_case_step(case, Act.WITHDRAW, actor=actor, at=at)
    return len(open_ones)


def require_inquiry(case: FairChanceCase, at: datetime) -> None:
    """Refuse, with the reason, whatever would ask about a record or keep anything about one too early."""
    inquiry = may_inquire(standing_of(case.offer, case), at)
    if not inquiry.allowed:
        raise MayNotAsk(INQUIRY_REASONS[inquiry.reason])


@transaction.atomic
def open_case(*, offer: Offer, at: datetime) -> FairChanceCase:
    """Open the case of an accepted conditional offer and tell the applicant what is looked at; twice is once.

    Raises :class:`NoCase` for any other offer.
    """
    if not offer.is_conditional or offer.stage != OfferStage.ACCEPTED:
        raise NoCase
    case, is_new = FairChanceCase.objects.get_or_create(offer=offer, defaults={"opened_at": at})
    if is_new:
        keep_law(case=case, at=at)
        note_step(case, "open", "", actor=None, at=at)
        selection_letters.about_case(offer.application, kinds.DISCLOSURE, actor=None, at=at)
    return case


@transaction.atomic
def authorize_check(
    *, actor: Person, case_id: UUID, signature: str, address: str | None, at: datetime
) -> FairChanceCase:
    """Agree to the check with a typed name; agreeing twice is once.

    Raises ``Refused`` for anybody but the applicant, :class:`NotSigned`, :class:`Withdrawn` or ``NotAllowed``.
    """
    case = locked_case(case_id)
    require(actor, "recruitment.own_case", case)
    if case.authorized_at is not None:
        return case
    name = " ".join(signature.split())[:200]
    if not name:
        raise NotSigned
    case.authorized_at, case.authorized_name, case.authorized_address = at, name, address
    take_case_step(case, "authorize", actor=actor, at=at)
    return case


@transaction.atomic
def take_case(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Become the officer of a case nobody has taken; one's own stays one's own.

    Raises ``Refused`` for anybody but an officer and :class:`CaseTaken` where another was faster.
    """
    case = locked_case(case_id)
    require(actor, "recruitment.open_case")
    if case.officer_id == actor.pk:
        return case
    if case.officer_id is not None:
        raise CaseTaken
    require(actor, "recruitment.open_case", case)
    case.officer = actor
    case.save(update_fields=["officer"])
    note_step(case, "take", case.stage, actor=actor, at=at)
    return case


def worked(actor: Person, case_id: UUID) -> FairChanceCase:
    """The locked case for the officer named for it; raises ``Refused`` for anybody else."""
    case = locked_case(case_id)
    require(actor, "recruitment.work_case", case)
    return case


@transaction.atomic
def keep_notes(*, actor: Person, case_id: UUID, notes: str, at: datetime) -> FairChanceCase:
    """Keep the officer's notes, encrypted. Raises ``Refused``, or :class:`MayNotAsk` before the law allows any."""
    case = worked(actor, case_id)
    require_inquiry(case, at)
    if case.notes != notes.strip():
        case.notes = notes.strip()
        case.save(update_fields=["notes"])
        note_step(case, "note", case.stage, actor=actor, at=at)
    return case


@transaction.atomic
def record_report(*, actor: Person, case_id: UUID, is_clean: bool, at: datetime) -> FairChanceCase:
    """Write down whether the report holds anything to review; with nothing, the case is cleared at once.

    What the report says is not kept. Raises ``NotYet`` where a notice that a law wants before a report was not sent,
    ``Refused``, :class:`MayNotAsk`, :class:`Withdrawn`, ``NotAllowed``.
    """
    case = worked(actor, case_id)
    if is_clean and case.stage in (CaseStage.NOTHING_TO_REVIEW, CaseStage.CLEARED):
        return case
    require_inquiry(case, at)
    act = Act.REPORT_NOTHING if is_clean else Act.REFER
    require_step(case, act, at)
    take_case_step(case, act, actor=actor, at=at)
    if is_clean:
        _clear(case, actor=actor, at=at)
    return case


@transaction.atomic
def clear_case(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Clear a case that was with the officer; clearing twice is once. Raises like :func:`record_report`."""
    case = worked(actor, case_id)
    if case.stage == CaseStage.CLEARED:
        return case
    require_inquiry(case, at)
    _clear(case, actor=actor, at=at)
    return case


def _clear(case: FairChanceCase, *, actor: Person, at: datetime) -> None:
    """Clear the case, move the application on, and send the news."""
    PATH.after(case.stage, "clear")
    case.cleared_at = at
    take_case_step(case, "clear", actor=actor, at=at)
    application = case.offer.application
    take_step(application, actor=actor, action=Action.CLEAR, at=at, reason="")
    selection_letters.about_case(application, kinds.CLEARED, actor=actor, at=at)
    signals.finalist_cleared.send(FairChanceCase, application_id=application.pk, at=at, actor=actor)


def reasons_as_kept(record: Record, stack: Stack) -> list[dict[str, str]]:
    """Why a record may not be considered, as a case keeps it."""
    return [{"law": r.law, "why": r.why.value, "code": r.code} for r in reasons_against(record, stack)]


def withhold_again(case: FairChanceCase, *, at: datetime) -> int:
    """Withhold each record that may no longer be considered: only the reasons stay. Returns how many.

    Within the transaction of its caller, who holds the lock of the case. A record grows older while everybody waits.
    """
    if case.stage not in WEIGHED:
        return 0
    kept = list(case.records.filter(is_withheld=False))
    stack, day = (stack_of_case(case, law_day(case, at)), day_of(case, at)) if kept else (None, None)
    count = 0
    for row in kept:
        reasons: Any = reasons_as_kept(record_of(row, day), stack) if stack and day else []
        if reasons:
            row.reasons, row.is_withheld, row.facts, row.text = reasons, True, None, None
            row.save(update_fields=["reasons", "is_withheld", "facts", "text"])
            count += 1
    if count:
        note_step(case, "sort_again", case.stage, actor=None, at=at)
        mark_heard(case, at)
    return count


@transaction.atomic
def sort_again(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Withhold what became too old since the records were sorted; in a transaction of its own, before a step.

    So it holds even where the step is then refused. Raises ``Refused`` for anybody but the officer of the case.
    """
    case = worked(actor, case_id)
    withhold_again(case, at=at)
    return case


def sorted_first(step: Callable[_P, FairChanceCase]) -> Callable[_P, FairChanceCase]:
    """Sort the records of the case again before a step, so that what is withheld then stays withheld.

    In a transaction of its own: it holds even where the step itself is refused.
    """

    @wraps(step)
    def after_sorting(*args: _P.args, **named: _P.kwargs) -> FairChanceCase:
        told: dict[str, Any] = dict(named)
        sort_again(actor=told["actor"], case_id=told["case_id"], at=told["at"])
        return step(*args, **named)

    return after_sorting


@transaction.atomic
def look_at_case(*, actor: Person, case_id: UUID, at: datetime) -> None:
    """Note in the audit that an officer opened a case, and withhold first what may no longer be considered.

    Raises ``Refused`` for whoever may not.
    """
    case = locked_case(case_id)
    require(actor, "recruitment.open_case", case)
    withhold_again(case, at=at)
    audit.record_read(
        actor=actor, action="recruitment.read_case", subject=case, about=case.offer.application.person, at=at,
        key=CONFIDENTIAL,
    )  # fmt: skip
