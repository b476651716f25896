"""The one door through which a request changes its stage."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from fellowship.models import Person
from fellowship.services import audit
from hardship_fund.models import Request, RequestStep
from hardship_fund.rules.stages import Action, steps


def locked(request_id: UUID) -> Request:
    """The request, locked until the end of the transaction."""
    return (
        Request.objects.select_for_update(of=("self",))
        .select_related("fund", "requester", "category")
        .get(pk=request_id)
    )


@transaction.atomic
def move(
    *, request: Request, action: Action, actor: Person | None, at: datetime, note: str = "", **changed: Any
) -> Request:
    """Take one step: the table says where to, a row and the audit keep it. ``changed`` are columns set along with it.

    ``request`` must be locked. Raises ``NotAllowed`` where the table has no such step.
    """
    before = request.stage
    request.stage = steps.after(before, action)
    for name, value in changed.items():
        setattr(request, name, value)
    request.save(update_fields=["stage", *changed])
    RequestStep.objects.create(
        request=request, from_stage=before, to_stage=request.stage, action=action, actor=actor, at=at, note=note
    )
    note_it(request=request, action=action, actor=actor, at=at, data={"from": before, "to": request.stage})
    return request


def note_it(
    *,
    request: Request,
    action: str,
    actor: Person | None,
    at: datetime,
    data: dict[str, Any] | None = None,
    subject: Model | None = None,
) -> None:
    """Put a change of a request into the audit trail."""
    audit.record(
        actor=actor, action=f"hardship_fund.{action}", subject=subject or request, at=at, about=request.requester,
        data=data or {},
    )  # fmt: skip
