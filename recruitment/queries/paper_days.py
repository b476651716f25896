"""The days that a notice names and that depend on when and how it is sent: as written, and as they really follow."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.fair_chance_path import (
    PRELIMINARY,
    calendar_of_case,
    day_of,
    happened_in,
    law_day,
    stack_of_case,
)
from recruitment.queries.papers_in_hand import AFTER_DECISION, InHand
from recruitment.rules.fair_chance_notice_dates import FREE_REPORT, NoticeDates, dates_of, promises_less
from recruitment.rules.fair_chance_stack import Stack
from recruitment.rules.fair_chance_windows import Address, Channel, Delivery, Happened


def sent_by(stack: Stack, ways: Iterable[str], address: str, day: date) -> Happened:
    """A notice that is sent on ``day`` by these ways and by all that the laws want; by email where none is named."""
    named = sorted(stack.channels | {way for way in ways if way in set(Channel)}) or [Channel.EMAIL.value]
    return Happened(tuple(Delivery(Channel(way), day) for way in named), Address(address or Address.IN_STATE))


def dates_in(case: FairChanceCase, stack: Stack, assumed: Happened, day: date) -> NoticeDates:
    """The days as they follow from what was sent; before that, from what is assumed of the sending."""
    happened = happened_in(case)
    return dates_of(stack, happened if happened.deliveries else assumed, calendar_of_case(case, day.year))


def days_named(kind: str, dates: NoticeDates, day: date) -> dict[str, str]:
    """The days that a paper of this kind names, when it is sent on ``day``, by name."""
    if kind == PRELIMINARY:
        return dates.as_promised()
    return {"free_report_by": (day + FREE_REPORT).isoformat()} if kind in AFTER_DECISION else {}


def promised_in(papers: InHand) -> dict[str, str]:
    """The days that the papers in hand name."""
    days: Any = papers.papers[0].days if papers.papers else {}
    return dict(days)


def is_out_of_date(case: FairChanceCase, kind: str, papers: InHand, real: Happened, at: datetime) -> bool:
    """Whether the papers in hand promise less time than follows from sending them at ``at`` in this way.

    Of a paper that does not know its days only this counts: that it is sent on the day on which it was written.
    """
    if not papers.papers or (kind != PRELIMINARY and kind not in AFTER_DECISION):
        return False
    promised, paper, day = promised_in(papers), papers.papers[0], day_of(case, at)
    if not promised:
        return _written_on(case, paper) != day
    said = promised.get("received")
    held = Happened(real.deliveries, real.address, promised_receipt=date.fromisoformat(said) if said else None)
    dates = dates_of(stack_of_case(case, law_day(case, at)), held, calendar_of_case(case, day.year))
    return promises_less(promised, days_named(kind, dates, day))


def _written_on(case: FairChanceCase, paper: CasePaper) -> date:
    return day_of(case, paper.made_at)
