"""What a case comes to, in plain data: the dates, the notices, what is withheld, and where each rule is from."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance_input import Case
from recruitment.rules.fair_chance_law import LawBook
from recruitment.rules.fair_chance_records import excluded_indexes
from recruitment.rules.fair_chance_stack import Stack, stack_of
from recruitment.rules.fair_chance_windows import Timeline, timeline_of


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def sources_of(stack: Stack) -> list[dict[str, str | None]]:
    """Where every law of a stack is from, how well it is known, and which version was used."""
    return [
        {
            "jurisdiction": law.id,
            "version": law.version,
            "cite": source.cite,
            "url": source.url,
            "evidence": source.evidence,
            "confidence": law.confidence,
        }
        for law in stack.laws
        for source in law.sources
    ]


def stack_for(case: Case, book: LawBook) -> Stack:
    """The laws in force on the day on which the preliminary notice was sent."""
    return stack_of(book, case.jurisdictions, case.sent_on, employers=case.employers, exempting=case.exempting)


def computed(case: Case, book: LawBook, calendar: Calendar) -> dict[str, Any]:
    """The answer for one case."""
    stack = stack_for(case, book)
    timeline = timeline_of(stack, case.happened, calendar)
    ends: dict[str, date] = {}
    for window in timeline.windows:
        ends[window.law] = max(window.end, ends.get(window.law, window.end))
    return {
        "received": _text(timeline.received),
        "response_deadline": _text(timeline.response_deadline),
        "earliest_final": _text(timeline.earliest_final),
        "decide_by": _text(timeline.decide_by),
        "per_row_end": {law: _text(day) for law, day in ends.items()},
        "notices": [notice.kind for notice in stack.notices],
        "excluded_record_indexes": list(excluded_indexes(case.records, stack)),
        "sources": sources_of(stack),
    }


def _about(case: Case, stack: Stack, timeline: Timeline) -> Iterator[str]:
    yield from (f"{name} is not known and was left out" for name in case.unknown)
    yield from (f"{row.law} plays no part ({row.why.value})" for row in stack.left_out)
    if timeline.missing_channels:
        yield f"must also be sent by {' and '.join(sorted(timeline.missing_channels))} before anything is decided"
    if timeline.is_paused:
        yield "a dispute is open: nothing may be decided before it is closed"
    if timeline.is_torn:
        yield f"the last day to decide, {timeline.decide_by}, is before the first, {timeline.earliest_final}"
    if case.records and len(excluded_indexes(case.records, stack)) == len(case.records):
        yield "nothing is left to assess: no preliminary notice may be sent"
    if stack.retention.is_torn:
        yield f"kept {stack.retention.years} years by one law, at most {stack.retention.most_years} by another"


def remarks(case: Case, book: LawBook, calendar: Calendar) -> tuple[str, ...]:
    """What somebody who reads the dates should know beside them."""
    stack = stack_for(case, book)
    return tuple(f"{case.id}: {found}" for found in _about(case, stack, timeline_of(stack, case.happened, calendar)))
