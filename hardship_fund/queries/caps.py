"""What a person may still ask for, and whether a request fits: the rules over what the database knows."""

from datetime import date
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from fellowship.design.wording import money_in_words
from fellowship.rules.refusals import Conflict
from hardship_fund.models import Category, Evidence, Fund, Request
from hardship_fund.rules import amounts
from hardship_fund.rules.amounts import DayTrouble, Help, Over
from hardship_fund.rules.stages import COUNTS_TOWARD_CAP


class Unfit(Conflict):
    """A value that a rule of the fund refuses. ``field`` names it, for the form."""

    def __init__(self, field: str, sentence: object) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.field = field


DAY_SENTENCES = {
    DayTrouble.AHEAD: _("Enter a day that has come. If it still lies ahead, enter the day you heard of it."),
    DayTrouble.TOO_LONG_AGO: _("The fund helps with what happened in the last {days} days. Call us if this is close."),
    DayTrouble.PAST: _("Enter today or a later day. If the day is over, enter today."),
    DayTrouble.TOO_FAR: _("Enter a day within the next 12 months."),
}


def open_fund() -> Fund | None:
    """The fund that takes requests; where there are several, the first by name."""
    return Fund.objects.filter(is_active=True).order_by("name", "pk").first()


def given(requester_id: UUID, category: Category, *, leave_out: UUID) -> list[Help]:
    """What a person was given or promised in a category, one request left out."""
    rows = Request.objects.filter(requester_id=requester_id, category=category, stage__in=COUNTS_TOWARD_CAP)
    found = rows.exclude(pk=leave_out).order_by("pk").values_list("event_on", "approved_cents")
    return [Help(day, cents) for day, cents in found if day is not None and cents is not None]


def most(request: Request) -> int:
    """The most cents that may be approved for a request now; its own award is left out of the count."""
    category = request.category
    if category is None or request.event_on is None or request.amount_cents is None:
        return 0
    helps = given(request.requester_id, category, leave_out=request.pk)
    cap = amounts.left(
        request.event_on, helps, per_request=category.cap_cents_per_request, twelve_months=category.cap_cents_12_months
    )
    return min(cap, request.amount_cents)


def check_amount(request: Request, *, category: Category, cents: int, event_on: date) -> None:
    """Raise :class:`Unfit` with plain words where an amount passes a cap."""
    helps = given(request.requester_id, category, leave_out=request.pk)
    per_request, year = category.cap_cents_per_request, category.cap_cents_12_months
    over = amounts.passed_cap(cents, event_on, helps, per_request=per_request, twelve_months=year)
    if over is None:
        return
    values = {"category": category.title, "cap": money_in_words(per_request, whole=True)}
    if over is Over.PER_REQUEST:
        raise Unfit(
            "amount", format_lazy(_("The most for “{category}” is {cap} a request. Enter that or less."), **values)
        )
    rest = amounts.left(event_on, helps, per_request=per_request, twelve_months=year)
    values |= {"year": money_in_words(year, whole=True), "rest": money_in_words(rest, whole=True)}
    if rest:
        text = _(
            "The most for “{category}” is {year} in 12 months, and part of it is given. You can ask for up to {rest}."
        )
    else:
        text = _("The most for “{category}” is {year} in 12 months, and all of it is given. Call us for another way.")
    raise Unfit("amount", format_lazy(text, **values))


def check_own_amount(request: Request, cents: int) -> None:
    """Check a new amount for a request that was sent."""
    if request.category is not None and request.event_on is not None:
        check_amount(request, category=request.category, cents=cents, event_on=request.event_on)


def check_days(fund: Fund, *, needed_by: date, event_on: date, today: date) -> None:
    """Raise :class:`Unfit` where one of the two days can't stand."""
    trouble = amounts.event_trouble(event_on, today, within_days=fund.event_within_days)
    if trouble is not None:
        raise Unfit("event_on", format_lazy(DAY_SENTENCES[trouble], days=fund.event_within_days))
    trouble = amounts.need_trouble(needed_by, today)
    if trouble is not None:
        raise Unfit("needed_by", DAY_SENTENCES[trouble])


def check_request(request: Request, *, today: date) -> None:
    """Check a whole draft again at the moment it is sent; the needed day may have come and gone while it waited."""
    if request.needed_by is None or request.event_on is None or request.amount_cents is None:
        return
    check_days(request.fund, needed_by=max(request.needed_by, today), event_on=request.event_on, today=today)
    check_own_amount(request, request.amount_cents)


def is_fast(request: Request, *, sent_on: date) -> bool:
    """Whether a request sent on a day takes the fast path."""
    if request.category is None or request.needed_by is None:
        return False
    return amounts.is_fast(
        request.needed_by, sent_on, within_days=request.fund.fast_within_days, allowed=request.category.fast_track
    )


def missing(request: Request) -> tuple[str, ...]:
    """The pages of the form that still lack something: ``need``, ``story``, ``proof``, ``payee``."""
    lacks = []
    if request.category_id is None or not request.amount_cents or not request.needed_by or not request.event_on:
        lacks.append("need")
    if not request.story:
        lacks.append("story")
    if not Evidence.objects.filter(request=request).exists():
        lacks.append("proof")
    if not request.payee:
        lacks.append("payee")
    return tuple(lacks)
