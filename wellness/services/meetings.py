"""Setting, moving, cancelling and holding one-on-ones. What is unfinished always goes on to the next."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from wellness.models import AgendaItem, CoachingRelationship, OneOnOne, OneOnOneStep
from wellness.rules.carrying import Item, to_carry
from wellness.rules.letters import CANCELLED, MOVED, SCHEDULED
from wellness.rules.stages import AgendaState, Audience, MeetingStage, items, meetings
from wellness.rules.times import check_ahead
from wellness.services.mail import write_about

EARLY = timedelta(hours=12)


class CoachingEnded(Conflict):
    """The two don't work together any more."""

    sentence = _("This coaching has ended. Nothing new can be added to it.")


class TimeTaken(Conflict):
    """The two meet at that very time already."""

    sentence = _("You already meet at that time. Choose another time.")


class NotYet(Conflict):
    """The one-on-one lies too far ahead to say how it went."""

    sentence = _("This one-on-one has not taken place yet. Move it first if you talked earlier.")


def locked_relationship(actor: Person | None, relationship_id: UUID) -> CoachingRelationship:
    """The relationship, locked, if the actor is one of the two. Raises ``Refused`` or :class:`CoachingEnded`."""
    relationship = (
        CoachingRelationship.objects.select_for_update(of=("self",))
        .select_related("advocate", "coach")
        .get(pk=relationship_id)
    )
    if actor is not None:
        require(actor, "wellness.share", relationship)
    if relationship.ended_at is not None:
        raise CoachingEnded
    return relationship


def locked_meeting(actor: Person | None, meeting_id: UUID) -> OneOnOne:
    """The one-on-one, locked with its relationship, if the actor is one of the two. Raises as above."""
    relationship_id = OneOnOne.objects.values_list("relationship_id", flat=True).get(pk=meeting_id)
    relationship = locked_relationship(actor, relationship_id)
    meeting = OneOnOne.objects.select_for_update(of=("self",)).get(pk=meeting_id)
    meeting.relationship = relationship
    if actor is not None:
        require(actor, "wellness.meet", meeting)
    return meeting


def next_planned(relationship: CoachingRelationship, *, after: OneOnOne | None = None) -> OneOnOne | None:
    """The earliest planned one-on-one, other than ``after``; ``None`` when there is none."""
    planned = OneOnOne.objects.filter(relationship=relationship, stage=MeetingStage.PLANNED)
    if after is not None:
        planned = planned.exclude(pk=after.pk)
    return planned.order_by("scheduled_at", "pk").first()


@transaction.atomic
def schedule_one_on_one(
    *, actor: Person | None, relationship_id: UUID, scheduled_at: datetime, at: datetime, place: str = ""
) -> OneOnOne:
    """Set a time for the two; what waited for a next one-on-one is put on the agenda of the earliest planned one.

    Asking for the same time again gives the one-on-one already there. The other person gets a letter.
    Raises ``BadTime``, :class:`CoachingEnded` or ``Refused``.
    """
    relationship = locked_relationship(actor, relationship_id)
    check_ahead(scheduled_at, at)
    meeting, is_new = OneOnOne.objects.get_or_create(
        relationship=relationship, scheduled_at=scheduled_at, stage=MeetingStage.PLANNED,
        defaults={"place": place, "created_at": at, "created_by": actor},
    )  # fmt: skip
    if is_new:
        _note_step(meeting, actor=actor, before="", action="schedule", at=at)
        _gather(relationship)
        write_about(meeting, kind=SCHEDULED, actor=actor, at=at)
    return meeting


@transaction.atomic
def move_one_on_one(
    *, actor: Person | None, meeting_id: UUID, scheduled_at: datetime, at: datetime, place: str | None = None
) -> OneOnOne:
    """Give a planned one-on-one another time or place; its agenda stays with it.

    Raises ``BadTime``, ``NotAllowed``, :class:`TimeTaken`, :class:`CoachingEnded` or ``Refused``.
    """
    meeting = locked_meeting(actor, meeting_id)
    stage = meetings.after(meeting.stage, "move")
    check_ahead(scheduled_at, at)
    new_place = meeting.place if place is None else place
    if (meeting.scheduled_at, meeting.place) == (scheduled_at, new_place):
        return meeting
    before = meeting.stage
    meeting.stage, meeting.scheduled_at, meeting.place = stage, scheduled_at, new_place
    try:
        with transaction.atomic():
            meeting.save(update_fields=["stage", "scheduled_at", "place"])
    except IntegrityError:
        raise TimeTaken from None
    _note_step(meeting, actor=actor, before=before, action="move", at=at)
    write_about(meeting, kind=MOVED, actor=actor, at=at)
    return meeting


@transaction.atomic
def cancel_one_on_one(*, actor: Person | None, meeting_id: UUID, at: datetime) -> OneOnOne:
    """Cancel a planned one-on-one; its agenda goes on to the next. The other person gets a letter.

    Raises ``NotAllowed``, :class:`CoachingEnded` or ``Refused``.
    """
    meeting = locked_meeting(actor, meeting_id)
    _close(meeting, actor=actor, action="cancel", at=at)
    _carry_on(meeting, discussed=(), at=at)
    write_about(meeting, kind=CANCELLED, actor=actor, at=at)
    return meeting


@transaction.atomic
def miss_one_on_one(*, actor: Person, meeting_id: UUID, at: datetime) -> OneOnOne:
    """Say that a one-on-one did not happen; its agenda goes on to the next.

    Raises ``NotAllowed``, :class:`NotYet`, :class:`CoachingEnded` or ``Refused``.
    """
    meeting = locked_meeting(actor, meeting_id)
    if meeting.scheduled_at > at:
        raise NotYet
    _close(meeting, actor=actor, action="miss", at=at)
    _carry_on(meeting, discussed=(), at=at)
    return meeting


@transaction.atomic
def hold_one_on_one(*, actor: Person, meeting_id: UUID, at: datetime, discussed: Iterable[UUID] = ()) -> OneOnOne:
    """Say that the two met. ``discussed`` items are closed, every other open item goes on to the next agenda.

    Private items of the other person go on as well, unseen. Action items stay open until done. Only the coach
    closes a one-on-one. Raises ``NotAllowed``, :class:`NotYet`, :class:`CoachingEnded` or ``Refused``.
    """
    meeting = locked_meeting(actor, meeting_id)
    require(actor, "wellness.coach", meeting.relationship)
    if meeting.scheduled_at - at > EARLY:
        raise NotYet
    _close(meeting, actor=actor, action="hold", at=at)
    seen = AgendaItem.objects.filter(one_on_one=meeting, audience=Audience.SHARED) | AgendaItem.objects.filter(
        one_on_one=meeting, author=actor
    )
    chosen = set(seen.filter(pk__in=list(discussed)).values_list("pk", flat=True))
    _carry_on(meeting, discussed=chosen, at=at)
    return meeting


def _close(meeting: OneOnOne, *, actor: Person | None, action: str, at: datetime) -> None:
    before = meeting.stage
    meeting.stage, meeting.closed_at = meetings.after(before, action), at
    meeting.save(update_fields=["stage", "closed_at"])
    _note_step(meeting, actor=actor, before=before, action=action, at=at)


def _note_step(meeting: OneOnOne, *, actor: Person | None, before: str, action: str, at: datetime) -> None:
    OneOnOneStep.objects.create(
        one_on_one=meeting, from_stage=before, to_stage=meeting.stage, action=action, actor=actor, at=at,
        scheduled_at=meeting.scheduled_at,
    )  # fmt: skip
    audit.record(
        actor=actor, action=f"wellness.{action}_one_on_one", subject=meeting, about=meeting.relationship.advocate,
        at=at,
    )  # fmt: skip


def _gather(relationship: CoachingRelationship) -> None:
    """Put what waits on the agenda of the earliest planned one-on-one."""
    coming = next_planned(relationship)
    AgendaItem.objects.filter(relationship=relationship, one_on_one__isnull=True).update(one_on_one=coming)


def _carry_on(meeting: OneOnOne, *, discussed: Iterable[UUID], at: datetime) -> None:
    """Close what was discussed and copy what is open onto the next agenda, in the old order."""
    rows = {row.pk: row for row in AgendaItem.objects.filter(one_on_one=meeting).order_by("created_at", "pk")}
    carried = set(to_carry((Item(row.pk, AgendaState(row.state)) for row in rows.values()), discussed))
    coming = next_planned(meeting.relationship, after=meeting)
    for row in rows.values():
        if row.state != AgendaState.OPEN:
            continue
        row.state = items.after(row.state, "carry" if row.pk in carried else "discuss")
        row.save(update_fields=["state"])
        if row.pk in carried:
            AgendaItem.objects.create(
                relationship=meeting.relationship, one_on_one=coming, author_id=row.author_id, text=row.text,
                audience=row.audience, carried_from=row, created_at=row.created_at,
            )  # fmt: skip
