"""The fair-chance step: when a record may be asked about at all, and how a case moves.

Nothing about a record is asked, stored or looked for before the applicant has accepted a conditional
offer (the common core of state and local fair-chance laws; 41 USC 4714 and 5 USC 9202 for federal
work) and has agreed to the check in writing (15 USC 1681b(b)(2)). An adverse decision is no step of
this table: it needs notices and waiting periods first.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from fellowship.rules.stages import StageTable, Step
from recruitment.rules.fair_chance_law import InquiryStage
from recruitment.rules.offers import OfferStage

# What the keys of everything about a case begin with: the audit trail shows such rows to auditors alone.
CONFIDENTIAL = "recruitment.fair_chance"


class CaseStage(StrEnum):
    """Where a fair-chance case stands."""

    OPENED = "opened"
    DISCLOSED = "disclosed"
    NOTHING_TO_REVIEW = "nothing_to_review"
    WITH_OFFICER = "with_officer"
    CLEARED = "cleared"
    SORTED = "sorted"
    ASSESSED = "assessed"
    NOTIFIED = "notified"
    REASSESSED = "reassessed"
    DECIDED = "decided"
    NOT_CLEARED = "not_cleared"
    WITHDRAWN = "withdrawn"


CLOSED_CASES = frozenset({CaseStage.CLEARED, CaseStage.NOT_CLEARED, CaseStage.WITHDRAWN})
# The steps that the first screens offer; the whole path with its guards is in ``fair_chance_case``.
CASES = StageTable(
    [
        Step(CaseStage.OPENED, "authorize", CaseStage.DISCLOSED),
        Step(CaseStage.DISCLOSED, "report_nothing", CaseStage.NOTHING_TO_REVIEW),
        Step(CaseStage.DISCLOSED, "refer", CaseStage.WITH_OFFICER),
        Step(CaseStage.NOTHING_TO_REVIEW, "clear", CaseStage.CLEARED),
        Step(CaseStage.WITH_OFFICER, "clear", CaseStage.CLEARED),
    ]
)


class TalkOutcome(StrEnum):
    """What became of a talk with the applicant."""

    HELD = "held"
    MISSED = "missed"


class Reason(StrEnum):
    """Why a record may not be asked about now."""

    NO_OFFER = "no_offer"
    NOT_CONDITIONAL = "not_conditional"
    NOT_ACCEPTED = "not_accepted"
    OTHER_CHECKS_FIRST = "other_checks_first"
    NOT_AUTHORIZED = "not_authorized"
    CLOSED = "closed"
    ALLOWED = "allowed"


class Outcome(StrEnum):
    """All that anyone but the officer of a case ever learns about it."""

    NOT_YET = "not_yet"
    CLEARED = "cleared"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether a record may be asked about: the offer, what the applicant agreed to, and the law's stage.

    Every law's stage up to the conditional offer is reached by our own gate. ``law_stage`` matters where a law goes
    further: all other checks come first, and ``other_checks_done_at`` says when they were done.
    """

    offer_stage: str | None = None
    is_conditional: bool = False
    accepted_at: datetime | None = None
    authorized_at: datetime | None = None
    case_stage: str | None = None
    is_withdrawn: bool = False
    law_stage: InquiryStage | None = None
    other_checks_done_at: datetime | None = None

    def was_accepted(self, at: datetime) -> bool:
        """Whether the offer had been accepted at ``at``, also where it has ended since."""
        stands = self.offer_stage in {OfferStage.ACCEPTED, OfferStage.ENDED}
        return stands and self.accepted_at is not None and self.accepted_at <= at

    @property
    def other_checks_first(self) -> bool:
        """Whether the law wants everything else checked before a record is asked about."""
        return self.law_stage == InquiryStage.CONDITIONAL_OFFER_AFTER_NONCRIMINAL


class Inquiry(NamedTuple):
    """Whether a record may be asked about, and the reason when not.

    ``earliest`` is the moment from which it may be asked; empty while something that it waits for has no time yet.
    """

    allowed: bool
    reason: Reason
    earliest: datetime | None = None


def _earliest(standing: Standing) -> datetime | None:
    """The latest of the moments that must all have come; ``None`` while one of them is not known."""
    moments = [standing.accepted_at, standing.authorized_at]
    if standing.other_checks_first:
        moments.append(standing.other_checks_done_at)
    known = [moment for moment in moments if moment is not None]
    return max(known) if len(known) == len(moments) else None


def _against(standing: Standing, at: datetime) -> Reason:
    """The first reason against asking, or ``ALLOWED``."""
    done, agreed = standing.other_checks_done_at, standing.authorized_at
    if standing.offer_stage is None:
        return Reason.NO_OFFER
    if not standing.is_conditional:
        return Reason.NOT_CONDITIONAL
    has_ended = standing.offer_stage == OfferStage.ENDED
    if (
        (not has_ended and standing.offer_stage != OfferStage.ACCEPTED)
        or standing.accepted_at is None
        or standing.accepted_at > at
    ):
        return Reason.NOT_ACCEPTED
    if has_ended or standing.is_withdrawn or standing.case_stage in CLOSED_CASES:
        return Reason.CLOSED
    if standing.other_checks_first and (done is None or done > at):
        return Reason.OTHER_CHECKS_FIRST
    return Reason.NOT_AUTHORIZED if agreed is None or agreed > at else Reason.ALLOWED


def may_inquire(standing: Standing, at: datetime) -> Inquiry:
    """Whether anything about a record may be asked or kept at ``at``; the first reason against it otherwise."""
    reason = _against(standing, at)
    final = reason in {Reason.NO_OFFER, Reason.NOT_CONDITIONAL, Reason.CLOSED}
    return Inquiry(reason == Reason.ALLOWED, reason, None if final else _earliest(standing))


def outcome_of(*, case_stage: str | None, is_withdrawn: bool) -> Outcome:
    """What a manager, supervisor or anyone else may know; a case that ended without clearance is a withdrawn offer."""
    if is_withdrawn or case_stage in {CaseStage.NOT_CLEARED, CaseStage.WITHDRAWN}:
        return Outcome.WITHDRAWN
    return Outcome.CLEARED if case_stage == CaseStage.CLEARED else Outcome.NOT_YET
