"""Deleting what coaching keeps about a person whose data is deleted."""

from datetime import datetime

from fellowship.models import Person
from wellness.models import AgendaItem, CoachingRelationship, Note
from wellness.rules.stages import Audience


def erase(person: Person, at: datetime) -> None:
    """Delete every one-on-one in which the person was coached, with all that either wrote.

    Of one-on-ones in which they were the coach, what they wrote for themselves goes; the rest is the other's too.
    """
    CoachingRelationship.objects.filter(advocate=person).delete()
    AgendaItem.objects.filter(author=person, audience=Audience.PRIVATE).delete()
    Note.objects.filter(author=person, audience=Audience.PRIVATE).delete()
