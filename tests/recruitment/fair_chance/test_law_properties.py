"""What holds for every timeline: nobody decides early, and more law or more holidays never mean less time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fellowship.rules.calendars import Calendar
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance import CaseStage as Point
from recruitment.rules.fair_chance_case import PATH, Act, Assessment, Facts, Lacks, may_read, why_not
from recruitment.rules.fair_chance_law import Ask, LawBook, Span, Start, Unit
from recruitment.rules.fair_chance_stack import Stack, stack_of
from recruitment.rules.fair_chance_windows import (
    Address,
    Channel,
    Delivery,
    Dispute,
    Happened,
    Request,
    Timeline,
    final_from,
    timeline_of,
)
from tests.factories import law as make

TIMELINES = 20_000
FIRST = date(2026, 7, 1)


def _invented() -> LawBook:
    """The shipped laws and some that nobody has passed, with every kind of clock."""
    ask = make.extension(4, Ask.MORE_TIME)
    laws = [
        make.law(
            "zz-one", notices=[make.preliminary(6, "calendar", "notice", extension=ask, pauses_for_dispute=True)]
        ),
        make.law("zz-two", notices=[make.preliminary(9, pauses_for_dispute=True)], channels=["mail"]),
        make.law("zz-three", notices=[make.preliminary(12, "calendar", extension=make.extension(3, *Ask))]),
        make.law("zz-four", decide_within={"days": 5, "unit": "calendar", "from": "response_received"}),
    ]
    shipped = [text for code in shipped_book().codes for text in shipped_book().texts(code)]
    return LawBook([*shipped, *laws])


BOOK = _invented()
codes = st.lists(st.sampled_from(BOOK.codes), min_size=1, max_size=3, unique=True)
near = st.integers(0, 45)
# Made once: a strategy made anew for each timeline costs more than the timeline.
perhaps = st.none() | near
starts = st.integers(0, 540)
travels = st.none() | st.integers(0, 12)
some_channels = st.lists(st.sampled_from(Channel), min_size=1, max_size=3, unique=True)
asked = st.sets(st.sampled_from(Ask))
days_off = st.sets(st.integers(0, 60), max_size=12)
addresses = st.sampled_from(Address)
either = st.booleans()


@dataclass(frozen=True)
class Tale:
    """Somebody's timeline."""

    codes: tuple[str, ...]
    sent: date
    happened: Happened
    calendar: Calendar

    @property
    def stack(self) -> Stack:
        return stack_of(BOOK, self.codes, self.sent)

    @property
    def timeline(self) -> Timeline:
        return timeline_of(self.stack, self.happened, self.calendar)


def _day(sent: date, days: int | None) -> date | None:
    return None if days is None else sent + timedelta(days=days)


@st.composite
def tales(draw: st.DrawFn) -> Tale:
    sent = FIRST + timedelta(days=draw(starts))
    channels = draw(some_channels)
    deliveries = tuple(Delivery(channel, sent, _day(sent, draw(travels))) for channel in channels)
    requests = tuple(Request(sent + timedelta(days=draw(near)), ask) for ask in draw(asked))
    disputes: tuple[Dispute, ...] = ()
    if draw(either):
        opened = sent + timedelta(days=draw(near))
        disputes = (Dispute(opened, _day(opened, draw(perhaps))),)
    off = draw(days_off)
    return Tale(
        tuple(draw(codes)),
        sent,
        Happened(
            deliveries, draw(addresses), requests, disputes, _day(sent, draw(perhaps)),
            _day(sent, draw(perhaps)),
        ),
        Calendar(frozenset(sent + timedelta(days=day) for day in off)),
    )  # fmt: skip


def last_of(first: date, span: Span, calendar: Calendar) -> date:
    """The last day of a span after ``first``, counted day by day and not as the rule does it."""
    day, left = first, span.days
    while left:
        day += timedelta(days=1)
        left -= span.unit == Unit.CALENDAR or calendar.is_business_day(day)
    return day


def still_running(tale: Tale, on: date) -> Iterable[str]:
    """The laws whose time is not over on ``on``."""
    sent = max(row.sent_on for row in tale.happened.deliveries)
    for law in tale.stack.laws:
        for notice in law.notices:
            if notice.wait is None:
                continue
            start = tale.timeline.received if notice.wait.start == Start.RECEIPT else sent
            end = last_of(start, notice.wait.span, tale.calendar)
            if notice.extension is not None and any(
                row.on <= end and row.kind in notice.extension.asked_by for row in tale.happened.requests
            ):
                end = last_of(end, notice.extension.span, tale.calendar)
            if on <= end:
                yield law.id


def nobody_decides_early(tale: Tale) -> None:
    timeline = tale.timeline
    assert list(still_running(tale, timeline.earliest_final)) == []
    assert all(window.end < timeline.earliest_final for window in timeline.windows)
    assert timeline.received < timeline.earliest_final
    assert tale.calendar.is_business_day(timeline.earliest_final)
    held = tale.happened.presentation_on
    assert held is None or held < timeline.earliest_final
    assert timeline.decide_by is None or tale.calendar.is_business_day(timeline.decide_by)


def a_holiday_shortens_nothing(tale: Tale, holiday: int) -> None:
    more = Calendar(tale.calendar.holidays | {tale.sent + timedelta(days=holiday)})
    before, after = tale.timeline, timeline_of(tale.stack, tale.happened, more)
    assert before.received <= after.received
    assert before.earliest_final <= after.earliest_final
    for old, new in zip(before.windows, after.windows, strict=True):
        assert old.end <= new.end


def a_jurisdiction_shortens_and_frees_nothing(tale: Tale, code: str) -> None:
    more = replace(tale, codes=(*tale.codes, code))
    before, after = tale.timeline, more.timeline
    assert before.received <= after.received
    assert before.earliest_final <= after.earliest_final
    assert before.missing_channels <= after.missing_channels
    ends = {window.law: window.end for window in after.windows}
    assert all(window.end <= ends[window.law] for window in before.windows)
    assert tale.stack.excluded <= more.stack.excluded
    assert tale.stack.inquiry_stage.order <= more.stack.inquiry_stage.order
    assert set(tale.stack.factors) <= set(more.stack.factors)
    assert tale.stack.retention.years <= more.stack.retention.years
    assert before.decide_by is None or (after.decide_by is not None and after.decide_by <= before.decide_by)


holidays = st.integers(0, 70)
more_codes = st.sampled_from(BOOK.codes)


@given(tale=tales())
def test_no_final_decision_before_every_stacked_window_has_closed(tale: Tale) -> None:
    nobody_decides_early(tale)


@given(tale=tales(), holiday=holidays)
def test_a_holiday_never_shortens_a_window(tale: Tale, holiday: int) -> None:
    a_holiday_shortens_nothing(tale, holiday)


@given(tale=tales(), code=more_codes)
def test_a_jurisdiction_never_shortens_a_window_nor_frees_a_record(tale: Tale, code: str) -> None:
    a_jurisdiction_shortens_and_frees_nothing(tale, code)


@pytest.mark.deep
@settings(max_examples=TIMELINES)
@given(tale=tales(), holiday=holidays, code=more_codes)
def test_all_of_it_for_twenty_thousand_timelines(tale: Tale, holiday: int, code: str) -> None:
    nobody_decides_early(tale)
    a_holiday_shortens_nothing(tale, holiday)
    a_jurisdiction_shortens_and_frees_nothing(tale, code)


@given(tale=tales(), data=st.data())
def test_no_walk_reaches_a_decision_early_or_opens_a_case_to_others(tale: Tale, data: st.DataObject) -> None:
    timeline = tale.timeline
    start = final_from(timeline, [UTC])
    weighed = Assessment(frozenset(tale.stack.factors), ("Drives clients to court",), is_written=True)
    notices = tale.stack.notices
    facts = Facts(
        is_authorized=True,
        records=(),
        assessment=weighed,
        reassessment=weighed,
        sent=tuple((notice.kind, frozenset({"email", "mail"})) for notice in notices),
        contents=frozenset(code for notice in notices for code, _ in notice.contents),
        has_response=tale.happened.response_on is not None,
        timeline=timeline,
        final_from=start,
    )
    point, at = Point.OPENED.value, start - timedelta(days=30)
    for _ in range(data.draw(st.integers(1, 9))):
        assert may_read(point, is_officer_of_case=False) is False
        actions = PATH.actions(point)
        if not actions:
            break
        act = data.draw(st.sampled_from(actions))
        at += timedelta(hours=data.draw(st.integers(0, 400)))
        lacking = why_not(act, tale.stack, facts, at)
        if lacking in {None, Lacks.NOTHING_LEFT}:
            point = PATH.after(point, act)
        if point in {Point.REASSESSED, Point.DECIDED, Point.NOT_CLEARED}:
            assert at >= start
            assert not timeline.is_paused
            assert not timeline.missing_channels
    assert act in set(Act)
