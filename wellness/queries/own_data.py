"""What coaching keeps about a person that is theirs to have: what both see, and what they wrote for themselves."""

from typing import Any

from django.db.models import Q

from fellowship.models import Person
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import Audience


def part(person: Person) -> dict[str, Any]:
    """One-on-ones of the person, as the one coached or as the coach; four queries.

    The other's private notes and agenda items are never among them.
    """
    pairs = CoachingRelationship.objects.filter(Q(advocate=person) | Q(coach=person))
    held = OneOnOne.objects.filter(relationship__in=pairs).order_by("scheduled_at", "pk")
    seen = Q(audience=Audience.SHARED) | Q(author=person)
    agenda = AgendaItem.objects.filter(seen, relationship__in=pairs).order_by("created_at", "pk")
    notes = Note.objects.filter(seen, one_on_one__relationship__in=pairs).order_by("written_at", "pk")
    actions = ActionItem.objects.filter(relationship__in=pairs).order_by("created_at", "pk")
    return {
        "meetings": [{"at": row.scheduled_at, "place": row.place, "stage": row.stage} for row in held],
        "agenda": [
            {"text": row.text, "mine": row.author_id == person.pk, "private": row.audience == Audience.PRIVATE,
             "at": row.created_at}
            for row in agenda
        ],
        "notes": [
            {"text": row.text, "mine": row.author_id == person.pk, "private": row.audience == Audience.PRIVATE,
             "at": row.written_at}
            for row in notes
        ],
        "actions": [
            {"text": row.text, "mine": row.owner_id == person.pk, "due_on": row.due_on, "done_at": row.done_at}
            for row in actions
        ],
    }  # fmt: skip
