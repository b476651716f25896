"""The life of a placement after publication: it starts, it ends, and the role of advocate goes with it."""

import zoneinfo
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from cohorts import signals
from cohorts.models import Placement, PlacementStep
from cohorts.rules.changes import OPEN_CHANGES, ChangeKind
from cohorts.rules.stages import BEGUN_PLACEMENTS, FELLOW, PLACEMENT, PlacementStage
from cohorts.services.fellows import move_fellow_stage
from fellowship.models import Person, RoleGrant
from fellowship.rules.roles import Role, Scope
from fellowship.rules.trying import all_tried
from fellowship.services import audit
from fellowship.services.roles import end_role, grant_role


def take_step(placement: Placement, action: str, *, actor: Person | None, at: datetime, reason: str = "") -> None:
    """Move a locked placement by one step, with its row of history and its audit row; for services only."""
    before = placement.stage
    placement.stage = PLACEMENT.after(before, action)
    placement.save(update_fields=["stage", "ends_on", "supervisor"])
    PlacementStep.objects.create(
        placement=placement, from_stage=before, to_stage=placement.stage, action=action, actor=actor, at=at,
        reason=reason[:300],
    )  # fmt: skip
    audit.record(
        actor=actor, action=f"cohorts.{action}_placement", subject=placement, about=placement.fellow.person, at=at,
        data={"from": str(before), "to": str(placement.stage)},
    )  # fmt: skip


@transaction.atomic
def start_placement(*, placement_id: UUID, at: datetime) -> bool:
    """Begin a placement whose first day has come at its office; ``False`` when it is not (or no longer) time."""
    placement = locked_placement(placement_id)
    if placement.stage != PlacementStage.PLANNED or day_there(placement, at) < placement.starts_on:
        return False
    if placement.changes.filter(
        kind=ChangeKind.TRANSFER, stage__in=OPEN_CHANGES, effective_on__lte=placement.starts_on
    ).exists():
        return False  # They begin elsewhere: the move does that.
    take_step(placement, "start", actor=None, at=at)
    if FELLOW.allows(placement.fellow.stage, "start"):
        move_fellow_stage(actor=None, fellow_id=placement.fellow_id, action="start", at=at)
    signals.placement_started.send(Placement, placement_id=placement.pk, at=at)
    return True


@transaction.atomic
def end_placement(
    *, actor: Person | None, placement_id: UUID, at: datetime, last_day: date | None = None, reason: str = ""
) -> bool:
    """End a placement after ``last_day`` (its planned one when none is named); a second time changes nothing."""
    placement = locked_placement(placement_id)
    if not PLACEMENT.allows(placement.stage, "end"):
        return False
    placement.ends_on = max(last_day or placement.ends_on, placement.starts_on)
    take_step(placement, "end", actor=actor, at=at, reason=reason)
    if placement.advocate_grant_id is not None:
        end_role(actor=None, grant_id=placement.advocate_grant_id, on=placement.ends_on, reason=reason, at=at)
    signals.placement_ended.send(Placement, placement_id=placement.pk, at=at, actor_id=actor.pk if actor else None)
    return True


def settle_due_placements(*, at: datetime) -> int:
    """Start and end every placement whose day has come; each in its own transaction. For the daily task.

    What is still held back begins once it is told.
    """
    tomorrow = at.date() + timedelta(days=1)
    due = Placement.objects.filter(
        Q(stage=PlacementStage.PLANNED, starts_on__lte=tomorrow, held_back=False)
        | Q(stage__in=BEGUN_PLACEMENTS, ends_on__lt=tomorrow)
    )

    def settle(placement: Placement) -> int:
        if placement.stage in BEGUN_PLACEMENTS and placement.ends_on < day_there(placement, at):
            return end_placement(actor=None, placement_id=placement.pk, at=at)
        return start_placement(placement_id=placement.pk, at=at)

    return all_tried(settle, due.select_related("seat__office").order_by("starts_on", "pk"))


def give_advocate_role(placement: Placement, *, at: datetime) -> RoleGrant:
    """The role of advocate at the placement's office, from today through its last day; one held already is kept."""
    person, office, today = placement.fellow.person, placement.seat.office, at.date()
    held = RoleGrant.objects.filter(person=person, role=Role.ADVOCATE, scope=Scope.OFFICE, office=office)
    endless = held.filter(ends_on__isnull=True).first()
    if endless is not None:
        return endless
    last = held.order_by("-ends_on").filter(ends_on__gte=today).first()
    if last is not None and last.ends_on is not None and last.ends_on >= placement.ends_on:
        return last
    starts_on = last.ends_on + timedelta(days=1) if last is not None and last.ends_on is not None else today
    return grant_role(
        actor=None, person=person, role=Role.ADVOCATE, scope=Scope.OFFICE, office=office, starts_on=starts_on,
        ends_on=max(placement.ends_on, starts_on), reason="placement", at=at,
    )  # fmt: skip


def end_advocate_role(placement: Placement, *, at: datetime) -> None:
    """End the role that came with a placement; the rest of the day stays, as every role ends with a day."""
    if placement.advocate_grant_id is not None:
        end_role(actor=None, grant_id=placement.advocate_grant_id, on=at.date(), reason="placement taken back", at=at)


def locked_placement(placement_id: UUID) -> Placement:
    """A placement, locked, its fellow, office, supervisor and role at hand."""
    return (
        Placement.objects.select_for_update(of=("self",))
        .select_related("fellow__person", "seat__office", "supervisor", "advocate_grant")
        .get(pk=placement_id)
    )


def day_there(placement: Placement, at: datetime) -> date:
    """The day it is at the placement's office."""
    return at.astimezone(zoneinfo.ZoneInfo(placement.seat.office.time_zone)).date()
