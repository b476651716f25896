"""The days that a notice names: by when to answer, what asking for more time gives, when anything may be decided.

All are worked out by the clocks of ``fair_chance_windows``. Where laws differ, the day that a notice promises is the
one that holds for the applicant under all of them together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Happened, Request, Timeline, timeline_of

# 15 USC 1681m(a)(4)(A): the free copy of the report; and the days in which written reasons or records are given.
FREE_REPORT = timedelta(days=60)
ANSWER = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Who asks by ``ask_by`` has until ``until``."""

    ask_by: date
    until: date


@dataclass(frozen=True, slots=True)
class NoticeDates:
    """The days of a preliminary notice. ``decide_by`` is for an answer that comes on the last day."""

    received: date
    respond_by: date | None
    earliest_final: date
    decide_by: date | None
    more_time: MoreTime | None = None
    talk: MoreTime | None = None
    dispute: MoreTime | None = None

    def as_promised(self) -> dict[str, str]:
        """The days up to which the applicant has time, by name: none of them may be earlier than the law's."""
        found = {"received": self.received, "respond_by": self.respond_by, "earliest_final": self.earliest_final}
        for name, more in (("more_time", self.more_time), ("talk", self.talk), ("dispute", self.dispute)):
            found |= {f"{name}_ask_by": more.ask_by, f"{name}_until": more.until} if more else {}
        return {name: day.isoformat() for name, day in found.items() if day is not None}


def promises_less(promised: Mapping[str, str], real: Mapping[str, str]) -> bool:
    """Whether a notice names a day before the one that really follows, or leaves one out."""
    return any(promised.get(name, "") < day for name, day in real.items())


def _asked_by_law(stack: Stack, ask: Ask) -> frozenset[str]:
    return frozenset(
        law.id
        for law in stack.laws
        for notice in law.notices
        if notice.extension is not None and ask in notice.extension.asked_by
    )


def _more(stack: Stack, happened: Happened, calendar: Calendar, ask: Ask, plain: Timeline) -> MoreTime | None:
    """By when to ask, and until when that lasts; the last day on which any law still hears the wish."""
    asking = _asked_by_law(stack, ask)
    last_days = [window.first_end for window in plain.windows if window.law in asking]
    if not last_days:
        return None
    ask_by = max(last_days)
    longer = timeline_of(stack, replace(happened, requests=(Request(ask_by, ask),)), calendar)
    return None if longer.response_deadline is None else MoreTime(ask_by, longer.response_deadline)


def dates_of(stack: Stack, happened: Happened, calendar: Calendar) -> NoticeDates:
    """The days of a preliminary notice that is sent as ``happened.deliveries`` tell, as if nothing else came of it.

    Raises ``ValueError`` where nothing is sent.
    """
    sent = Happened(happened.deliveries, happened.address, promised_receipt=happened.promised_receipt)
    plain = timeline_of(stack, sent, calendar)
    answered = timeline_of(stack, replace(sent, response_on=plain.response_deadline), calendar)
    return NoticeDates(
        received=plain.received,
        respond_by=plain.response_deadline,
        earliest_final=plain.earliest_final,
        decide_by=answered.decide_by,
        more_time=_more(stack, sent, calendar, Ask.MORE_TIME, plain),
        talk=_more(stack, sent, calendar, Ask.ORAL_PRESENTATION, plain),
        dispute=_more(stack, sent, calendar, Ask.ACCURACY_DISPUTE, plain),
    )
