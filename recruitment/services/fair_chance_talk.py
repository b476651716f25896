"""A talk with the applicant before anything is decided, and what counsel says once a last day has passed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import letters
from recruitment.models import FairChanceCase
from recruitment.queries.fair_chance_path import day_of
from recruitment.rules.fair_chance import CaseStage, TalkOutcome
from recruitment.rules.fair_chance_talk_letters import TALK
from recruitment.services.fair_chance import note_step, require_inquiry, worked
from recruitment.services.fair_chance_steps import mark_heard, refresh_dates
from recruitment.services.selection_letters import link_to, moment_for, shared_values

WAITING = frozenset({CaseStage.NOTIFIED, CaseStage.REASSESSED})


class NoTalkNow(Conflict):
    """There is nothing to talk about before a decision now."""

    sentence = _("A talk has its place between the preliminary notice and the decision.")


class TalkInThePast(Conflict):
    """A talk is set for a time to come."""

    sentence = _("Choose a time that is still to come.")


class TalkAhead(Conflict):
    """Nobody knows yet whether the talk takes place."""

    sentence = _("Note this once the time of the talk has come.")


class NotLate(Conflict):
    """No last day has passed."""

    sentence = _("No last day to decide has passed.")


def _waiting(actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    case = worked(actor, case_id)
    require_inquiry(case, at)
    if case.stage not in WAITING:
        raise NoTalkNow
    return case


@transaction.atomic
def set_talk(*, actor: Person, case_id: UUID, starts_at: datetime, at: datetime) -> FairChanceCase:
    """Set the time of a talk, or another one; the applicant gets a letter, and the window lasts until after it.

    The same time again changes nothing. Raises ``Refused``, ``MayNotAsk``, :class:`NoTalkNow` or
    :class:`TalkInThePast`.
    """
    case = _waiting(actor, case_id, at)
    if case.presentation_at == starts_at and not case.presentation_outcome:
        return case
    if starts_at <= at:
        raise TalkInThePast
    case.presentation_at, case.presentation_outcome = starts_at, ""
    case.save(update_fields=["presentation_at", "presentation_outcome"])
    note_step(case, "set_talk", case.stage, actor=actor, at=at)
    refresh_dates(case, at)
    application = case.offer.application
    letters.cancel_letters(actor=actor, subject_record=case, kinds=[TALK.key], at=at)
    letters.compose_letter(
        actor=actor, kind=TALK.key, recipient=application.person, subject_record=case, at=at,
        dedup=starts_at.isoformat(),
        values={
            **shared_values(application, link_to("recruitment_fair_chance")),
            "when": moment_for(application.person, starts_at),
        },
    )  # fmt: skip
    return case


@transaction.atomic
def note_talk(*, actor: Person, case_id: UUID, outcome: TalkOutcome, at: datetime) -> FairChanceCase:
    """Note that the talk took place or did not; the first answer stands, until another time is set.

    What was said in it has to be weighed in writing.
    Raises ``Refused``, ``MayNotAsk``, :class:`NoTalkNow` or :class:`TalkAhead`.
    """
    case = _waiting(actor, case_id, at)
    if case.presentation_at is None or at < case.presentation_at:
        raise TalkAhead
    if not case.presentation_outcome:
        case.presentation_outcome = outcome.value
        case.save(update_fields=["presentation_outcome"])
        note_step(case, f"talk_{outcome.value}", case.stage, actor=actor, at=at)
        if outcome is TalkOutcome.HELD:
            mark_heard(case, at)
    return case


@transaction.atomic
def allow_late(*, actor: Person, case_id: UUID, counsel: str, reason: str, at: datetime) -> FairChanceCase:
    """Note counsel's reason for a decision after a law's last day; nothing is decided by it. The first one stands.

    Raises ``Refused``, ``MayNotAsk``, or :class:`NotLate`; ``ValueError`` without a name or a reason.
    """
    case = worked(actor, case_id)
    require_inquiry(case, at)
    if case.decide_by is None or case.decided_at is not None or day_of(case, at) <= case.decide_by:
        raise NotLate
    if not counsel.strip() or not reason.strip():
        raise ValueError("counsel and the reason have to be named")
    if not case.late_reason:
        case.late_counsel, case.late_reason = counsel.strip()[:200], reason.strip()
        case.save(update_fields=["late_counsel", "late_reason"])
        note_step(case, "allow_late", case.stage, actor=actor, at=at)
    return case
