"""A later deadline: asked for by the applicant, given or refused by a manager, or part of an arrangement."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, MoreTime, Recommendation
from recruitment.queries import cycles
from recruitment.rules import request_letters as kinds
from recruitment.rules.recommendations import GRACE
from recruitment.rules.requests import TIME, TimeStage, is_fit_deadline, may_ask_for_time
from recruitment.rules.stages import Stage
from recruitment.services import request_letters as mail
from recruitment.services.applications import locked


class NothingToExtend(Conflict):
    """The application is sent, or the deadline is long over."""

    sentence = _("There is no deadline to move: the application is sent, or the round closed more than a week ago.")


class AskedForTime(Conflict):
    """There is an open request."""

    sentence = _("You have asked already. You hear from us by e-mail.")


class UnfitDeadline(Conflict):
    """The new deadline gives no time, or too much."""

    sentence = _("Choose a moment after the deadline that holds now, and no more than 60 days after the round closes.")


def _check_askable(application: Application, at: datetime) -> None:
    deadline = cycles.deadline_of(application)
    if application.stage != Stage.DRAFT or not may_ask_for_time(closes_at=deadline, at=at):
        raise NothingToExtend


@transaction.atomic
def ask_for_time(*, actor: Person, application_id: UUID, reason: str, at: datetime) -> MoreTime:
    """Ask for a later deadline with a reason, which only those who answer read.

    Raises ``Refused``, :class:`NothingToExtend`, or :class:`AskedForTime` while a request is open.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    _check_askable(application, at)
    if MoreTime.objects.filter(application=application, stage=TimeStage.ASKED).exists():
        raise AskedForTime
    request = MoreTime.objects.create(application=application, reason=reason.strip(), asked_at=at)
    audit.record(actor=actor, action="recruitment.ask_time", subject=request, about=actor, at=at)
    return request


def _extend(application: Application, until: datetime, at: datetime) -> None:
    """Give the application its own deadline; the caller holds its lock. An earlier one never replaces a later."""
    closes_at = cycles.deadline_of(application)
    if closes_at is None or not is_fit_deadline(until=until, closes_at=closes_at, at=at):
        raise UnfitDeadline
    application.extended_until = until
    application.save(update_fields=["extended_until"])
    # Whoever was asked for a recommendation has a week after the applicant's own deadline.
    Recommendation.objects.filter(application=application, expires_at__lt=until + GRACE).update(
        expires_at=until + GRACE
    )


def _open_request(actor: Person, request_id: UUID) -> tuple[MoreTime, Application]:
    found = MoreTime.objects.only("application_id").get(pk=request_id)
    application = locked(found.application_id)
    request = MoreTime.objects.select_for_update(of=("self",)).select_related("application__person").get(pk=request_id)
    require(actor, "recruitment.give_time", request)
    return request, application


@transaction.atomic
def give_time(*, actor: Person, request_id: UUID, until: datetime, at: datetime) -> MoreTime:
    """Give the later deadline, with a letter. Raises ``Refused``, ``NotAllowed``, :class:`UnfitDeadline`."""
    request, application = _open_request(actor, request_id)
    request.stage = TIME.after(request.stage, "grant")
    _extend(application, until, at)
    request.until, request.answered_at, request.answered_by = until, at, actor
    request.save(update_fields=["stage", "until", "answered_at", "answered_by"])
    audit.record(
        actor=actor, action="recruitment.give_time", subject=request, about=application.person, at=at,
        data={"until": until.isoformat()},
    )  # fmt: skip
    mail.about(
        application, kinds.TIME_GIVEN, request, "recruitment_tasks", actor=actor, at=at,
        until=mail.moment_for(application.person, until),
    )  # fmt: skip
    return request


@transaction.atomic
def refuse_time(*, actor: Person, request_id: UUID, answer: str, at: datetime) -> MoreTime:
    """Say no with a reason; a letter says so. Raises ``Refused`` or ``NotAllowed``."""
    request, application = _open_request(actor, request_id)
    request.stage = TIME.after(request.stage, "refuse")
    request.answer, request.answered_at, request.answered_by = answer.strip(), at, actor
    request.save(update_fields=["stage", "answer", "answered_at", "answered_by"])
    audit.record(actor=actor, action="recruitment.refuse_time", subject=request, about=application.person, at=at)
    mail.about(
        application, kinds.TIME_REFUSED, request, "recruitment_tasks", actor=actor, at=at, reason=request.answer
    )
    return request


@transaction.atomic
def arrange_time(*, application: Application, actor: Person, until: datetime, at: datetime) -> MoreTime:
    """A later deadline as part of an arrangement: managers see that it exists, and no reason.

    The caller holds the application's lock and may arrange. Raises :class:`UnfitDeadline`.
    """
    _extend(application, until, at)
    return MoreTime.objects.create(
        application=application, stage=TimeStage.GRANTED, is_arrangement=True, until=until, asked_at=at,
        answered_at=at, answered_by=actor,
    )  # fmt: skip
