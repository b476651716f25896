"""What can happen to a placement after day one: more time, leave, another supervisor, an early end; and undoing it.

Each is planned once, told once and settled on its day. A reason stays with program managers.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts import signals
from cohorts.models import Placement, PlacementChange, Seat
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.rules.changes import (
    CHANGE,
    IN_THE_WAY,
    LONGEST_EXTENSION,
    LONGEST_LEAVE,
    OPEN_CHANGES,
    ChangeKind,
    ChangeStage,
    EndKind,
    days_of_leave,
)
from cohorts.rules.stages import FELLOW, LIVE_PLACEMENTS, PLACEMENT, PlacementStage
from cohorts.services import change_letters
from cohorts.services.fellows import move_fellow_stage
from cohorts.services.moving import carry_out
from cohorts.services.placements import day_there, end_advocate_role, end_placement, locked_placement, take_step
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.rules.trying import all_tried
from fellowship.services import audit
from fellowship.services.roles import end_role, extend_role

DAY = timedelta(days=1)


class NotLive(Conflict):
    """The placement has ended or was taken back."""

    sentence = _("This placement has ended, so nothing about it can change.")


class NotTold(Conflict):
    """Nobody concerned knows of the placement yet."""

    sentence = _(
        "Nobody has been told of this placement yet. Wait until the hour after publishing is over, or take the "
        "publication back."
    )


class InTheWay(Conflict):
    """Another change is planned that this one can't stand beside."""

    sentence = _("Another change of this placement is planned. Call that one off first.")


class BadDay(Conflict):
    """The day does not fit. ``field`` names the form's field that holds it."""

    sentence = _("This day does not fit the placement. Look at its first and last day.")

    def __init__(self, sentence: object = None, *, field: str = "") -> None:
        """Keep what is wrong, and where."""
        self.field = field
        super().__init__(sentence)


class TooLateToCallOff(Conflict):
    """The change has taken effect."""

    sentence = _("This change has taken effect, so it can't be called off. Plan another one instead.")


class NotASupervisor(Conflict):
    """The person does not supervise at that office, or does already."""

    sentence = _("Choose another person who supervises at this office on that day.")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a new change says, beside who and when."""

    kind: ChangeKind
    effective_on: date
    reason: str
    until: date | None = None
    last_day: date | None = None
    supervisor: Person | None = None
    to_seat: Seat | None = None
    end_kind: str = ""


@transaction.atomic
def extend_placement(
    *, actor: Person, placement_id: UUID, last_day: date, reason: str, at: datetime
) -> PlacementChange:
    """Let a placement and the role with it last through a later ``last_day``; everybody concerned is told once.

    Asking for the same again gives the change already planned. Raises ``Refused``, :class:`NotLive`,
    :class:`InTheWay` or :class:`BadDay`.
    """
    placement, known = open_placement(actor, placement_id, ChangeKind.EXTEND, last_day_after=last_day)
    if known is not None:
        return known
    if not placement.ends_on < last_day <= placement.ends_on + LONGEST_EXTENSION:
        raise BadDay(_("Choose a day after the present last day, at most two years later."), field="last_day")
    facts = Facts(ChangeKind.EXTEND, placement.ends_on + DAY, reason, last_day=last_day)
    change = plan_change(placement, facts, actor=actor, at=at)
    _move_last_day(placement, last_day, at=at)
    return change


@transaction.atomic
def plan_leave(
    *, actor: Person, placement_id: UUID, first_day: date, last_day: date, reason: str, at: datetime
) -> PlacementChange:
    """Plan a leave, both days included. The placement ends later by its length; courses move when it begins.

    Raises as :func:`extend_placement` does.
    """
    placement, known = open_placement(actor, placement_id, ChangeKind.LEAVE, effective_on=first_day, until=last_day)
    if known is not None:
        return known
    if not max(placement.starts_on, day_there(placement, at)) <= first_day <= placement.ends_on:
        raise BadDay(_("Choose a first day from today on, within the placement."), field="first_day")
    if not first_day <= last_day < first_day + LONGEST_LEAVE:
        raise BadDay(_("Choose a last day on or after the first, within a year."), field="last_day")
    ends_on = placement.ends_on + timedelta(days=days_of_leave(first_day, last_day))
    facts = Facts(ChangeKind.LEAVE, first_day, reason, until=last_day, last_day=ends_on)
    change = plan_change(placement, facts, actor=actor, at=at)
    _move_last_day(placement, ends_on, at=at)
    settle_change(change_id=change.pk, at=at)
    return change


@transaction.atomic
def return_early(*, actor: Person, change_id: UUID, back_on: date, at: datetime) -> PlacementChange:
    """End a running leave so that work begins again on ``back_on``; the days not taken are given back.

    More time on courses stays given. The same day again changes nothing. Raises ``Refused``, ``NotAllowed`` or
    :class:`BadDay`.
    """
    change, placement = _locked_change(actor, change_id)
    last_day, today = back_on - DAY, day_there(placement, at)
    if change.until == last_day:
        return change
    CHANGE.after(change.stage, "finish")
    if change.kind != ChangeKind.LEAVE or change.until is None or change.stage != ChangeStage.RUNNING:
        raise InTheWay
    if not max(change.effective_on + DAY, today) <= back_on <= change.until:
        raise BadDay(_("Choose a day from today on, before the planned return."), field="back_on")
    ends_on = placement.ends_on - (change.until - last_day)
    change.until, change.last_day_after = last_day, ends_on
    change.save(update_fields=["until", "last_day_after"])
    _move_last_day(placement, ends_on, at=at)
    audit.record(
        actor=actor, action="cohorts.return_early", subject=placement, about=placement.fellow.person, at=at,
        data={"back": str(back_on)},
    )  # fmt: skip
    change_letters.announce(change, placement, actor=actor, at=at, again="back")
    settle_change(change_id=change.pk, at=at)
    return change


@transaction.atomic
def end_early(
    *, actor: Person, placement_id: UUID, last_day: date, end_kind: EndKind, reason: str, at: datetime
) -> PlacementChange:
    """Let a placement end on an earlier ``last_day``; before its first day it is taken back at once.

    The fellow's letter is held until a manager has read it. Raises as :func:`extend_placement` does.
    """
    placement, known = open_placement(actor, placement_id, ChangeKind.END, last_day_after=last_day)
    if known is not None:
        return known
    begun = placement.stage != PlacementStage.PLANNED
    if begun and not placement.starts_on <= last_day < placement.ends_on:
        raise BadDay(_("Choose a day within the placement, before its present last day."), field="last_day")
    today = day_there(placement, at)
    facts = Facts(
        ChangeKind.END, last_day + DAY if begun else today, reason, last_day=last_day if begun else placement.ends_on,
        end_kind=end_kind,
    )  # fmt: skip
    change = plan_change(placement, facts, actor=actor, at=at)
    if begun:
        _move_last_day(placement, last_day, at=at)
    settle_change(change_id=change.pk, at=at)
    return change


@transaction.atomic
def change_supervisor(
    *, actor: Person, placement_id: UUID, supervisor_id: UUID, from_day: date, reason: str, at: datetime
) -> PlacementChange:
    """Let another supervisor of the office take over from ``from_day`` on; the former one sees nothing from then.

    Raises as :func:`extend_placement` does, or :class:`NotASupervisor`.
    """
    placement, known = open_placement(
        actor, placement_id, ChangeKind.SUPERVISOR, effective_on=from_day, supervisor_after_id=supervisor_id
    )
    if known is not None:
        return known
    if not day_there(placement, at) <= from_day <= placement.ends_on:
        raise BadDay(_("Choose a day from today on, within the placement."), field="from_day")
    office = placement.seat.office_id
    there = {person.pk: person for person in supervisors_of_offices([office], from_day).get(office, ())}
    if supervisor_id not in there or supervisor_id == placement.supervisor_id:
        raise NotASupervisor
    facts = Facts(ChangeKind.SUPERVISOR, from_day, reason, supervisor=there[supervisor_id])
    change = plan_change(placement, facts, actor=actor, at=at)
    settle_change(change_id=change.pk, at=at)
    return change


@transaction.atomic
def call_off_change(*, actor: Person, change_id: UUID, at: datetime) -> PlacementChange:
    """Take back a change whose day has not come: days, roles and seats are as before, unsent letters are cancelled.

    Whoever had a letter gets one that takes it back. A second time changes nothing. Raises ``Refused``,
    ``NotAllowed`` or :class:`TooLateToCallOff`.
    """
    change, placement = _locked_change(actor, change_id)
    if change.stage == ChangeStage.CALLED_OFF:
        return change
    stage = CHANGE.after(change.stage, "call_off")
    if change.effective_on <= day_there(placement, at):
        raise TooLateToCallOff
    _close(change, stage, actor=actor, at=at)
    if change.to_seat_id is not None:
        Seat.objects.filter(pk=change.to_seat_id).update(is_open=True)
    _move_last_day(placement, placement.ends_on - (change.last_day_after - change.last_day_before), at=at)
    audit.record(
        actor=actor, action="cohorts.call_off_change", subject=placement, about=placement.fellow.person, at=at,
        data={"kind": change.kind},
    )  # fmt: skip
    change_letters.take_back(change, placement, actor=actor, at=at)
    return change


@transaction.atomic
def settle_change(*, change_id: UUID, at: datetime) -> bool:
    """Do what a change says once its day has come at the office; ``False`` when nothing is to be done."""
    change, placement = _locked_change(None, change_id)
    today, kind = day_there(placement, at), change.kind
    if change.stage not in OPEN_CHANGES or today < change.effective_on:
        return False
    if kind == ChangeKind.LEAVE:
        return _settle_leave(change, placement, today, at=at)
    if placement.stage in LIVE_PLACEMENTS:
        if kind == ChangeKind.SUPERVISOR:
            placement.supervisor_id = change.supervisor_after_id
            placement.save(update_fields=["supervisor"])
        elif kind == ChangeKind.TRANSFER:
            carry_out(change, placement, at=at)
        elif kind == ChangeKind.END:
            _end(placement, change, at=at)
    _close(change, CHANGE.after(change.stage, "finish"), actor=None, at=at)
    return True


def settle_due_changes(*, at: datetime) -> int:
    """Settle every change whose day has come; each in its own transaction. For the daily task."""
    due = PlacementChange.objects.filter(stage__in=OPEN_CHANGES, effective_on__lte=at.date() + DAY)
    ids = list(due.order_by("effective_on", "pk").values_list("pk", flat=True))
    return all_tried(lambda pk: settle_change(change_id=pk, at=at), ids)


def open_placement(
    actor: Person, placement_id: UUID, kind: ChangeKind, **facts: object
) -> tuple[Placement, PlacementChange | None]:
    """The placement, locked, for someone who may change it, and the open change that says the very same already.

    Raises ``Refused``, :class:`NotLive`, :class:`NotTold`, or :class:`InTheWay` where something else is planned.
    """
    placement = locked_placement(placement_id)
    require(actor, "cohorts.change_placements", placement)
    if placement.stage not in LIVE_PLACEMENTS:
        raise NotLive
    if placement.held_back:
        raise NotTold
    planned = placement.changes.filter(stage__in=OPEN_CHANGES)
    known = planned.filter(kind=kind, **facts).first()
    if known is None and planned.filter(kind__in=IN_THE_WAY[kind]).exists():
        raise InTheWay
    return placement, known


def plan_change(placement: Placement, facts: Facts, *, actor: Person, at: datetime) -> PlacementChange:
    """Keep a change of a locked placement, with its audit row and its letters."""
    change = PlacementChange.objects.create(
        placement=placement, kind=facts.kind, effective_on=facts.effective_on, until=facts.until,
        last_day_before=placement.ends_on, last_day_after=facts.last_day or placement.ends_on,
        supervisor_before=placement.supervisor, supervisor_after=facts.supervisor or placement.supervisor,
        to_seat=facts.to_seat, end_kind=facts.end_kind, reason=facts.reason, made_by=actor, made_at=at,
    )  # fmt: skip
    audit.record(
        actor=actor, action=f"cohorts.plan_{facts.kind}", subject=placement, about=placement.fellow.person, at=at,
        data={"from": str(facts.effective_on), "last_day": str(change.last_day_after)},
    )  # fmt: skip
    change_letters.announce(change, placement, actor=actor, at=at)
    return change


def _settle_leave(change: PlacementChange, placement: Placement, today: date, *, at: datetime) -> bool:
    person = change.made_by_id
    if change.stage == ChangeStage.PLANNED and PLACEMENT.allows(placement.stage, "pause"):
        change.stage = CHANGE.after(change.stage, "begin")
        change.save(update_fields=["stage"])
        take_step(placement, "pause", actor=None, at=at)
        days = days_of_leave(change.effective_on, change.until or change.effective_on)
        signals.placement_paused.send(
            Placement, placement_id=placement.pk, first_day=change.effective_on, days=days, at=at, actor_id=person
        )
    if change.until is not None and today <= change.until and placement.stage in LIVE_PLACEMENTS:
        return change.stage == ChangeStage.RUNNING
    if PLACEMENT.allows(placement.stage, "resume"):
        take_step(placement, "resume", actor=None, at=at)
    _close(change, CHANGE.after(change.stage, "finish"), actor=None, at=at)
    return True


def _end(placement: Placement, change: PlacementChange, *, at: datetime) -> None:
    if placement.stage == PlacementStage.PLANNED:
        take_step(placement, "cancel", actor=None, at=at)
        end_advocate_role(placement, at=at)
        signals.placement_cancelled.send(Placement, placement_id=placement.pk, at=at, actor_id=change.made_by_id)
    else:
        end_placement(actor=None, placement_id=placement.pk, at=at)
    if FELLOW.allows(placement.fellow.stage, "leave"):
        move_fellow_stage(actor=None, fellow_id=placement.fellow_id, action="leave", at=at)


def _move_last_day(placement: Placement, last_day: date, *, at: datetime) -> None:
    """Give a locked placement another last day, and the role that came with it."""
    placement.ends_on = max(last_day, placement.starts_on)
    placement.save(update_fields=["ends_on"])
    grant = placement.advocate_grant
    if grant is None or grant.ends_on is None:
        return
    if grant.ends_on < placement.ends_on:
        extend_role(actor=None, grant_id=grant.pk, until=placement.ends_on, reason="placement", at=at)
    else:
        end_role(actor=None, grant_id=grant.pk, on=placement.ends_on, reason="placement", at=at)


def _close(change: PlacementChange, stage: str, *, actor: Person | None, at: datetime) -> None:
    change.stage, change.settled_by, change.settled_at = stage, actor, at
    change.save(update_fields=["stage", "settled_by", "settled_at"])


def _locked_change(actor: Person | None, change_id: UUID) -> tuple[PlacementChange, Placement]:
    """A change and its placement, locked in the order every service locks them: the placement first."""
    placement_id = PlacementChange.objects.values_list("placement_id", flat=True).get(pk=change_id)
    placement = locked_placement(placement_id)
    if actor is not None:
        require(actor, "cohorts.change_placements", placement)
    change = PlacementChange.objects.select_for_update(of=("self",)).get(pk=change_id)
    return change, placement
