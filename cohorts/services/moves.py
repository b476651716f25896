"""What goes with moves by hand: taking the last one back, and places agreed on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Fellow, Lock, MatchRun, RunMove
from cohorts.queries.plans import plan_of
from cohorts.rules.stages import RUN
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class NotTheLast(Conflict):
    """A later move stands on this one."""

    sentence = _("Somebody moved someone after this. Undo the later moves first.")


class NotPlaced(Conflict):
    """There is no place that could be agreed on."""

    sentence = _("The plan has no place for them, so there is nothing to keep.")


@transaction.atomic
def undo_move(*, actor: Person, move_id: UUID, at: datetime) -> RunMove:
    """Take back the last move of a draft that counts; one taken back already stays so.

    The row stays as history. A place that the move made an agreed one is free again. Raises :class:`NotTheLast`, or
    ``NotAllowed`` once the run is no draft.
    """
    run_id = RunMove.objects.values_list("run_id", flat=True).get(pk=move_id)
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    RUN.after(run.stage, "publish")
    move = run.moves.select_related("fellow__person").get(pk=move_id)
    if move.undone_at is not None:
        return move
    if run.moves.filter(undone_at=None).order_by("moved_at", "pk").last() != move:
        raise NotTheLast
    move.undone_at, move.undone_by = at, actor
    move.save(update_fields=["undone_at", "undone_by"])
    if move.locked:
        Lock.objects.filter(fellow=move.fellow, office_id=move.to_office_id).delete()
    audit.record(actor=actor, action="cohorts.undo_move", subject=run, about=move.fellow.person, at=at)
    return move


@transaction.atomic
def lock_fellow(*, actor: Person, run_id: UUID, fellow_id: UUID, reason: str, at: datetime) -> Lock:
    """Make the place that a draft has for someone an agreed one: later runs work around it; again changes nothing.

    Raises :class:`NotPlaced`, or ``NotAllowed`` once the run is no draft.
    """
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    require(actor, "cohorts.match", run.cohort)
    RUN.after(run.stage, "publish")
    fellow = Fellow.objects.select_related("person").get(pk=fellow_id, cohort_id=run.cohort_id)
    here = plan_of(run).matching.get(str(fellow_id))
    if here is None:
        raise NotPlaced
    held = Lock.objects.filter(fellow=fellow, office_id=UUID(here)).first()
    if held is not None:
        return held
    lock, _new = Lock.objects.update_or_create(
        fellow=fellow, defaults={"office_id": UUID(here), "reason": reason, "locked_by": actor, "locked_at": at}
    )
    audit.record(
        actor=actor, action="cohorts.lock_fellow", subject=run, about=fellow.person, at=at, data={"office": here}
    )
    return lock


@transaction.atomic
def unlock_fellow(*, actor: Person, fellow_id: UUID, at: datetime) -> None:
    """Let matching decide again about someone; without a lock nothing happens."""
    fellow = Fellow.objects.select_for_update(of=("self",)).select_related("cohort", "person").get(pk=fellow_id)
    require(actor, "cohorts.match", fellow.cohort)
    removed, _rows = Lock.objects.filter(fellow=fellow).delete()
    if removed:
        audit.record(actor=actor, action="cohorts.unlock_fellow", subject=fellow, about=fellow.person, at=at)
