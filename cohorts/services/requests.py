"""Asking for a change of a placement, and a program manager's answer. A quiet word is for manager and asker alone."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import ChangeRequest
from cohorts.queries.placements import program_manager_of
from cohorts.rules.change_letters import ANSWERED, ASKED
from cohorts.rules.requests import ASK, AskKind, AskStage
from cohorts.rules.stages import LIVE_PLACEMENTS
from cohorts.services.changes import NotLive
from cohorts.services.placements import locked_placement
from fellowship.access import require
from fellowship.models import Person
from fellowship.queries import organization
from fellowship.rules.refusals import Conflict, NotAllowed
from fellowship.services import audit
from fellowship.services.letters import compose_letter


class AskedAlready(Conflict):
    """A request of the kind waits, and says something else."""

    sentence = _("You asked for this before, and it waits for an answer. Take it back to say it in other words.")


@transaction.atomic
def ask_for_change(*, actor: Person, placement_id: UUID, kind: AskKind, words: str, at: datetime) -> ChangeRequest:
    """Ask the program manager for something; asking the same again gives the request already there.

    The office's program manager gets one letter that says only where to read it.

    Only the advocate and the supervisor of a placement may. Raises ``Refused``, ``NotLive`` or :class:`AskedAlready`.
    """
    placement = locked_placement(placement_id)
    require(actor, "cohorts.see_own_placement", placement)
    if placement.stage not in LIVE_PLACEMENTS:
        raise NotLive
    request, is_new = ChangeRequest.objects.get_or_create(
        placement=placement, kind=kind, asked_by=actor, stage=AskStage.OPEN, defaults={"words": words, "asked_at": at}
    )
    if not is_new and request.words != words:
        raise AskedAlready
    if is_new:
        manager = program_manager_of(placement.seat.office_id, at.date())
        if manager is not None:
            values = _values(manager, reverse("cohorts_placement", args=[placement.pk]))
            compose_letter(
                actor=actor, kind=ASKED.key, recipient=manager, values=values, subject_record=request, at=at
            )
        audit.record(actor=actor, action="cohorts.ask_for_change", subject=request, at=at)
    return request


@transaction.atomic
def withdraw_request(*, actor: Person, request_id: UUID, at: datetime) -> ChangeRequest:
    """Take an own request back; a second time changes nothing. Raises ``NotAllowed``."""
    request = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    if request.asked_by_id != actor.pk:
        raise NotAllowed(request.stage, "withdraw")
    if request.stage != AskStage.WITHDRAWN:
        _settle(request, ASK.after(request.stage, "withdraw"), actor=actor, at=at)
    return request


@transaction.atomic
def answer_request(*, actor: Person, request_id: UUID, agree: bool, words: str, at: datetime) -> ChangeRequest:
    """Answer a request; whoever asked gets one letter that says where to read it. The change itself is planned apart.

    Raises ``Refused``, or ``NotAllowed`` where somebody answered already.
    """
    request = (
        ChangeRequest.objects.select_for_update(of=("self",))
        .select_related("placement__seat__office", "asked_by")
        .get(pk=request_id)
    )
    require(actor, "cohorts.change_placements", request.placement)
    stage = ASK.after(request.stage, "agree" if agree else "decline")
    request.answer = words
    _settle(request, stage, actor=actor, at=at)
    person = request.asked_by
    values = _values(person, reverse("cohorts_ask", args=[request.placement_id]))
    compose_letter(actor=actor, kind=ANSWERED.key, recipient=person, values=values, subject_record=request, at=at)
    return request


def _values(person: Person, path: str) -> dict[str, object]:
    return {
        "called": person.short_name,
        "organization": organization.current(person.language).name,
        "link": settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path,
    }


def _settle(request: ChangeRequest, stage: str, *, actor: Person, at: datetime) -> None:
    request.stage, request.answered_by, request.answered_at = stage, actor, at
    request.save(update_fields=["stage", "answer", "answered_by", "answered_at"])
    audit.record(actor=actor, action="cohorts.settle_request", subject=request, at=at, data={"to": stage})
