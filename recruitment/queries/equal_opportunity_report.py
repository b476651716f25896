"""The reports on equal opportunity, in words: which there are, and what stands in one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.design import charts
from fellowship.models import Person
from recruitment.models import Application, Cycle, EqualOpportunityReport, Milestone, ReportedCycle
from recruitment.models.equal_opportunity_report_wording import READ_WITH_CARE, STEP_LABELS, VIEW_LABELS
from recruitment.models.equal_opportunity_wording import EEO_1_LABELS, LABELS
from recruitment.queries.cycles import name_of
from recruitment.queries.equal_opportunity import settings_now
from recruitment.rules.equal_opportunity import UNDECIDED, Mixed, Race
from recruitment.rules.equal_opportunity_groups import wider_of
from recruitment.rules.equal_opportunity_report import Row, Standing, Step, Table, View, from_plain
from recruitment.rules.milestones import MilestoneKind

__all__ = ["ALL", "READ_WITH_CARE"]
SEE = "recruitment.see_equal_opportunity_report"
ALL = "all"
SMALLEST_P = 0.001
# A mixed answer that need not be named where its parts are, and what stands for atoms that are no mixture.
SAID_BY: Mapping[str, frozenset[str]] = {
    Mixed.HISPANIC_AND_MORE: frozenset({Race.HISPANIC}),
    Mixed.WHITE_AND_MIDDLE_EASTERN: frozenset({Race.WHITE, Race.MIDDLE_EASTERN}),
}
OTHERS = frozenset({"no other atom"})


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One report in the list."""

    id: UUID
    title: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ReportList:
    """The reports, the newest first, and the cycles that stand in none yet with the reason."""

    reports: tuple[ReportCard, ...]
    waiting: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row in words. ``tag`` says what to notice, if anything."""

    label: str
    row: Row
    rate: str
    ratio: str
    interval: str
    p: str
    tag: str = ""
    tag_kind: str = "quiet"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table in words, with its chart."""

    label: Promise
    rows: tuple[ReportRow, ...]
    chart: charts.BarChart


@dataclass(frozen=True, slots=True)
class ReportView:
    """All tables of one way of telling groups apart."""

    key: str
    label: Promise
    tables: tuple[ReportTable, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """One report: what can be shown, and what is."""

    id: UUID
    title: str
    made_at: datetime
    is_pooled: bool
    ratio_percent: int
    views: tuple[ReportView, ...]
    shown: tuple[ReportView, ...]
    by: str


def ended_cycles(at: datetime) -> QuerySet[Cycle]:
    """Cycles whose fellows have begun, in which nobody waits for a decision, and which no report counts; by year."""
    begun = Milestone.objects.filter(kind=MilestoneKind.DAY_ONE, at__lte=at).values("cycle_id")
    undecided = Application.objects.filter(submitted_at__isnull=False, stage__in=UNDECIDED).values("cycle_id")
    open_ones = Cycle.objects.filter(pk__in=begun).exclude(pk__in=undecided)
    return open_ones.exclude(pk__in=ReportedCycle.objects.values("cycle_id")).order_by("cohort_year", "slug")


def _titles(reports: Iterable[EqualOpportunityReport]) -> dict[UUID, str]:
    """What each report is about; one query."""
    names: dict[UUID, list[str]] = {}
    rows = ReportedCycle.objects.select_related("cycle").order_by("cycle__cohort_year", "cycle__slug")
    for row in rows:
        names.setdefault(row.report_id, []).append(name_of(row.cycle))
    return {
        kept.pk: _("All reports added up") if kept.is_pooled else ", ".join(names.get(kept.pk, ())) for kept in reports
    }


def reports(person: Person, at: datetime) -> ReportList:
    """What there is to read, and what is not there yet; four queries."""
    found = list(visible(person, SEE).order_by("-is_pooled", "-made_at", "pk"))
    titles = _titles(found)
    counted = set(ReportedCycle.objects.values_list("cycle_id", flat=True))
    over = set(ended_cycles(at).values_list("pk", flat=True))
    others = [cycle for cycle in Cycle.objects.order_by("-cohort_year", "slug") if cycle.pk not in counted]
    return ReportList(
        tuple(ReportCard(kept.pk, titles[kept.pk], kept.made_at) for kept in found),
        tuple(
            (
                name_of(cycle),
                _("It is over. Where too few people stand behind the numbers, it is counted with the next cycle.")
                if cycle.pk in over
                else _("It is not over yet. A report counts whole cycles only."),
            )
            for cycle in others
        ),
    )


def report_for(person: Person, report_id: UUID) -> EqualOpportunityReport:
    """One report; 404 for those who may not read it."""
    found: EqualOpportunityReport = get_object_or_404(visible(person, SEE), pk=report_id)
    return found


def page_of(kept: EqualOpportunityReport, by: str) -> ReportPage:
    """The report in words: the view asked for, all of them, or the first."""
    tables, percent = from_plain(kept.content), settings_now().ratio_percent
    views = [view for view in View if any(table.view is view for table in tables)]
    wanted = views if by == ALL else [view for view in views if view == by] or views[:1]
    return ReportPage(
        id=kept.pk, title=_titles([kept])[kept.pk], made_at=kept.made_at, is_pooled=kept.is_pooled,
        ratio_percent=percent,
        views=tuple(ReportView(view, VIEW_LABELS[view]) for view in views),
        shown=tuple(_view(view, tables, percent) for view in wanted),
        by=ALL if by == ALL else next(iter(wanted), ""),
    )  # fmt: skip


def _view(view: View, tables: Sequence[Table], percent: int) -> ReportView:
    order = [(step, table) for step in STEP_LABELS for table in tables if table.view is view and table.step is step]
    return ReportView(view, VIEW_LABELS[view], tuple(_table(step, table, percent) for step, table in order))


def _table(step: Step, table: Table, percent: int) -> ReportTable:
    rows = sorted(table.rows, key=lambda row: (row.standing is Standing.APART, -(row.rate or 0), row.atoms))
    said = tuple(_row(row, table.view, percent) for row in rows if row.pool)
    drawn = [each for each in said if each.row.standing is not Standing.APART] or said
    bars = [(each.label, round((each.row.rate or 0) * 100), None) for each in drawn]
    chart = charts.bar_chart(bars, title=STEP_LABELS[step], now=_("Went on"), unit="%")
    return ReportTable(STEP_LABELS[step], said, chart)


def label_of(atoms: Sequence[str], view: View) -> str:
    """The name of a row: one group, several of one wider group, or several groups that are too small alone."""
    groups = wider_of(atoms)
    if view is View.EEO_1:
        words = [str(EEO_1_LABELS.get(group, LABELS[group])) for group in LABELS if group in groups]
    else:
        named = [atom for atom in LABELS if atom in atoms and not SAID_BY.get(atom, OTHERS) <= set(atoms)]
        words = [str(LABELS[atom]) for atom in named]
    if len(groups) > 1:
        return _("Too few to show one by one: %(groups)s") % {"groups": "; ".join(words)}
    return "; ".join(words)


def _row(row: Row, view: View, percent: int) -> ReportRow:
    tag, kind = "", "quiet"
    if row.standing is Standing.HIGHEST:
        tag = _("Highest rate")
    elif row.standing is Standing.TOO_FEW:
        tag = _("Too small a share to be compared")
    elif row.ratio is not None and row.ratio * 100 < percent:
        tag, kind = _("Under %(percent)s%%: look closer") % {"percent": percent}, "act"
    ends = (row.low, row.high)
    return ReportRow(
        label=label_of(row.atoms, view), row=row,
        rate="–" if row.rate is None else f"{row.rate:.0%}",
        ratio="–" if row.ratio is None else f"{row.ratio:.0%}",
        interval="–" if ends[0] is None or ends[1] is None else _("%(low)s to %(high)s")
        % {"low": f"{ends[0]:.0%}", "high": f"{ends[1]:.0%}"},
        p=_p(row.p), tag=tag, tag_kind=kind,
    )  # fmt: skip


def _p(p: float | None) -> str:
    if p is None:
        return "–"
    return _("under 0.001") if p < SMALLEST_P else f"{p:.3f}" if p < 0.1 else f"{p:.2f}"  # noqa: PLR2004  (figures)
