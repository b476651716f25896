"""The one door through which an application moves, and starting, submitting and withdrawing one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment import signals
from recruitment.models import Application, Cycle, FormVersion, StageChange
from recruitment.queries import cycles
from recruitment.queries.forms import answered, spec_of
from recruitment.rules import eligibility as eligibility_rules
from recruitment.rules.answers import can_be_sent
from recruitment.rules.stages import APPLICANT_ACTIONS, MANAGER_ACTIONS, TABLE, Action, Stage, names_who
from recruitment.services import application_letters
from recruitment.services.search import keep_texts, refresh_names


class ApplicationsClosed(Conflict):
    """The cycle doesn't take applications at this moment."""

    sentence = _("Applications are closed. You can still read what you wrote.")


class NotEligible(Conflict):
    """The check before the application was not made or does not allow it."""

    sentence = _("Check first whether you can apply.")


class NoForm(Conflict):
    """Nobody has published a form for the cycle."""

    sentence = _("The application form is not ready yet. Come back soon, or ask us.")


class AnswersMissing(Conflict):
    """Some answers are not whole."""

    sentence = _("Some answers are missing or too long. Finish them, then submit.")


def _require_step(actor: Person | None, application: Application, action: Action) -> None:
    """Refuse a step that is not the actor's to take; inner steps were allowed by the service that comes here."""
    if actor is None:
        return
    if action in APPLICANT_ACTIONS:
        require(actor, "recruitment.own_application", application)
    elif action in MANAGER_ACTIONS:
        require(actor, "recruitment.decide", application)


def take_step(
    application: Application, *, actor: Person | None, action: Action, at: datetime, reason: str
) -> StageChange:
    """Move a locked application: its row, its story, the audit and the news.

    The audit leaves out who took a step that would tell how a fair-chance case ended; the story keeps it.
    """
    before = Stage(application.stage)
    after = Stage(TABLE.after(before, action))
    application.stage = after
    application.stage_since = application.updated_at = at
    if action is Action.SUBMIT:
        application.submitted_at = at
    application.save(update_fields=["stage", "stage_since", "submitted_at", "updated_at", "decline_category"])
    change = StageChange.objects.create(
        application=application,
        from_stage=before,
        to_stage=after,
        action=action,
        actor=actor,
        at=at,
        reason=reason[:300],
    )
    audit.record(
        actor=actor if names_who(action, before) else None, action=f"recruitment.{action}", subject=application,
        about=application.person, at=at, data={"from": str(before), "to": str(after)},
    )  # fmt: skip
    signals.application_moved.send(
        Application,
        application_id=application.pk,
        action=action,
        from_stage=before,
        to_stage=after,
        at=at,
        actor=actor,
    )
    return change


def take_steps(applications: Iterable[Application], *, actor: Person | None, action: Action, at: datetime) -> int:
    """The same for many locked applications with few statements; for steps that change nothing but the stage."""
    rows = list(applications)
    moves = [(row, Stage(row.stage), Stage(TABLE.after(row.stage, action))) for row in rows]
    for after in sorted({move[2] for move in moves}):
        ids = [row.pk for row, _before, to_stage in moves if to_stage is after]
        Application.objects.filter(pk__in=ids).update(stage=after, stage_since=at, updated_at=at)
    StageChange.objects.bulk_create(
        StageChange(application=row, from_stage=before, to_stage=after, action=action, actor=actor, at=at)
        for row, before, after in moves
    )
    audit.record_many(
        audit.Row(
            action=f"recruitment.{action}", subject=row, at=at, actor=actor, about=row.person,
            data={"from": str(before), "to": str(after)},
        )
        for row, before, after in moves
    )  # fmt: skip
    for row, before, after in moves:
        row.stage, row.stage_since, row.updated_at = after, at, at
        signals.application_moved.send(
            Application, application_id=row.pk, action=action, from_stage=before, to_stage=after, at=at, actor=actor
        )
    return len(rows)


def locked(application_id: UUID) -> Application:
    """The application with its row locked, its person and cycle at hand; for services only.

    The lock leaves the key alone (FOR NO KEY UPDATE): rows that only point to the application don't wait for it.
    """
    applications = Application.objects.select_for_update(of=("self",), no_key=True).select_related("person", "cycle")
    return applications.get(pk=application_id)


@transaction.atomic
def move_application(
    *, actor: Person | None, application_id: UUID, action: Action | str, at: datetime, reason: str = ""
) -> Application:
    """Take one step of the stage table; every change of an application's stage comes through here.

    ``actor`` is ``None`` for the system. Raises ``Refused`` where the step is not the actor's to take and
    ``NotAllowed`` where the table has no such step (also when somebody else was faster).
    """
    step = Action(action)
    application = locked(application_id)
    _require_step(actor, application, step)
    take_step(application, actor=actor, action=step, at=at, reason=reason)
    return application


@transaction.atomic
def start_application(*, actor: Person, cycle_id: UUID, eligibility: Mapping[str, Any], at: datetime) -> Application:
    """Begin a draft on the newest published form; the one already begun comes back instead of a second.

    ``eligibility`` holds the answers of the check. Raises :class:`ApplicationsClosed`, :class:`NotEligible`
    or :class:`NoForm`.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle_id)
    existing = Application.objects.filter(person=actor, cycle=cycle).first()
    if existing is not None:
        return existing
    if not cycle.is_published or not cycles.facts_of(cycle).is_open(at):
        raise ApplicationsClosed
    if not eligibility_rules.judge(eligibility).may_apply:
        raise NotEligible
    version = FormVersion.objects.filter(form=cycle.form_id, published_at__isnull=False).order_by("-number").first()
    if version is None:
        raise NoForm
    application = Application.objects.create(
        person=actor, cycle=cycle, form_version=version, reference=f"{cycle.reference_prefix}-{cycle.next_number:04d}",
        stage_since=at, started_at=at, updated_at=at, eligibility=dict(eligibility),
    )  # fmt: skip
    cycle.next_number += 1
    cycle.save(update_fields=["next_number"])
    refresh_names(application)
    audit.record(actor=actor, action="recruitment.start", subject=application, about=actor, at=at)
    return application


@transaction.atomic
def submit_application(*, actor: Person, application_id: UUID, at: datetime) -> Application:
    """Send the application in, once: asked a second time, it answers with the one that was sent.

    Raises ``Refused``, :class:`ApplicationsClosed`, :class:`AnswersMissing`, or ``NotAllowed`` after withdrawing.
    """
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    if application.submitted_at is not None:
        return application
    TABLE.after(application.stage, Action.SUBMIT)
    dates = cycles.dates_of(application.cycle_id)
    if not cycles.is_open_to(application, at, dates):
        raise ApplicationsClosed
    questions = answered(application)
    if not can_be_sent([spec_of(row) for row in questions], {row.key: row.kept_value for row in questions}):
        raise AnswersMissing
    take_step(application, actor=actor, action=Action.SUBMIT, at=at, reason="")
    keep_texts(application, ((row.kind, row.kept_value) for row in questions if row.kept_aside is False))
    application_letters.send_received(application, dates, actor=actor, at=at)
    signals.application_submitted.send(Application, application_id=application.pk, at=at, actor=actor)
    return application


@transaction.atomic
def withdraw_application(*, actor: Person, application_id: UUID, at: datetime, reason: str = "") -> Application:
    """Take the application back on the person's wish; a second time changes nothing. One letter confirms it."""
    application = locked(application_id)
    require(actor, "recruitment.own_application", application)
    if application.stage == Stage.WITHDRAWN:
        return application
    change = take_step(application, actor=actor, action=Action.WITHDRAW, at=at, reason=reason)
    named = actor if names_who(change.action, change.from_stage) else None
    application_letters.cancel_decisions(application, actor=named, at=at)
    if application.submitted_at is not None:
        application_letters.send_withdrawn(application, change=change, at=at)
    return application
