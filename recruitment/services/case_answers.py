"""What an applicant answers to a preliminary notice, and asks for: each answer calls for a look at it in writing."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from recruitment.models import CaseDelivery, CaseRequest, CaseResponse, FairChanceCase
from recruitment.queries.fair_chance_path import PRELIMINARY, day_of
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_windows import Channel
from recruitment.services.fair_chance import locked_case, note_step
from recruitment.services.fair_chance_steps import mark_heard, refresh_dates


class NoRoomForAnswer(Conflict):
    """There is nothing to respond to, or everything was decided."""

    sentence = _("There is no notice that waits for an answer now.")


def answering(actor: Person, case_id: UUID) -> FairChanceCase:
    """The locked case of an applicant who may answer now. Raises ``Refused`` or :class:`NoRoomForAnswer`."""
    case = locked_case(case_id)
    require(actor, "recruitment.own_case", case)
    if case.stage not in {CaseStage.NOTIFIED, CaseStage.REASSESSED}:
        raise NoRoomForAnswer
    return case


@transaction.atomic
def respond(*, actor: Person, case_id: UUID, text: str, at: datetime) -> FairChanceCase:
    """Keep what the applicant writes; the window stays as long as it is. The same words twice are once.

    Raises ``Refused`` or :class:`NoRoomForAnswer`.
    """
    case = answering(actor, case_id)
    if keep_response(case, text, at).sent_at == at:
        note_step(case, "respond", case.stage, actor=actor, at=at)
        mark_heard(case, at)
        refresh_dates(case, at)
    return case


def keep_response(case: FairChanceCase, text: str, at: datetime, *, even_empty: bool = False) -> CaseResponse:
    """Keep an answer; words that were sent already are not kept again. Within the transaction of its caller."""
    words = text.strip()
    kept = next((row for row in case.responses.all() if row.text == words), None)
    if kept is not None and (words or not even_empty):
        return kept
    return CaseResponse.objects.create(case=case, text=words, sent_at=at)


@transaction.atomic
def ask_for_time(*, actor: Person, case_id: UUID, kind: Ask, at: datetime) -> FairChanceCase:
    """Note that the applicant asked for more time, disputes the report or wants to speak; each kind counts once.

    Who says that the report is wrong has said something that has to be weighed. Raises as above.
    """
    case = answering(actor, case_id)
    _row, is_new = CaseRequest.objects.get_or_create(
        case=case, kind=kind.value, defaults={"asked_at": at, "asked_on": day_of(case, at)}
    )
    if is_new:
        is_recheck = kind is Ask.ACCURACY_DISPUTE
        note_step(case, "ask_recheck" if is_recheck else "ask_time", case.stage, actor=actor, at=at)
        if is_recheck:
            mark_heard(case, at)
        refresh_dates(case, at)
    return case


@transaction.atomic
def confirm_receipt(*, actor: Person, case_id: UUID, at: datetime) -> FairChanceCase:
    """Note that the applicant opened a notice that was sent to their own page; the first time counts."""
    case = answering(actor, case_id)
    here = CaseDelivery.objects.filter(notice__case=case, notice__kind=PRELIMINARY, channel=Channel.PORTAL.value)
    today = Value(day_of(case, at), DateField())
    if here.filter(confirmed_on__isnull=True).update(confirmed_on=Greatest(F("sent_on"), today)):
        note_step(case, "confirm_receipt", case.stage, actor=actor, at=at)
        refresh_dates(case, at)
    return case
