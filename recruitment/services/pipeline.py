"""What managers do to many applications at once: start review, decline with a letter, open again, give an owner."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import visible
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Application, BulkChange
from recruitment.queries.people import managers
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.labels import ChangeKind
from recruitment.rules.stages import TABLE, Action, Stage
from recruitment.services import application_letters
from recruitment.services.applications import take_step

MOST_AT_ONCE = 500


class TooMany(Conflict):
    """More applications than one decision should hold."""

    sentence = _("Choose 500 applications or fewer at a time.")


class NotAnOwner(Conflict):
    """The person chosen does not manage applications."""

    sentence = _("Choose an owner who manages applications.")


@dataclass(frozen=True, slots=True)
class Moved:
    """How many applications moved, the references of those that could not, and the change that can be undone."""

    count: int
    skipped: tuple[str, ...] = ()
    undo_id: UUID | None = None


def locked(actor: Person, application_ids: Sequence[UUID]) -> list[Application]:
    """The chosen ones among those the actor may decide, locked in one order so that two managers never deadlock."""
    if len(application_ids) > MOST_AT_ONCE:
        raise TooMany
    chosen = visible(actor, "recruitment.decide").filter(pk__in=list(application_ids))
    rows = chosen.select_for_update(of=("self",), no_key=True).select_related("person", "cycle").order_by("pk")
    return list(rows)


def _split(applications: Iterable[Application], action: Action) -> tuple[list[Application], tuple[str, ...]]:
    ready, skipped = [], []
    for application in applications:
        if TABLE.allows(application.stage, action):
            ready.append(application)
        else:
            skipped.append(application.reference)
    return ready, tuple(skipped)


@transaction.atomic
def start_reviews(*, actor: Person, application_ids: Sequence[UUID], at: datetime) -> Moved:
    """Let review begin for each application that was received; others are skipped and named."""
    ready, skipped = _split(locked(actor, application_ids), Action.START_REVIEW)
    for application in ready:
        take_step(application, actor=actor, action=Action.START_REVIEW, at=at, reason="")
    return Moved(len(ready), skipped)


@transaction.atomic
def decline_applications(
    *, actor: Person, application_ids: Sequence[UUID], category: DeclineCategory | str, at: datetime, note: str = ""
) -> Moved:
    """Decline each application that can be declined now and hold one letter each, which names the category.

    ``note`` is for staff only. Nothing leaves the outbox before a person sends it.
    """
    reason = DeclineCategory(category)
    ready, skipped = _split(locked(actor, application_ids), Action.DECLINE)
    for application in ready:
        application.decline_category = reason
        change = take_step(application, actor=actor, action=Action.DECLINE, at=at, reason=note)
        application_letters.hold_declined(application, change=change, category=reason, actor=actor, at=at)
    return Moved(len(ready), skipped)


@transaction.atomic
def reopen_application(*, actor: Person, application_id: UUID, at: datetime, reason: str = "") -> Application:
    """Undo a decision not to offer a place: back to review, and its unsent letter is cancelled.

    Raises ``NotAllowed`` unless it is declined; ``Application.DoesNotExist`` where the actor may not decide.
    """
    application: Application = (
        visible(actor, "recruitment.decide")
        .select_for_update(of=("self",), no_key=True)
        .select_related("person", "cycle")
        .get(pk=application_id)
    )
    application.decline_category = ""
    take_step(application, actor=actor, action=Action.REOPEN, at=at, reason=reason)
    application_letters.cancel_decisions(application, actor=actor, at=at)
    return application


@transaction.atomic
def reopen_applications(*, actor: Person, application_ids: Sequence[UUID], at: datetime, note: str = "") -> Moved:
    """Undo a decision not to offer a place for each application that was declined; others are skipped and named."""
    chosen = locked(actor, application_ids)
    ready = [application for application in chosen if application.stage == Stage.DECLINED]
    for application in ready:
        application.decline_category = ""
        take_step(application, actor=actor, action=Action.REOPEN, at=at, reason=note)
        application_letters.cancel_decisions(application, actor=actor, at=at)
    return Moved(len(ready), tuple(row.reference for row in chosen if row not in ready))


@transaction.atomic
def assign_owner(*, actor: Person, application_ids: Sequence[UUID], owner_id: UUID | None, at: datetime) -> Moved:
    """Give applications to one manager to look after, or to nobody with ``None``. Raises :class:`NotAnOwner`."""
    if owner_id is not None and not managers(at).filter(pk=owner_id).exists():
        raise NotAnOwner
    changed = [row for row in locked(actor, application_ids) if row.owner_id != owner_id]
    before = [[str(row.pk), str(row.owner_id or "")] for row in changed]
    Application.objects.filter(pk__in=[row.pk for row in changed]).update(owner_id=owner_id)
    audit.record_many(
        audit.Row(action="recruitment.assign_owner", subject=row, at=at, actor=actor, about=row.person,
                  data={"owner": str(owner_id or "")})
        for row in changed
    )  # fmt: skip
    if not changed:
        return Moved(0)
    change = BulkChange.objects.create(
        person=actor, kind=ChangeKind.OWNER, subject=str(owner_id or ""), rows=before, made_at=at
    )
    return Moved(len(changed), undo_id=change.pk)
