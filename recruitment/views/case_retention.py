"""What is kept of closed fair-chance cases, what is deleted when, and legal holds."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.case_retention import HoldForm, ReasonForm
from recruitment.queries import case_retention as queries
from recruitment.services import fair_chance_retention as services

UNPROCESSABLE = 422
HOLDS = "recruitment.keep_case_records"


@allow(HOLDS)
def retention(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Show what would be deleted on which day, in numbers, and hold a case back."""
    form = HoldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.place_hold(actor=request.user, at=clock.now(), **form.cleaned_data)
        except services.NoSuchCase as refusal:
            form.add_error("reference", str(refusal.sentence))
        else:
            messages.success(request, _("The papers are kept until the hold is released."))
            return redirect("recruitment_retention")
    page = queries.retention_page(request.user, clock.now())
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/retention.html", {"page": page, "form": form}, status=status)


@allow(HOLDS)
def release(request: HttpRequest, hold_id: UUID) -> HttpResponse | HttpResponseBase:
    """Say what releasing a hold means, then release it."""
    hold = queries.hold_in_force(request.user, hold_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.release_hold(actor=request.user, hold_id=hold_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The hold is released. The papers go on their day."))
        return redirect("recruitment_retention")
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/release_hold.html", {"hold": hold, "form": form}, status=status)
