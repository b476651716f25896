"""The report for the board: counts and sums by category, times, nobody recognizable."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from hardship_fund.models import Category, Fund, Request
from hardship_fund.queries.books import FundFacts
from hardship_fund.rules import report as rules
from hardship_fund.rules.stages import COUNTS_TOWARD_CAP, Stage


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category: ``None`` where a number is withheld."""

    label: str
    approved: int | None
    cents: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A period in numbers; ``None`` where a number is withheld."""

    since: datetime
    until: datetime
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


def report(fund_id: UUID, *, since: datetime, until: datetime) -> Report:
    """The decisions from ``since`` up to ``until``, small cells withheld; four queries."""
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
        since=since, until=until, lines=lines, approved=total,
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
