"""An interview as a calendar file (RFC 5545)."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from fellowship.queries import organization
from recruitment.queries.interviews import Booking

UID_DOMAIN = "interviews.fellowship.example"


def interview_file(application_id: UUID, booking: Booking, at: datetime) -> bytes:
    """The booked interview as one event.

    The same UID stands for every time the interview was moved to, and SEQUENCE grows with each move, so
    that calendars replace the old time (RFC 5545, 3.8.4.7 and 3.8.7.4). Times are in UTC.
    """
    about = organization.current()
    calendar = Calendar()
    calendar.add("prodid", "-//Fellowship//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"interview-{application_id}@{UID_DOMAIN}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", at)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("summary", _("Interview with %(organization)s") % {"organization": about.name})
    event.add("location", booking.place)
    event.add("status", "CONFIRMED")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
