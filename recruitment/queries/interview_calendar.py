"""Interviews as calendar files and as each person's private feed (RFC 5545). No entry names an applicant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event

from fellowship.models import Person
from fellowship.queries import organization
from recruitment.models import CalendarFeed, EndedBooking, InterviewSlot
from recruitment.queries.interviews import Booking
from recruitment.queries.standing import stages_shown
from recruitment.rules.stages import Stage

UID_DOMAIN = "interviews.fellowship.example"
SALT = "recruitment.calendar_feed"
LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Entry:
    """One interview in a calendar. The same ``uid`` stands for every time a booking was moved to."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


def uid_of(application_id: UUID, round_number: int = 1) -> str:
    """What stands for an applicant's interview in a round, however often it moves; it names nobody."""
    suffix = f"-{round_number}" if round_number > 1 else ""
    return f"interview-{application_id}{suffix}@{UID_DOMAIN}"


def write_calendar(entries: Iterable[Entry], *, at: datetime, method: str = "PUBLISH") -> bytes:
    """The entries as a calendar. Times are in UTC; SEQUENCE grows with each change (RFC 5545, 3.8.7.4)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Fellowship//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.sequence)
        event.add("dtstamp", at)
        event.add("dtstart", entry.starts_at)
        event.add("dtend", entry.starts_at + timedelta(minutes=entry.minutes))
        event.add("summary", entry.summary)
        if entry.place:
            event.add("location", entry.place)
        if entry.url:
            event.add("url", entry.url)
        event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _summary(language: str | None = None) -> str:
    name = organization.current(language).name if language else organization.current().name
    return _("Interview with %(organization)s") % {"organization": name}


def interview_file(application_id: UUID, booking: Booking, at: datetime) -> bytes:
    """The booked interview as one event, in the active language."""
    entry = Entry(
        uid_of(application_id, booking.round_number), booking.sequence, booking.starts_at, booking.minutes,
        _summary(), booking.place,
    )  # fmt: skip
    return write_calendar([entry], at=at)


def booked_file(slot: InterviewSlot, language: str, at: datetime) -> bytes:
    """The file that goes with the letter about a booking; the slot's application is at hand."""
    number = slot.round.number if slot.round else 1
    with override(language):
        entry = Entry(
            uid_of(slot.application_id or slot.pk, number), slot.sequence, slot.starts_at, slot.minutes,
            _summary(language), slot.place,
        )  # fmt: skip
    return write_calendar([entry], at=at)


def cancelled_file(ended: EndedBooking, language: str, at: datetime) -> bytes:
    """The file that strikes an interview out of a calendar (RFC 5546, METHOD CANCEL)."""
    with override(language):
        entry = _struck_out(ended, _summary(language))
    return write_calendar([entry], at=at, method="CANCEL")


def _struck_out(ended: EndedBooking, summary: str) -> Entry:
    uid = uid_of(ended.application_id, ended.round.number if ended.round else 1)
    return Entry(uid, ended.sequence, ended.starts_at, ended.minutes, summary, is_cancelled=True)


def _address(path: str) -> str:
    base: str = settings.WAGTAILADMIN_BASE_URL
    return base.rstrip("/") + path


def feed_address(feed: CalendarFeed) -> str:
    """The private address of a feed: signed, so that none can be guessed from another."""
    token = signing.Signer(salt=SALT, sep=".").sign(feed.pk.hex)
    return _address(reverse("recruitment_feed", args=[token]))


def live_feed(person: Person) -> CalendarFeed | None:
    """The person's feed that is not stopped."""
    return CalendarFeed.objects.filter(person=person, stopped_at__isnull=True).first()


def _feed_of(token: str) -> CalendarFeed:
    """The live feed of a token; anything else is not found."""
    try:
        feed_id = UUID(hex=signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError) as forged:
        raise Http404 from forged
    live = CalendarFeed.objects.filter(pk=feed_id, stopped_at__isnull=True, person__is_active=True)
    feed = live.select_related("person").first()
    if feed is None:
        raise Http404
    return feed


def feed_file(token: str, at: datetime) -> bytes:
    """Everything that stands in one person's feed: their own interviews, and those they hold, by reference only."""
    person = _feed_of(token).person
    with override(person.language):
        entries = [*_as_applicant(person, at), *_as_interviewer(person, at)]
    return write_calendar(_latest(entries), at=at)


def _latest(entries: Iterable[Entry]) -> list[Entry]:
    """Of entries that share a UID the newest: a calendar holds each once."""
    newest: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (entry.sequence, entry.starts_at)):
        newest[entry.uid] = entry
    return sorted(newest.values(), key=lambda entry: (entry.starts_at, entry.uid))


def _as_applicant(person: Person, at: datetime) -> list[Entry]:
    summary, url = _summary(person.language), _address(reverse("recruitment_interview"))
    slots = InterviewSlot.objects.filter(application__person=person, starts_at__gt=at - LOOK_BACK)
    held = list(slots.select_related("application", "round").order_by("starts_at", "pk"))
    applications = {slot.application for slot in held if slot.application is not None}
    shown = stages_shown(list(applications))
    entries = [
        Entry(uid_of(slot.application_id, slot.round.number if slot.round else 1), slot.sequence, slot.starts_at,
              slot.minutes, summary, slot.place, url)
        for slot in held
        if slot.application_id is not None and (slot.starts_at <= at or shown[slot.application_id] is Stage.INTERVIEW)
    ]  # fmt: skip
    ended = EndedBooking.objects.filter(application__person=person, starts_at__gt=at - LOOK_BACK)
    return entries + [_struck_out(row, summary) for row in ended.select_related("round").order_by("ended_at", "pk")]


def _as_interviewer(person: Person, at: datetime) -> list[Entry]:
    slots = InterviewSlot.objects.filter(
        interviewers=person, application__isnull=False, starts_at__gt=at - LOOK_BACK
    ).select_related("application", "round")
    entries = [
        Entry(
            uid_of(slot.application_id, slot.round.number if slot.round else 1),
            slot.sequence,
            slot.starts_at,
            slot.minutes,
            _("Interview %(reference)s") % {"reference": slot.application.reference},
            slot.place,
            _address(reverse("recruitment_held_interview", args=[slot.pk])),
        )
        for slot in slots.order_by("starts_at", "pk")
        if slot.application_id is not None and slot.application is not None
    ]
    ended = EndedBooking.objects.filter(interviewers=person, starts_at__gt=at - LOOK_BACK)
    return entries + [
        _struck_out(row, _("Interview %(reference)s") % {"reference": row.application.reference})
        for row in ended.select_related("round", "application").order_by("ended_at", "pk")
    ]
