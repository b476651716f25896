"""Decisions after review: invite to an interview, put on the waiting list, or not offer a place."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fellowship.access import require
from fellowship.models import Person
from recruitment.models import Application
from recruitment.rules.decisions import Choice
from recruitment.rules.stages import TABLE, Action
from recruitment.services import pipeline, selection_letters, waitlist
from recruitment.services.applications import locked, take_step


@transaction.atomic
def invite_to_interview(*, actor: Person, application_id: UUID, at: datetime, note: str = "") -> Application:
    """Invite an applicant to choose an interview time; the letter is held in the outbox.

    Raises ``Refused`` or ``NotAllowed`` (also when somebody else decided first).
    """
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    change = take_step(application, actor=actor, action=Action.INVITE, at=at, reason=note)
    selection_letters.hold_invitation(application, dedup=str(change.pk), actor=actor, at=at)
    return application


@transaction.atomic
def decide(
    *, actor: Person, application_id: UUID, choice: Choice | str, at: datetime, category: str = "", note: str = ""
) -> Application:
    """Decide about one application; the letter is held whatever it is, and opening it again cancels that letter.

    ``category`` says why when no place is offered. Raises ``Refused``, ``NotAllowed``, or ``ValueError`` for
    an unknown choice or category.
    """
    if Choice(choice) is Choice.INVITE:
        return invite_to_interview(actor=actor, application_id=application_id, at=at, note=note)
    if Choice(choice) is Choice.WAITLIST:
        return waitlist.put_on_waitlist(actor=actor, application_id=application_id, at=at, note=note)
    application = locked(application_id)
    require(actor, "recruitment.decide", application)
    TABLE.after(application.stage, Action.DECLINE)
    pipeline.decline_applications(actor=actor, application_ids=[application_id], category=category, at=at, note=note)
    application.refresh_from_db()
    return application
