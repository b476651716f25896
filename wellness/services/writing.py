"""Agenda items, notes and promises: what the two write down."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from wellness.models import ActionItem, AgendaItem, Note
from wellness.rules.stages import AgendaState, Audience, MeetingStage, items
from wellness.services.meetings import CoachingEnded, locked_meeting, locked_relationship, next_planned


class NotTheirs(Conflict):
    """A promise belongs to one of the two."""

    sentence = _("Choose one of the two of you.")


class OverAlready(Conflict):
    """The one-on-one did not take place, so nothing can be written in it."""

    sentence = _("This one-on-one did not take place. Write in the next one.")


@transaction.atomic
def add_agenda_item(
    *, actor: Person, relationship_id: UUID, text: str, audience: Audience, at: datetime
) -> AgendaItem:
    """Put something on the agenda of the next planned one-on-one, or keep it for when there is one.

    The same words again, while still open, are one item. Raises :class:`CoachingEnded` or ``Refused``.
    """
    relationship = locked_relationship(actor, relationship_id)
    mine = AgendaItem.objects.filter(
        relationship=relationship, author=actor, audience=audience, state=AgendaState.OPEN
    )
    for known in mine.order_by("created_at", "pk"):
        if known.text == text:
            return known
    item = AgendaItem.objects.create(
        relationship=relationship, one_on_one=next_planned(relationship), author=actor, text=text, audience=audience,
        created_at=at,
    )  # fmt: skip
    audit.record(
        actor=actor, action="wellness.add_agenda_item", subject=item, about=relationship.advocate, at=at,
        data={"audience": str(audience)},
    )  # fmt: skip
    return item


@transaction.atomic
def mark_discussed(*, actor: Person, item_id: UUID, is_discussed: bool, at: datetime) -> AgendaItem:
    """Tick an agenda item, or take the tick back; what is so already stays so.

    Raises ``NotAllowed`` for an item that went on to a later agenda, and ``Refused`` for one that the actor
    can't read.
    """
    relationship_id = AgendaItem.objects.values_list("relationship_id", flat=True).get(pk=item_id)
    relationship = locked_relationship(actor, relationship_id)
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("one_on_one").get(pk=item_id)
    item.relationship = relationship
    require(actor, "wellness.read_agenda", item)
    wanted = AgendaState.DISCUSSED if is_discussed else AgendaState.OPEN
    if item.state == wanted:
        return item
    if item.one_on_one is None or item.one_on_one.stage != MeetingStage.PLANNED:
        raise OverAlready
    item.state = items.after(item.state, "discuss" if is_discussed else "reopen")
    item.save(update_fields=["state"])
    audit.record(
        actor=actor, action="wellness.mark_discussed", subject=item, about=relationship.advocate, at=at,
        data={"discussed": is_discussed},
    )  # fmt: skip
    return item


@transaction.atomic
def write_note(*, actor: Person, meeting_id: UUID, text: str, audience: Audience, at: datetime) -> Note:
    """Write a note in a one-on-one, for both or for the author alone. The same words again are one note.

    Raises :class:`OverAlready`, :class:`CoachingEnded` or ``Refused``.
    """
    meeting = locked_meeting(actor, meeting_id)
    if meeting.stage in {MeetingStage.MISSED, MeetingStage.CANCELLED}:
        raise OverAlready
    mine = Note.objects.filter(one_on_one=meeting, author=actor, audience=audience).order_by("written_at", "pk")
    for known in mine:
        if known.text == text:
            return known
    note = Note.objects.create(one_on_one=meeting, author=actor, audience=audience, text=text, written_at=at)
    audit.record(
        actor=actor, action="wellness.write_note", subject=note, about=meeting.relationship.advocate, at=at,
        data={"audience": str(audience)},
    )  # fmt: skip
    return note


@transaction.atomic
def add_action_item(
    *,
    actor: Person,
    relationship_id: UUID,
    owner_id: UUID,
    text: str,
    at: datetime,
    due_on: date | None = None,
    meeting_id: UUID | None = None,
) -> ActionItem:
    """Note what one of the two will do. It stays on every page of theirs until it is done.

    The same promise again, while still open, is one. Raises :class:`NotTheirs`, :class:`CoachingEnded` or ``Refused``.
    """
    relationship = locked_relationship(actor, relationship_id)
    if owner_id not in {relationship.advocate_id, relationship.coach_id}:
        raise NotTheirs
    still_open = ActionItem.objects.filter(relationship=relationship, owner_id=owner_id, done_at__isnull=True)
    for known in still_open.order_by("created_at", "pk"):
        if known.text == text:
            return known
    agreed_in = locked_meeting(actor, meeting_id) if meeting_id else next_planned(relationship)
    if agreed_in is not None and agreed_in.relationship_id != relationship.pk:
        raise NotTheirs
    action = ActionItem.objects.create(
        relationship=relationship, agreed_in=agreed_in, owner_id=owner_id, text=text, due_on=due_on, created_at=at,
        created_by=actor,
    )  # fmt: skip
    audit.record(actor=actor, action="wellness.add_action_item", subject=action, about=relationship.advocate, at=at)
    return action


@transaction.atomic
def mark_action(*, actor: Person, action_id: UUID, is_done: bool, at: datetime) -> ActionItem:
    """Say that a promise is kept, or that it is not yet; what is so already stays so.

    The Advocate may also close what is left from coaching that has ended. Raises ``Refused``.
    """
    action = (
        ActionItem.objects.select_for_update(of=("self",)).select_related("relationship__advocate").get(pk=action_id)
    )
    require(actor, "wellness.keep_action", action)
    if (action.done_at is not None) == is_done:
        return action
    action.done_at = at if is_done else None
    action.save(update_fields=["done_at"])
    audit.record(
        actor=actor, action="wellness.mark_action", subject=action, about=action.relationship.advocate, at=at,
        data={"done": is_done},
    )  # fmt: skip
    return action


__all__ = [
    "CoachingEnded",
    "NotTheirs",
    "OverAlready",
    "add_action_item",
    "add_agenda_item",
    "mark_action",
    "mark_discussed",
    "write_note",
]
