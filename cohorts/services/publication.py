"""Publishing a plan: placements, roles, applications and letters in one transaction; and taking it back in an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts import signals
from cohorts.models import Cohort, Fellow, MatchRun, Placement, PlacementChange, PlacementStep, Seat, SeatOffer
from cohorts.queries.plans import Plan, is_stale, plan_of
from cohorts.queries.snapshots import seats_in_play
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.rules.changes import OPEN_CHANGES
from cohorts.rules.checker import Note
from cohorts.rules.market import digest, places, read_market
from cohorts.rules.plans import Chair, NoSeat, Sitter, seating
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.solving import choices_from
from cohorts.rules.stages import LIVE_PLACEMENTS, RUN, FellowStage, PlacementStage, RunStage
from cohorts.services import placement_letters
from cohorts.services.changes import call_off_change
from cohorts.services.fellows import move_fellow_stage
from cohorts.services.holding import hold_fellow
from cohorts.services.placements import end_advocate_role, give_advocate_role, take_step
from cohorts.services.runs import AlreadyPublished
from cohorts.services.seat_offers import take_back_offer
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.rules.stages import Action
from recruitment.services.applications import move_application

TAKE_BACK_WITHIN = timedelta(hours=1)


class CheckFails(Conflict):
    """The independent check found a broken rule. ``notes`` say which."""

    sentence = _("This plan breaks a rule, so it can't be published. The check page says which.")

    def __init__(self, notes: tuple[Note, ...]) -> None:
        """Keep what the check found."""
        super().__init__()
        self.notes = notes


class NotSigned(Conflict):
    """The plan has exceptions that nobody has signed for with a reason."""

    sentence = _("Say why you publish with the exceptions listed here.")


class OutOfDate(Conflict):
    """Lists, seats or people changed since the inputs were frozen."""

    sentence = _("Lists, seats or people changed after this plan was made. Run the matching again.")


class TooLate(Conflict):
    """The hour in which placements can be taken back is over, or one has begun."""

    sentence = _("Placements can be taken back within an hour of publishing. That hour is over.")


class NotAsRecorded(Conflict):
    """The inputs kept with the run are not those whose hash stands beside them."""

    sentence = _(
        "The record of this plan was changed after it was made, so it can't be trusted. Run the matching again."
    )


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One fellow in one seat."""

    fellow: Fellow
    seat: Seat


@transaction.atomic
def publish_run(
    *, actor: Person, run_id: UUID, at: datetime, reason: str = "", hold_letters: bool = False
) -> MatchRun:
    """Make a draft the cohort's placements; publishing it again changes nothing.

    The cohort is locked, so that a second publication waits and then finds this one, and so does every list being
    saved. With ``hold_letters`` nobody concerned learns of it until the hour is over in which all can be taken back:
    letters wait in the outbox, pages show nothing, roles and courses come later (:func:`release_due_letters`). Raises
    :class:`CheckFails`, :class:`NotSigned` (exceptions need a ``reason``), :class:`OutOfDate`, :class:`NotAsRecorded`,
    ``AlreadyPublished`` (another plan is) or ``NotAllowed``. Sends ``placement_published`` for each placement told.
    """
    cohort_id = MatchRun.objects.values_list("cohort_id", flat=True).get(pk=run_id)
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=run_id)
    if run.published_at is not None and not RUN.allows(run.stage, "publish"):
        return run
    stage = RUN.after(run.stage, "publish")
    plan = plan_of(run)
    _check(plan, reason)
    run.stage, run.published_at, run.published_by, run.exceptions_reason = stage, at, actor, reason
    run.letters_due_at = at + TAKE_BACK_WITHIN if hold_letters else None
    run.save(update_fields=["stage", "published_at", "published_by", "exceptions_reason", "letters_due_at"])
    sittings = _seat_everyone(plan)
    supervisors = supervisors_of_offices({sitting.seat.office_id for sitting in sittings}, at.date())
    for sitting in sittings:
        leads = supervisors.get(sitting.seat.office_id, ())
        supervisor = sitting.seat.supervisor or (leads[0] if leads else None)
        _place(sitting, run=run, supervisor=supervisor, actor=actor, at=at)
    audit.record(
        actor=actor, action="cohorts.publish_run", subject=run, at=at,
        data={"placements": len(sittings), "exceptions": bool(reason), "letters_held": hold_letters},
    )  # fmt: skip
    return run


@transaction.atomic
def unpublish_run(*, actor: Person, run_id: UUID, at: datetime) -> MatchRun:
    """Take a publication back within the hour: placements cancelled, roles ended, unsent letters cancelled.

    What was planned or offered since is called off. Whoever already has a letter gets one that takes it back. Raises
    :class:`TooLate` or ``NotAllowed``.
    """
    cohort_id = MatchRun.objects.values_list("cohort_id", flat=True).get(pk=run_id)
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    run = MatchRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    stage = RUN.after(run.stage, "unpublish")
    planned = PlacementChange.objects.filter(placement__run=run, stage__in=OPEN_CHANGES).order_by("pk")
    for change_id in planned.values_list("pk", flat=True):
        call_off_change(actor=actor, change_id=change_id, at=at)  # gives back seats kept for a move
    offered = SeatOffer.objects.filter(seat__cohort=cohort, stage=SeatOfferStage.OPEN).order_by("pk")
    for offer_id in offered.values_list("pk", flat=True):
        take_back_offer(actor=actor, offer_id=offer_id, at=at)
    live = list(
        Placement.objects.select_for_update(of=("self",))
        .filter(run=run, stage__in=LIVE_PLACEMENTS)
        .select_related("fellow__person", "seat__office", "supervisor")
        .order_by("pk")
    )
    begun = any(placement.stage != PlacementStage.PLANNED for placement in live)
    is_late = run.published_at is None or at >= run.published_at + TAKE_BACK_WITHIN
    if begun or (is_late and not all(placement.held_back for placement in live)):
        raise TooLate
    for placement in live:
        _take_back(placement, actor=actor, at=at)
    run.stage, run.published_at, run.published_by, run.letters_due_at = stage, None, None, None
    run.save(update_fields=["stage", "published_at", "published_by", "letters_due_at"])
    audit.record(actor=actor, action="cohorts.unpublish_run", subject=run, at=at, data={"placements": len(live)})
    return run


def release_due_letters(*, at: datetime) -> int:
    """Tell everybody concerned what publication held back for the hour; returns how many letters left.

    For the worker, again and again. Whoever withdrew meanwhile is not told of a place: it is given back. Those whose
    letter somebody let go by hand are told at once. Nobody's fault keeps the others from being told: all are tried,
    and the first is raised at the end, so that the task counts as failed and is tried again.
    """
    released, faults = 0, list[Exception]()
    waiting = MatchRun.objects.filter(stage=RunStage.PUBLISHED, letters_due_at__isnull=False)
    for run_id in list(waiting.order_by("pk").values_list("pk", flat=True)):
        released += _release(run_id, faults, at=at)
    if faults:
        raise faults[0]
    return released


@transaction.atomic
def _release(run_id: UUID, faults: list[Exception], *, at: datetime) -> int:
    run = MatchRun.objects.select_for_update(of=("self",)).select_related("published_by").get(pk=run_id)
    if run.stage != RunStage.PUBLISHED or run.letters_due_at is None:
        return 0
    is_due = run.letters_due_at <= at
    held = run.placements.select_for_update(of=("self",)).filter(held_back=True, stage__in=LIVE_PLACEMENTS)
    left = set() if is_due else placement_letters.about_whom_one_left(run)
    failed = False
    for placement in held.select_related("fellow__person", "seat__office", "run__published_by").order_by("pk"):
        if is_due or str(placement.pk) in left:
            try:
                with transaction.atomic():
                    _tell(placement, at=at)
            except Exception as fault:  # noqa: BLE001  (raised again by whoever collects them)
                failed = True
                faults.append(fault)
    released = placement_letters.let_go(run, at=at)
    if is_due and not failed:
        run.letters_due_at = None
        run.save(update_fields=["letters_due_at"])
    return released


def _check(plan: Plan, reason: str) -> None:
    if digest(plan.snapshot) != plan.run.sha256:
        raise NotAsRecorded
    verdict = plan.verdict()
    if not verdict.passes:
        raise CheckFails(verdict.breaches)
    if MatchRun.objects.filter(cohort=plan.run.cohort, stage=RunStage.PUBLISHED).exists():
        raise AlreadyPublished
    if is_stale(plan):
        raise OutOfDate
    if verdict.to_sign and not reason.strip():
        raise NotSigned


def _seat_everyone(plan: Plan) -> list[_Sitting]:
    """Give each placed fellow a seat of their office, by the office's list; :class:`OutOfDate` where one is gone."""
    market = read_market(plan.snapshot)
    fellows = {str(f.pk): f for f in Fellow.objects.filter(cohort=plan.run.cohort).select_related("person")}
    seats: dict[str, list[Seat]] = {}
    counted = choices_from(plan.run.choices).tentative
    rows = seats_in_play(plan.run.cohort, tentative=counted).select_related("office", "supervisor")
    for seat in rows.order_by("starts_on", "label", "pk"):
        seats.setdefault(str(seat.office_id), []).append(seat)
    sittings: list[_Sitting] = []
    for office, mine in sorted(seats.items()):
        place = places(market.offices[office].ranking)
        team = sorted(fellow for fellow, here in plan.matching.items() if here == office)
        sitters = [Sitter(one, market.fellows[one].skills, place.get(one, len(place) + 1)) for one in team]
        try:
            taken = seating([Chair(str(seat.pk), seat.skill, seat.skill_is_firm) for seat in mine], sitters)
        except NoSeat:
            raise OutOfDate from None
        by_id = {str(seat.pk): seat for seat in mine}
        sittings += [_Sitting(fellows[one], by_id[seat]) for one, seat in taken.items()]
    return sittings


def _place(sitting: _Sitting, *, run: MatchRun, supervisor: Person | None, actor: Person, at: datetime) -> Placement:
    # Application, then fellow, then what points at them: the order in which a withdrawal takes its locks.
    fellow, seat = hold_fellow(sitting.fellow.pk), sitting.seat
    placement = Placement(
        fellow=fellow, seat=seat, run=run, supervisor=supervisor, employer_of_record=seat.employer_of_record,
        starts_on=seat.starts_on, ends_on=max(run.cohort.ends_on, seat.starts_on), stage=PlacementStage.PLANNED,
        held_back=run.letters_due_at is not None, created_at=at,
    )  # fmt: skip
    move_fellow_stage(actor=actor, fellow_id=fellow.pk, action="place", at=at)
    placement.save(force_insert=True)
    PlacementStep.objects.create(
        placement=placement, to_stage=PlacementStage.PLANNED, action="publish", actor=actor, at=at
    )
    # Fellows read who wrote to them: in the hour nobody has.
    placement_letters.announce(
        placement, actor=None if placement.held_back else actor, at=at, hold=placement.held_back
    )
    audit.record(actor=actor, action="cohorts.place", subject=placement, about=fellow.person, at=at)
    if not placement.held_back:
        _tell(placement, at=at)
    return placement


def _tell(placement: Placement, *, at: datetime) -> None:
    """Let a locked placement be known: the application is placed, the role given, courses and coaching begin.

    In the name of whoever published. Without a fellow who still waits for it, the placement is taken back in silence.
    """
    fellow, actor = hold_fellow(placement.fellow_id), placement.run.published_by if placement.run else None
    if fellow.stage != FellowStage.PLACED:
        take_step(placement, "cancel", actor=None, at=at)
        placement_letters.take_back(placement, actor=None, at=at)
        return
    move_application(actor=actor, application_id=fellow.application_id, action=Action.PLACE, at=at)
    placement.advocate_grant, placement.held_back = give_advocate_role(placement, at=at), False
    placement.save(update_fields=["advocate_grant", "held_back"])
    signals.placement_published.send(Placement, placement_id=placement.pk, at=at, actor_id=actor.pk if actor else None)


def _take_back(placement: Placement, *, actor: Person, at: datetime) -> None:
    """Undo one locked placement that has not begun, and what came with it where it was told."""
    fellow = hold_fellow(placement.fellow_id)
    take_step(placement, "cancel", actor=actor, at=at)
    placement_letters.take_back(placement, actor=None if placement.held_back else actor, at=at)
    if fellow.stage == FellowStage.PLACED:
        move_fellow_stage(actor=actor, fellow_id=fellow.pk, action="unplace", at=at)
    if placement.held_back:
        return
    end_advocate_role(placement, at=at)
    move_application(actor=actor, application_id=fellow.application_id, action=Action.UNPLACE, at=at)
    signals.placement_cancelled.send(Placement, placement_id=placement.pk, at=at, actor_id=actor.pk)
