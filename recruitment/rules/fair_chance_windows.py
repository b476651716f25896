"""The clocks of a preliminary notice: when it counts as received, how long everyone waits, and when to decide.

Each law's window is worked out to its last day, and the last days are compared, never the numbers of days. The day of
receipt (or of the notice) is not counted; a window ends with its last day in the applicant's own time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance_law import Ask, DeemedReceipt, Law, Notice, Span, Start, Unit, Words
from recruitment.rules.fair_chance_stack import Stack

# 15 USC 1681i(a)(1)(A): the reporting company has 30 days to look into a dispute.
DISPUTE_DAYS = 30
_DAY = timedelta(days=1)


class Channel(StrEnum):
    """How a notice is sent."""

    EMAIL = "email"
    MAIL = "mail"
    PORTAL = "portal"
    IN_PERSON = "in_person"


class Address(StrEnum):
    """Where mail goes, seen from the office's state."""

    IN_STATE = "in_state"
    OUT_OF_STATE = "out_of_state"
    OUTSIDE_US = "outside_us"


# Used where no law of the stack has a rule, and never undercut by one: California's, 2 CCR 11017.1.
HOUSE_RECEIPT = DeemedReceipt(
    source=Words("House policy", "Política de la casa"),
    email=Span(2, Unit.BUSINESS),
    mail_in_state=Span(5, Unit.CALENDAR),
    mail_out_of_state=Span(10, Unit.CALENDAR),
    mail_outside_us=Span(20, Unit.CALENDAR),
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice sent by one channel; ``confirmed_on`` is the day on which the applicant is known to have it."""

    channel: Channel
    sent_on: date
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """Something asked for in writing that may lengthen the time; ``kind`` ``None`` is not known and counts as any."""

    on: date
    kind: Ask | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute with the company that made the report; ``closed_on`` is empty while it is open."""

    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Happened:
    """What happened around a preliminary notice.

    ``promised_receipt`` is the day on which the notice itself says that it counts as received: what was promised in
    writing holds, also where the applicant is known to have had it before.
    """

    deliveries: tuple[Delivery, ...]
    address: Address = Address.IN_STATE
    requests: tuple[Request, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    response_on: date | None = None
    presentation_on: date | None = None
    promised_receipt: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The time that one law gives. ``first_end`` is the last day without more time and without a dispute."""

    law: str
    start: date
    first_end: date
    end: date
    is_extended: bool
    is_paused: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What follows in days.

    ``response_deadline`` is the last full day to respond; ``earliest_final`` the first business day after every
    window. While ``is_paused`` (a dispute is open) or ``missing_channels`` is not empty nothing may be decided.
    ``decide_by`` is the last day to decide where a law sets one; ``is_torn`` where it falls before ``earliest_final``.
    """

    received: date
    windows: tuple[Window, ...]
    response_deadline: date | None
    earliest_final: date
    decide_by: date | None
    missing_channels: frozenset[str]
    is_paused: bool

    @property
    def is_torn(self) -> bool:
        """Whether the last day to decide comes before the first day on which anybody may."""
        return self.decide_by is not None and self.decide_by < self.earliest_final


def after(day: date, span: Span, calendar: Calendar) -> date:
    """The last day of a span that begins on the day after ``day``."""
    if span.unit == Unit.CALENDAR:
        return day + timedelta(days=span.days)
    return calendar.add_business_days(day, span.days)


def _deemed(delivery: Delivery, address: Address, rule: DeemedReceipt, calendar: Calendar) -> date:
    if delivery.channel == Channel.IN_PERSON:
        return delivery.sent_on
    if delivery.channel == Channel.MAIL:
        by_address = {
            Address.IN_STATE: rule.mail_in_state,
            Address.OUT_OF_STATE: rule.mail_out_of_state,
            Address.OUTSIDE_US: rule.mail_outside_us,
        }
        return after(delivery.sent_on, by_address[address], calendar)
    return after(delivery.sent_on, rule.email, calendar)


def received_on(stack: Stack, happened: Happened, calendar: Calendar) -> date:
    """The day on which the notice counts as received.

    A confirmed receipt replaces deemed ones, but not that of a channel which a law requires. Of several channels, and
    of several laws' rules, the latest day counts. Raises ``ValueError`` where nothing was sent.
    """
    rules = [HOUSE_RECEIPT, *(law.deemed_receipt for law in stack.laws if law.deemed_receipt is not None)]
    required, is_confirmed = stack.channels, any(row.confirmed_on for row in happened.deliveries)
    days = []
    for row in happened.deliveries:
        if row.confirmed_on is not None:
            days.append(row.confirmed_on)
        elif not is_confirmed or row.channel in required:
            days += [_deemed(row, happened.address, rule, calendar) for rule in rules]
    return max(days)


def _with_disputes(start: date, end: date, span: Span, disputes: Iterable[Dispute], calendar: Calendar) -> date:
    """The last day when the clock stands still from the opening of a dispute to its end."""
    for dispute in sorted(disputes, key=lambda row: row.opened_on):
        closed = dispute.closed_on or dispute.opened_on + timedelta(days=DISPUTE_DAYS)
        stopped = max(start, dispute.opened_on)
        if stopped <= end and closed > stopped:
            if span.unit == Unit.CALENDAR:
                end = closed + (end - stopped)
            else:
                end = calendar.add_business_days(closed, calendar.business_days_between(stopped, end))
    return end


def _window(law: Law, notice: Notice, received: date, happened: Happened, calendar: Calendar) -> Window:
    """One law's window. The notice has a wait."""
    wait, extension = notice.wait, notice.extension
    assert wait is not None  # noqa: S101  (only notices with a wait come here)
    sent = max(row.sent_on for row in happened.deliveries)
    start = received if wait.start == Start.RECEIPT else sent
    first_end = after(start, wait.span, calendar)
    end, is_extended = first_end, False
    if extension is not None:
        is_extended = any(
            row.on <= first_end and (row.kind is None or row.kind in extension.asked_by) for row in happened.requests
        )
        end = after(first_end, extension.span, calendar) if is_extended else first_end
    is_paused = False
    if notice.pauses_for_dispute:
        # A dispute that is over may have given the time in which the next one was opened.
        over = [row for row in happened.disputes if row.closed_on is not None]
        last = _with_disputes(start, end, wait.span, over, calendar)
        is_paused = any(row.closed_on is None and row.opened_on <= last for row in happened.disputes)
        end = _with_disputes(start, end, wait.span, happened.disputes, calendar)
    return Window(law.id, start, first_end, end, is_extended, is_paused)


def _decide_by(stack: Stack, response_on: date | None, calendar: Calendar) -> date | None:
    """The earliest of the last days to decide, moved back to a business day."""
    if response_on is None:
        return None
    days = [after(response_on, law.decide_within, calendar) for law in stack.laws if law.decide_within is not None]
    return calendar.on_or_before(min(days)) if days else None


def timeline_of(stack: Stack, happened: Happened, calendar: Calendar) -> Timeline:
    """What follows in days from a preliminary notice. Raises ``ValueError`` where nothing was sent."""
    received = received_on(stack, happened, calendar)
    if happened.promised_receipt is not None:
        received = max(received, happened.promised_receipt)
    windows = tuple(
        _window(law, notice, received, happened, calendar)
        for law in stack.laws
        for notice in law.notices
        if notice.wait is not None
    )
    deadline = max((window.end for window in windows), default=None)
    closes = max(day for day in (received, deadline, happened.presentation_on) if day is not None)
    return Timeline(
        received=received,
        windows=windows,
        response_deadline=deadline,
        earliest_final=calendar.on_or_after(closes + _DAY),
        decide_by=_decide_by(stack, happened.response_on, calendar),
        missing_channels=stack.channels - {row.channel.value for row in happened.deliveries},
        is_paused=any(window.is_paused for window in windows),
    )


def final_from(timeline: Timeline, zones: Iterable[tzinfo]) -> datetime:
    """The first moment of ``earliest_final``, in whichever of the zones it comes last; what a case stores.

    Raises ``ValueError`` without a zone.
    """
    return max(datetime.combine(timeline.earliest_final, time(), tzinfo=zone) for zone in zones)
