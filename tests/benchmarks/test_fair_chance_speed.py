"""Working out one fair-chance case in under a millisecond, and 10,000 open ones in under ten seconds."""

import time
from datetime import date

import pytest

from fellowship.queries.calendars import calendar_for
from recruitment.queries.law import shipped_book
from recruitment.rules.fair_chance_records import Record, excluded_indexes
from recruitment.rules.fair_chance_stack import stack_of
from recruitment.rules.fair_chance_windows import Channel, Delivery, Happened, Request, timeline_of

CASES = 10_000
# CPU time, so that what else the machine does plays no part.
LIMIT_MILLISECONDS = 1.0
LIMIT_SECONDS = 10.0
SENT = date(2026, 6, 1)
STACKS = (
    ("us-ca-los-angeles-county-uninc", "policy-default-strict"),
    ("us-ny-nyc",),
    ("us-il-chicago",),
    ("us-wa-seattle", "policy-default-strict"),
    ("us-pa-philadelphia",),
)


@pytest.mark.benchmark
def test_open_cases_are_worked_out_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Stack, windows and withheld records of every case, from the law up."""
    book = shipped_book()
    calendar = calendar_for(state="CA", years=[2026, 2027], jurisdictions=STACKS[0])
    happened = Happened(
        (Delivery(Channel.EMAIL, SENT), Delivery(Channel.MAIL, SENT)),
        requests=(Request(SENT),),
        response_on=date(2026, 6, 12),
    )
    records = [Record(frozenset({"conviction"}), "felony", age) for age in (1.0, 8.0)]
    started = time.process_time()
    for number in range(CASES):
        stack = stack_of(book, STACKS[number % len(STACKS)], SENT)
        timeline_of(stack, happened, calendar)
        excluded_indexes(records, stack)
    took = time.process_time() - started
    each = took / CASES * 1000
    with capsys.disabled():
        print(f"{CASES:,} fair-chance cases worked out in {took:.1f} s of CPU, {each:.2f} ms each")  # noqa: T201
    assert each < LIMIT_MILLISECONDS
    assert took < LIMIT_SECONDS
