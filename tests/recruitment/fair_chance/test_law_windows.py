"""The clocks of a preliminary notice: receipt, windows, more time, disputes, the last day to decide."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fellowship.rules.calendars import Calendar
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_notice_dates import dates_of, promises_less
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import (
    Address,
    Channel,
    Delivery,
    Dispute,
    Happened,
    Request,
    Timeline,
    final_from,
    received_on,
    timeline_of,
)
from tests.factories import law as make

# A Monday; the only holiday is the Wednesday of the next week.
SENT = date(2026, 6, 1)
HOLIDAY = date(2026, 6, 10)
CALENDAR = Calendar(frozenset({HOLIDAY}))
EMAIL, MAIL = Delivery(Channel.EMAIL, SENT), Delivery(Channel.MAIL, SENT)
SEEN = Delivery(Channel.PORTAL, SENT, SENT)
NO_LAW = Stack(SENT, ())


def stack(*notices, **changes) -> Stack:
    return Stack(SENT, (make.law(notices=list(notices), **changes),))


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("happened", "day"),
    [
        (Happened((EMAIL,)), june(3)),
        (Happened((replace(EMAIL, channel=Channel.PORTAL),)), june(3)),
        (Happened((MAIL,)), june(6)),
        (Happened((MAIL,), Address.OUT_OF_STATE), june(11)),
        (Happened((MAIL,), Address.OUTSIDE_US), june(21)),
        (Happened((replace(MAIL, channel=Channel.IN_PERSON),)), june(1)),
        (Happened((EMAIL, MAIL)), june(6)),
        (Happened((MAIL, replace(EMAIL, confirmed_on=june(2)))), june(2)),
        (Happened((MAIL, replace(EMAIL, confirmed_on=june(9)))), june(9)),
        (Happened((replace(EMAIL, sent_on=june(8)),)), june(11)),
    ],
)
def test_deemed_and_confirmed_receipt(happened: Happened, day: date):
    assert received_on(NO_LAW, happened, CALENDAR) == day


def test_a_confirmed_email_does_not_replace_the_mail_that_a_law_requires():
    confirmed = Happened((MAIL, replace(EMAIL, confirmed_on=june(2))))
    assert received_on(stack(channels=["mail", "email"]), confirmed, CALENDAR) == june(6)
    assert received_on(stack(channels=["email"]), confirmed, CALENDAR) == june(2)


def test_the_latest_of_several_rules_counts_and_none_undercuts_our_own():
    def rule(days: int) -> dict[str, object]:
        span = {"days": days, "unit": "calendar"}
        return {"source": make.TEXT, **dict.fromkeys(("email", "mail_in_state"), span), "mail_out_of_state": span,
                "mail_outside_us": span}  # fmt: skip

    short, long = (make.law(code, deemed_receipt=rule(days)) for code, days in (("short", 0), ("long", 9)))
    assert received_on(Stack(SENT, (short,)), Happened((EMAIL,)), CALENDAR) == june(3)
    assert received_on(Stack(SENT, (short, long)), Happened((EMAIL,)), CALENDAR) == june(10)


def test_nothing_sent_is_an_error():
    with pytest.raises(ValueError, match="empty"):
        received_on(NO_LAW, Happened(()), CALENDAR)


@pytest.mark.parametrize(
    ("notice", "last"),
    [
        (make.preliminary(5), june(8)),
        (make.preliminary(7), june(11)),
        (make.preliminary(7, "calendar"), june(8)),
        (make.preliminary(5, "calendar", "notice"), june(6)),
    ],
)
def test_a_window_ends_with_its_last_day_and_a_decision_comes_on_the_next_business_day(notice, last: date):
    found = timeline_of(stack(notice), Happened((SEEN,)), CALENDAR)
    assert found.windows[0].first_end == found.windows[0].end == found.response_deadline == last
    assert found.earliest_final == CALENDAR.on_or_after(last + timedelta(days=1))


def test_the_clock_of_a_notice_starts_when_the_last_of_it_was_sent():
    late = Happened((SEEN, replace(MAIL, sent_on=june(3), confirmed_on=june(3))))
    assert timeline_of(stack(make.preliminary(5, "calendar", "notice")), late, CALENDAR).response_deadline == june(8)


def test_end_dates_are_compared_and_not_numbers_of_days():
    both = stack(make.preliminary(7, "calendar"), make.preliminary(6))
    assert timeline_of(both, Happened((SEEN,)), CALENDAR).response_deadline == june(9)


MORE = make.preliminary(5, extension=make.extension(3, Ask.ACCURACY_DISPUTE))


@pytest.mark.parametrize(
    ("request_", "last"),
    [
        (Request(june(8), Ask.ACCURACY_DISPUTE), june(12)),
        (Request(june(8)), june(12)),
        (Request(june(9), Ask.ACCURACY_DISPUTE), june(8)),
        (Request(june(8), Ask.MORE_TIME), june(8)),
    ],
)
def test_more_time_is_added_after_the_first_window_when_it_is_asked_for_in_time(request_: Request, last: date):
    found = timeline_of(stack(MORE), Happened((SEEN,), requests=(request_,)), CALENDAR)
    assert found.response_deadline == last
    assert found.windows[0].is_extended is (last != june(8))
    assert found.windows[0].first_end == june(8)


def test_asking_twice_lengthens_once():
    requests = (Request(june(2)), Request(june(3)))
    assert timeline_of(stack(MORE), Happened((SEEN,), requests=requests), CALENDAR).response_deadline == june(12)


PAUSED = make.preliminary(5, pauses_for_dispute=True)


@pytest.mark.parametrize(
    ("disputes", "last", "is_paused"),
    [
        ((), june(8), False),
        # Four business days are left after June 2.
        ((Dispute(june(2), june(15)),), june(19), False),
        ((Dispute(june(2)),), date(2026, 7, 8), True),
        ((Dispute(june(9)),), june(8), False),
        ((Dispute(june(2), june(2)),), june(8), False),
        ((Dispute(date(2026, 5, 20), june(5)),), june(15), False),
        ((Dispute(june(16), june(17)), Dispute(june(2), june(15))), june(22), False),
    ],
)
def test_the_clock_stands_still_during_a_dispute(disputes: tuple[Dispute, ...], last: date, is_paused: bool):
    found = timeline_of(stack(PAUSED), Happened((SEEN,), disputes=disputes), CALENDAR)
    assert (found.response_deadline, found.is_paused) == (last, is_paused)
    unmoved = timeline_of(stack(make.preliminary(5)), Happened((SEEN,), disputes=disputes), CALENDAR)
    assert (unmoved.response_deadline, unmoved.is_paused) == (june(8), False)


def test_calendar_days_stand_still_too():
    seven = make.preliminary(7, "calendar", pauses_for_dispute=True)
    disputed = Happened((SEEN,), disputes=(Dispute(june(3), june(20)),))
    assert timeline_of(stack(seven), disputed, CALENDAR).response_deadline == june(25)


def test_no_decision_before_an_oral_presentation():
    found = timeline_of(stack(make.preliminary(5)), Happened((SEEN,), presentation_on=june(18)), CALENDAR)
    assert (found.response_deadline, found.earliest_final) == (june(8), june(19))


def test_without_any_window_the_day_after_receipt_is_the_first():
    found = timeline_of(stack(make.preliminary(None)), Happened((MAIL,)), CALENDAR)
    assert (found.windows, found.response_deadline, found.earliest_final) == ((), None, june(8))


def within(days: int, unit: str = "calendar") -> dict[str, object]:
    return {"days": days, "unit": unit, "from": "response_received"}


@pytest.mark.parametrize(
    ("spans", "response", "last"),
    [
        ((within(30),), june(5), date(2026, 7, 3)),
        ((within(30),), None, None),
        ((), june(5), None),
        ((within(5),), june(5), june(9)),
        ((within(30), within(10, "business")), june(5), june(22)),
    ],
)
def test_the_last_day_to_decide_is_the_earliest_and_moves_back(spans, response, last):
    laws = tuple(make.law(f"law-{n}", decide_within=span) for n, span in enumerate(spans))
    found = timeline_of(Stack(SENT, laws), Happened((SEEN,), response_on=response), CALENDAR)
    assert found.decide_by == last


def test_a_last_day_before_the_first_is_told():
    torn = stack(make.preliminary(7), decide_within=within(3))
    found = timeline_of(torn, Happened((SEEN,), response_on=june(2)), CALENDAR)
    assert (found.decide_by, found.earliest_final, found.is_torn) == (june(5), june(12), True)
    assert timeline_of(torn, Happened((SEEN,)), CALENDAR).is_torn is False


def test_channels_that_a_law_requires_and_nobody_used():
    found = timeline_of(stack(channels=["mail", "email"]), Happened((EMAIL, SEEN)), CALENDAR)
    assert found.missing_channels == {"mail"}


def test_a_decision_may_come_at_midnight_of_the_last_zone():
    found = timeline_of(stack(make.preliminary(5)), Happened((SEEN,)), CALENDAR)
    assert isinstance(found, Timeline)
    zones = (ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles"))
    assert final_from(found, zones) == datetime(2026, 6, 9, 7, 0, tzinfo=UTC)
    with pytest.raises(ValueError, match="empty"):
        final_from(found, ())


def test_what_a_notice_promises_in_writing_holds_also_for_whoever_reads_it_at_once():
    ask = make.extension(4, Ask.MORE_TIME)
    law = stack(make.preliminary(5, extension=ask))
    written = dates_of(law, Happened((Delivery(Channel.PORTAL, SENT),)), CALENDAR)
    promised = written.as_promised()
    assert promised == {
        "received": "2026-06-03", "respond_by": "2026-06-11", "earliest_final": "2026-06-12",
        "more_time_ask_by": "2026-06-11", "more_time_until": "2026-06-17",
    }  # fmt: skip
    at_once = Happened((SEEN,))
    assert promises_less(dates_of(law, at_once, CALENDAR).as_promised(), promised)
    kept = replace(at_once, promised_receipt=written.received)
    assert dates_of(law, kept, CALENDAR).as_promised() == promised
    assert timeline_of(law, kept, CALENDAR).response_deadline == written.respond_by
    # A promise shortens nothing, and a day that is left out is one too few.
    early = replace(at_once, promised_receipt=SENT - timedelta(days=9))
    assert timeline_of(law, early, CALENDAR) == timeline_of(law, at_once, CALENDAR)
    assert not promises_less(promised, promised)
    assert promises_less({}, promised)
    later = dates_of(law, Happened((Delivery(Channel.PORTAL, SENT + timedelta(days=3)),)), CALENDAR).as_promised()
    assert (promises_less(promised, later), promises_less(later, promised)) == (True, False)


def test_without_a_window_only_what_there_is_is_promised():
    assert dates_of(NO_LAW, Happened((EMAIL,)), CALENDAR).as_promised() == {
        "received": "2026-06-03", "earliest_final": "2026-06-04",
    }  # fmt: skip
