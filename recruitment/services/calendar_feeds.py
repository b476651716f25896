"""A person's private calendar address: made, replaced by a new one, stopped."""

from datetime import datetime

from django.db import transaction

from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import CalendarFeed


def _stop(person: Person, at: datetime) -> int:
    return CalendarFeed.objects.filter(person=person, stopped_at__isnull=True).update(stopped_at=at)


@transaction.atomic
def make_feed(*, actor: Person, at: datetime) -> CalendarFeed:
    """Give a person a calendar address of their own; the one they had stops at once."""
    Person.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    _stop(actor, at)
    feed = CalendarFeed.objects.create(person=actor, made_at=at)
    audit.record(actor=actor, action="recruitment.make_feed", subject=feed, about=actor, at=at)
    return feed


@transaction.atomic
def stop_feed(*, actor: Person, at: datetime) -> int:
    """Stop a person's calendar address; returns how many there were, one or none."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(person=actor, stopped_at__isnull=True).first()
    if feed is None:
        return 0
    audit.record(actor=actor, action="recruitment.stop_feed", subject=feed, about=actor, at=at)
    return _stop(actor, at)
