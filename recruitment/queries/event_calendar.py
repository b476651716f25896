"""An event as a calendar file (RFC 5545)."""

from datetime import datetime

from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from fellowship.models import Person
from recruitment.queries.events import EventFacts

UID_DOMAIN = "events.fellowship.example"


def event_file(person: Person, facts: EventFacts, at: datetime) -> bytes:
    """The event for one guest: the UID stays, SEQUENCE grows with each change, a lost place is CANCELLED."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fellowship//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = Entry()
    entry.add("uid", f"event-{facts.id}@{UID_DOMAIN}")
    entry.add("sequence", facts.sequence)
    entry.add("dtstamp", at)
    entry.add("dtstart", facts.starts_at)
    entry.add("dtend", facts.ends_at)
    entry.add("summary", facts.title)
    entry.add("description", _("This is not part of your evaluation."))
    entry.add("location", facts.place)
    entry.add("status", "CONFIRMED" if facts.mine == "going" and not facts.is_cancelled else "CANCELLED")
    calendar.add_component(entry)
    content: bytes = calendar.to_ical()
    return content
