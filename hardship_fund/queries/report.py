"""The report for the board: counts and sums by category, times, nobody recognizable."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Min, QuerySet, Sum
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.models import Person
from hardship_fund.models import Category, Fund, Request
from hardship_fund.queries.books import FundFacts
from hardship_fund.rules import report as rules
from hardship_fund.rules.periods import Quarter, quarter_of, quarters_between
from hardship_fund.rules.stages import COUNTS_TOWARD_CAP, Stage


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category: ``None`` where a number is withheld."""

    label: str
    approved: int | None
    cents: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A quarter in numbers; ``None`` where a number is withheld."""

    lines: tuple[CategoryLine, ...]
    approved: int | None
    cents: int | None
    denied: int | None
    median_hours: float | None
    is_withheld: bool


def fund_for(person: Person) -> FundFacts:
    """The fund whose report a person may read, or a 404."""
    funds = visible(person, "hardship_fund.see_report").order_by("name", "pk")
    fund: Fund = funds.first() or get_object_or_404(funds)
    return FundFacts(fund.pk, fund.code, fund.name)


def _zone() -> ZoneInfo:
    """The organization's own: a reader's would cut the quarters at other hours and so tell them apart."""
    return ZoneInfo(settings.TIME_ZONE)


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), _zone())


def quarters(fund_id: UUID, at: datetime) -> tuple[Quarter, ...]:
    """The quarters that are over, the newest first, from the fund's first decision on; one query.

    A quarter that still runs is left out: what is new in it from one day to the next would be one person's.
    """
    first = Request.objects.filter(fund_id=fund_id, decided_at__isnull=False).aggregate(first=Min("decided_at"))[
        "first"
    ]
    if first is None:
        return ()
    today = at.astimezone(_zone()).date()
    return tuple(
        each for each in quarters_between(first.astimezone(_zone()).date(), today) if each != quarter_of(today)
    )


def name_of(quarter: Quarter) -> str:
    """What a quarter is called."""
    names = {
        1: _("January to March %(year)s"), 2: _("April to June %(year)s"), 3: _("July to September %(year)s"),
        4: _("October to December %(year)s"),
    }  # fmt: skip
    return names[quarter.number] % {"year": quarter.year}


def report(fund_id: UUID, quarter: Quarter) -> Report:
    """The decisions of a quarter, small cells withheld; four queries."""
    since, until = _begins(quarter.first_day), _begins(quarter.next.first_day)
    decided = Request.objects.filter(fund_id=fund_id, decided_at__gte=since, decided_at__lt=until)
    approved = decided.filter(stage__in=COUNTS_TOWARD_CAP)
    denied = decided.filter(stage=Stage.DENIED).count()
    rows = {
        pk: (count, cents)
        for pk, count, cents in approved.values_list("category")
        .annotate(Count("pk"), Sum("approved_cents"))
        .order_by()
    }
    categories = list(Category.objects.filter(fund_id=fund_id).order_by("sort_order", "label"))
    counts = {str(category.pk): rows.get(category.pk, (0, 0))[0] for category in categories}
    hidden = rules.suppressed(counts)
    total = rules.total_shown(counts)
    lines = tuple(
        _line(category, rows.get(category.pk, (0, 0)), str(category.pk) in hidden) for category in categories
    )
    return Report(
        lines=lines, approved=total,
        cents=None if total is None else sum(cents for _count, cents in rows.values()),
        denied=None if 0 < denied < rules.SMALLEST_CELL else denied,
        median_hours=rules.median_hours(_hours(decided)), is_withheld=bool(hidden) or total is None,
    )  # fmt: skip


def _line(category: Category, numbers: tuple[int, int], is_hidden: bool) -> CategoryLine:
    count, cents = numbers
    return CategoryLine(category.title, None if is_hidden else count, None if is_hidden else cents)


def _hours(decided: QuerySet[Request]) -> list[float]:
    """From sending to decision, in hours."""
    rows = decided.values_list("submitted_at", "decided_at").order_by("decided_at", "pk")
    return [(end - start).total_seconds() / 3600 for start, end in rows if start and end]
