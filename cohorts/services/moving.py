"""Carrying out a move to another seat on its day: the old placement ends, a new one begins, and it is one history."""

from datetime import datetime, timedelta

from cohorts import signals
from cohorts.models import Placement, PlacementChange, PlacementStep, Seat
from cohorts.rules.stages import FELLOW, PlacementStage
from cohorts.services.fellows import move_fellow_stage
from cohorts.services.placements import give_advocate_role, take_step
from fellowship.services.roles import end_role


def carry_out(change: PlacementChange, old: Placement, *, at: datetime) -> Placement:
    """End a locked placement the day before the move and begin the new one in the seat that was kept for it.

    A placement that had not begun is taken back instead: nobody worked there. The role of advocate goes along.
    Sends ``placement_transferred``. The seat is open again for whoever comes later.
    """
    seat = Seat.objects.select_for_update(of=("self",)).select_related("office").get(coming_changes=change)
    last_day = old.ends_on
    day_before, begun = change.effective_on - timedelta(days=1), old.stage != PlacementStage.PLANNED
    old.ends_on = max(day_before, old.starts_on)
    take_step(old, "end" if begun else "cancel", actor=None, at=at)
    if old.advocate_grant_id is not None:
        end_role(actor=None, grant_id=old.advocate_grant_id, on=day_before, reason="transfer", at=at)
    new = Placement(
        fellow=old.fellow, seat=seat, run=None, replaces=old, supervisor=change.supervisor_after,
        employer_of_record=seat.employer_of_record, starts_on=change.effective_on,
        ends_on=max(last_day, change.effective_on), stage=PlacementStage.PLANNED, created_at=at,
    )  # fmt: skip
    new.advocate_grant = give_advocate_role(new, at=at)
    new.save(force_insert=True)
    PlacementStep.objects.create(
        placement=new, to_stage=PlacementStage.PLANNED, action="transfer", actor=change.made_by, at=at
    )
    take_step(new, "start", actor=None, at=at)
    if FELLOW.allows(old.fellow.stage, "start"):
        move_fellow_stage(actor=None, fellow_id=old.fellow_id, action="start", at=at)
    Seat.objects.filter(pk=seat.pk).update(is_open=True)
    change.to_placement = new
    change.save(update_fields=["to_placement"])
    signals.placement_transferred.send(
        Placement, placement_id=new.pk, replaces_id=old.pk, at=at, actor_id=change.made_by_id
    )
    return new
