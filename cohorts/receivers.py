"""What cohorts does when recruitment has news; each receiver calls one service."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from cohorts.services import fellows
from fellowship.models import Person
from recruitment.signals import application_moved, finalist_cleared


@receiver(finalist_cleared, dispatch_uid="cohorts.welcome_fellow")
def on_finalist_cleared(
    sender: object, *, application_id: UUID, at: datetime, actor: Person | None = None, **_more: Any
) -> None:
    """Make the finalist a fellow."""
    fellows.welcome_fellow(actor=actor, application_id=application_id, at=at)


@receiver(application_moved, dispatch_uid="cohorts.follow_application")
def on_application_moved(
    sender: object, *, application_id: UUID, action: str, to_stage: str, at: datetime, **_more: Any
) -> None:
    """Let a fellow go who withdrew."""
    fellows.follow_application(application_id=application_id, action=action, to_stage=to_stage, at=at)
