"""Two plans side by side, the sheet of one plan, and its export."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohorts.queries import compare as comparisons
from cohorts.queries import sheets
from cohorts.services import exports
from cohorts.views._addresses import board_url, id_in
from fellowship import clock
from fellowship.access import allow

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}  # fmt: skip


@allow("cohorts.match")
def compare(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Show two plans side by side."""
    page = comparisons.compare(request.user, cohort_id, id_in(request.GET, "a"), id_in(request.GET, "b"))
    return render(request, "cohorts/staff/compare.html", {"page": page, "back": board_url(cohort_id)})


@allow("cohorts.match")
def sheet(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show a plan as one table, for paper."""
    page = sheets.sheet(request.user, run_id)
    context = {"page": page, "at": clock.now(), "back": board_url(page.cohort.id, run=run_id)}
    return render(request, "cohorts/staff/sheet.html", context)


@allow("cohorts.match")
def export(request: HttpRequest, run_id: UUID, kind: str) -> HttpResponse:
    """Hand out a plan as a spreadsheet."""
    content = exports.export_plan(actor=request.user, run_id=run_id, kind=kind, at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="placement-plan.{kind}"'}
    return HttpResponse(content, content_type=TYPES[kind], headers=headers)
