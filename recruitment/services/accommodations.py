"""Accommodations: asked for by the applicant, read and arranged by the accommodation coordinator alone."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import AccommodationRequest, Application
from recruitment.rules import request_letters as kinds
from recruitment.rules.requests import ACCOMMODATIONS, AccommodationStage
from recruitment.rules.stages import CLOSED_STAGES
from recruitment.services import more_time
from recruitment.services import request_letters as mail
from recruitment.services.applications import locked

# The audit rows carry the name of this confidential part, so that administrators do not see them either.
KEY = kinds.CONFIDENTIAL_PREFIX


class ApplicationOver(Conflict):
    """There is nothing left to take part in."""

    sentence = _("This application is closed, so there is nothing left to arrange for it. Write to us if there is.")


class AskedForAccommodation(Conflict):
    """There is an open request."""

    sentence = _("You have asked already. The coordinator answers you soon, and you can add to it by e-mail.")


@transaction.atomic
def ask_for_accommodation(*, actor: Person, application_id: UUID, need: str, at: datetime) -> AccommodationRequest:
    """Ask for what one needs to take part; only the accommodation coordinator reads it.

    Raises ``Refused``, :class:`ApplicationOver`, or :class:`AskedForAccommodation` while a request is open.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    if application.stage in CLOSED_STAGES:
        raise ApplicationOver
    if AccommodationRequest.objects.filter(application=application, stage=AccommodationStage.ASKED).exists():
        raise AskedForAccommodation
    request = AccommodationRequest.objects.create(application=application, need=need.strip(), asked_at=at)
    _note(request, application, "ask_accommodation", actor=actor, at=at)
    return request


def _note(
    request: AccommodationRequest, application: Application, action: str, *, actor: Person, at: datetime
) -> None:
    audit.record(
        actor=actor, action=f"recruitment.{action}", subject=request, about=application.person, at=at, key=KEY
    )


def _both(request_id: UUID) -> tuple[AccommodationRequest, Application]:
    """The request and its application, both locked, the application first."""
    application = locked(AccommodationRequest.objects.only("application_id").get(pk=request_id).application_id)
    rows = AccommodationRequest.objects.select_for_update(of=("self",)).select_related("application__person")
    return rows.get(pk=request_id), application


@transaction.atomic
def take_back_accommodation(*, actor: Person, request_id: UUID, at: datetime) -> None:
    """Take one's own request back: what it said is deleted. Twice is once. Raises ``Refused`` or ``NotAllowed``."""
    request, application = _both(request_id)
    require(actor, "recruitment.own_application", application)
    if request.stage == AccommodationStage.TAKEN_BACK:
        return
    request.stage = ACCOMMODATIONS.after(request.stage, "take_back")
    request.need = request.answer = ""
    request.save(update_fields=["stage", "need", "answer"])
    _note(request, application, "take_back_accommodation", actor=actor, at=at)


@transaction.atomic
def arrange_accommodation(
    *, actor: Person, request_id: UUID, answer: str, at: datetime, until: datetime | None = None
) -> AccommodationRequest:
    """Say what is arranged, with more time where that is part of it; a letter says only that there is an answer.

    Can be done again when something changes. Raises ``Refused``, ``NotAllowed`` or ``UnfitDeadline``.
    """
    request, application = _both(request_id)
    require(actor, "recruitment.arrange_accommodation", request)
    if until is not None:
        more_time.arrange_time(application=application, actor=actor, until=until, at=at)
    return _answer(request, application, "arrange", answer, actor=actor, at=at)


@transaction.atomic
def say_no_to_accommodation(*, actor: Person, request_id: UUID, answer: str, at: datetime) -> AccommodationRequest:
    """Say that it can't be arranged, and what can be done instead. Raises ``Refused`` or ``NotAllowed``."""
    request, application = _both(request_id)
    require(actor, "recruitment.arrange_accommodation", request)
    return _answer(request, application, "say_no", answer, actor=actor, at=at)


def _answer(
    request: AccommodationRequest, application: Application, action: str, answer: str, *, actor: Person, at: datetime
) -> AccommodationRequest:
    request.stage = ACCOMMODATIONS.after(request.stage, action)
    request.answer, request.answered_at, request.answered_by = answer.strip(), at, actor
    request.save(update_fields=["stage", "answer", "answered_at", "answered_by"])
    _note(request, application, f"{action}_accommodation", actor=actor, at=at)
    mail.about(
        application, kinds.ACCOMMODATION_ANSWERED, request, "recruitment_accommodation", actor=actor, at=at,
        dedup=at.isoformat(),
    )  # fmt: skip
    return request


@transaction.atomic
def open_accommodation(*, actor: Person, request: AccommodationRequest, at: datetime) -> AccommodationRequest:
    """Note that the coordinator looked at a request, before they see it."""
    audit.record_read(
        actor=actor, action="recruitment.read_accommodation", subject=request, about=request.application.person,
        at=at, key=KEY,
    )  # fmt: skip
    return request
