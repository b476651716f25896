"""Making the reports: the only place that opens other people's answers, and it keeps nothing but counts."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from fellowship.models import Person
from fellowship.rules.spreadsheets import neutral
from fellowship.services import audit
from recruitment.models import (
    Application,
    Cycle,
    EqualOpportunityAnswers,
    EqualOpportunityReport,
    ReportedCycle,
    StageChange,
)
from recruitment.queries import equal_opportunity_report as queries
from recruitment.rules import equal_opportunity_report as report
from recruitment.rules.equal_opportunity import ATOMS, LEVELS, SKIPPED, Part, atom_of, level_of, unseal

Counted = dict[Part, dict[str, list[int]]]


def _counted(cycles: Sequence[Cycle], at: datetime) -> Counted:
    """How many of each group came how far; three queries, and a line in the audit trail for each cycle."""
    sent = Application.objects.filter(cycle__in=cycles, submitted_at__isnull=False)
    stood = {pk: {stage} for pk, stage in sent.values_list("pk", "stage")}
    steps = StageChange.objects.filter(application__in=sent, to_stage__in=[str(stage) for stage in LEVELS])
    for pk, stage in steps.values_list("application_id", "to_stage"):
        stood[pk].add(stage)
    kept = EqualOpportunityAnswers.objects.filter(application__in=sent).values_list("application_id", "sealed")
    answered = {pk: unseal(sealed) for pk, sealed in kept}
    counts: Counted = {part: {atom: [0, 0, 0, 0] for atom in ATOMS[part]} for part in Part}
    for pk, stages in stood.items():
        level, answers = level_of(stages), answered.get(pk, SKIPPED)
        for part in Part:
            counts[part][atom_of(part, answers)][level] += 1
    for cycle in cycles:
        audit.record_read(actor=None, action="recruitment.count_equal_opportunity", subject=cycle, at=at)
    return counts


def _publishable(counts: Counted) -> tuple[report.Table, ...]:
    """The tables of each part that tells of groups; nothing unless race and ethnicity do."""
    found: list[report.Table] = []
    for part in Part:
        tables = report.tables_of(part, counts[part])
        if report.tells_of_groups(tables):
            found += tables
        elif part is Part.RACE:
            return ()
    return tuple(found)


@transaction.atomic
def publish_reports(*, at: datetime) -> int:
    """Report on every cycle that is over and not yet reported; returns how many reports were made.

    A cycle too small to show anything waits and is counted together with the next. Each is counted once and for all:
    what people change or delete afterward changes no report, so that no two reports can be compared to find them.
    """
    waiting: list[Cycle] = []
    made = 0
    for cycle in queries.ended_cycles(at).select_for_update(of=("self",)):
        waiting.append(cycle)
        tables = _publishable(_counted(waiting, at))
        if tables:
            kept = EqualOpportunityReport.objects.create(made_at=at, content=report.as_plain(tables))
            ReportedCycle.objects.bulk_create([ReportedCycle(cycle=each, report=kept) for each in waiting])
            audit.record(actor=None, action="recruitment.publish_equal_opportunity", subject=kept, at=at)
            waiting, made = [], made + 1
    if made:
        _add_up(at)
    return made


def _add_up(at: datetime) -> None:
    """Make the report of all reports anew."""
    single = EqualOpportunityReport.objects.filter(is_pooled=False).order_by("made_at", "pk")
    tables = report.added_up(report.from_plain(kept.content) for kept in single)
    if tables:
        EqualOpportunityReport.objects.update_or_create(
            is_pooled=True, defaults={"made_at": at, "content": report.as_plain(tables)}
        )


@transaction.atomic
def read_report(*, actor: Person, report_id: UUID, at: datetime, by: str = "") -> queries.ReportPage:
    """One report, seen ``by`` one way of telling groups apart or by all; the look is noted. 404 for all others."""
    kept = queries.report_for(actor, report_id)
    audit.record_read(actor=actor, action="recruitment.read_equal_opportunity", subject=kept, at=at)
    return queries.page_of(kept, by)


@transaction.atomic
def export_report(*, actor: Person, report_id: UUID, at: datetime) -> bytes:
    """All tables of a report as XLSX, a sheet for each way of telling groups apart; the look is noted."""
    from openpyxl import Workbook  # noqa: PLC0415  (with numpy a tenth of a start, and only spreadsheets need it)

    kept = queries.report_for(actor, report_id)
    page = queries.page_of(kept, queries.ALL)
    book = Workbook(write_only=True)
    heads = [
        _("Step"), _("Group"), _("People"), _("Went on"), _("Rate"), _("Beside the highest rate"),
        _("Interval from"), _("Interval to"), _("Fisher’s p"),
    ]  # fmt: skip
    for view in page.shown:
        sheet = book.create_sheet(str(view.label)[:31])
        sheet.append([page.title])
        sheet.append([str(queries.READ_WITH_CARE)])
        sheet.append(heads)
        for table in view.tables:
            for row in table.rows:
                found = row.row
                numbers = [found.pool, found.passed, found.rate, found.ratio, found.low, found.high, found.p]
                sheet.append([neutral(str(table.label)), neutral(row.label), *numbers])
    audit.record(actor=actor, action="recruitment.export_equal_opportunity", subject=kept, at=at)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
