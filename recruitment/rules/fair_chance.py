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
from recruitment.rules.offers import OfferStage


class CaseStage(StrEnum):
    """Where a fair-chance case stands."""

    OPENED = "opened"
    DISCLOSED = "disclosed"
    NOTHING_TO_REVIEW = "nothing_to_review"
    WITH_OFFICER = "with_officer"
    CLEARED = "cleared"


CASES = StageTable(
    [
        Step(CaseStage.OPENED, "authorize", CaseStage.DISCLOSED),
        Step(CaseStage.DISCLOSED, "report_nothing", CaseStage.NOTHING_TO_REVIEW),
        Step(CaseStage.DISCLOSED, "refer", CaseStage.WITH_OFFICER),
        Step(CaseStage.NOTHING_TO_REVIEW, "clear", CaseStage.CLEARED),
        Step(CaseStage.WITH_OFFICER, "clear", CaseStage.CLEARED),
    ]
)


class Reason(StrEnum):
    """Why a record may not be asked about now."""

    NO_OFFER = "no_offer"
    NOT_CONDITIONAL = "not_conditional"
    NOT_ACCEPTED = "not_accepted"
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
    """What decides whether a record may be asked about: the offer, and what the applicant agreed to."""

    offer_stage: str | None = None
    is_conditional: bool = False
    accepted_at: datetime | None = None
    authorized_at: datetime | None = None
    case_stage: str | None = None
    is_withdrawn: bool = False


class Inquiry(NamedTuple):
    """Whether a record may be asked about, and the reason when not."""

    allowed: bool
    reason: Reason


def may_inquire(standing: Standing, at: datetime) -> Inquiry:
    """Whether anything about a record may be asked or kept at ``at``; the first reason against it otherwise."""
    if standing.offer_stage is None:
        return Inquiry(False, Reason.NO_OFFER)
    if not standing.is_conditional:
        return Inquiry(False, Reason.NOT_CONDITIONAL)
    if standing.offer_stage != OfferStage.ACCEPTED or standing.accepted_at is None or standing.accepted_at > at:
        return Inquiry(False, Reason.NOT_ACCEPTED)
    if standing.is_withdrawn or standing.case_stage == CaseStage.CLEARED:
        return Inquiry(False, Reason.CLOSED)
    if standing.authorized_at is None or standing.authorized_at > at:
        return Inquiry(False, Reason.NOT_AUTHORIZED)
    return Inquiry(True, Reason.ALLOWED)


def outcome_of(*, case_stage: str | None, is_withdrawn: bool) -> Outcome:
    """What a manager, supervisor or anyone else may know."""
    if is_withdrawn:
        return Outcome.WITHDRAWN
    return Outcome.CLEARED if case_stage == CaseStage.CLEARED else Outcome.NOT_YET
