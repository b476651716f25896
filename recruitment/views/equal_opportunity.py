"""The voluntary questions of an applicant, and the reports of those who audit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.equal_opportunity import EqualOpportunityForm
from recruitment.queries import equal_opportunity as queries
from recruitment.queries import equal_opportunity_report as reports
from recruitment.services import equal_opportunity as services
from recruitment.services import equal_opportunity_report as reporting

ANSWER = "recruitment.answer_equal_opportunity"
SEE = "recruitment.see_equal_opportunity_report"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(ANSWER)
@never_cache
def questions(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Ask, and keep what is answered."""
    own = queries.own_answers(request.user, application_id)
    form = EqualOpportunityForm(request.POST if request.method == "POST" else None, own=own)
    if request.method == "POST" and form.is_valid():
        services.settle_questions(
            actor=request.user, application_id=application_id, answers=form.answers(), at=clock.now()
        )
        messages.success(request, _("Thank you. Your answers are kept apart from your application."))
        return redirect("recruitment_status", application_id)
    context = {"own": own, "form": form}
    status = 422 if form.errors else 200
    return render(request, "recruitment/applicant/equal_opportunity.html", context, status=status)


@allow(ANSWER)
@require_POST
def skip(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Skip for good, or delete what was answered."""
    own = queries.own_answers(request.user, application_id)
    services.settle_questions(actor=request.user, application_id=application_id, at=clock.now())
    messages.success(
        request, _("Your answers are deleted.") if own.has_answers else _("Skipped. We do not ask again.")
    )
    return redirect("recruitment_status", application_id)


@allow(SEE)
def report_list(request: HttpRequest) -> HttpResponse:
    """List the reports."""
    context = {"found": reports.reports(request.user, clock.now())}
    return render(request, "recruitment/auditor/equal_opportunity_reports.html", context)


@allow(SEE)
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show one report by one way of telling groups apart, or by all for printing."""
    by = request.GET.get("by", "")
    page = reporting.read_report(actor=request.user, report_id=report_id, by=by, at=clock.now())
    return render(request, "recruitment/auditor/equal_opportunity_report.html", {"page": page})


@allow(SEE)
@never_cache
def export(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Give one report as a spreadsheet."""
    content = reporting.export_report(actor=request.user, report_id=report_id, at=clock.now())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="equal-opportunity.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
