"""Where managers see how far readers agree, set when one more reads, and ask for one more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.calibration import AssigningRuleForm
from recruitment.queries import calibration as queries
from recruitment.queries.rounds import rounds_of
from recruitment.services import calibration as services

CALIBRATE = "recruitment.calibrate"
UNPROCESSABLE = 422


@allow(CALIBRATE)
def calibration(request: HttpRequest) -> HttpResponse:
    """Show the readers beside one another and the applications on which they stand apart."""
    page = queries.calibration_page(request.user, request.GET.get("cycle", ""))
    if page is None:
        return render(request, "recruitment/staff/no_cycle.html")
    return render(
        request, "recruitment/calibration/readers.html", {"page": page, "rounds": rounds_of(request.user, page.cycle)}
    )


@allow(CALIBRATE)
def rule(request: HttpRequest, cycle_id: UUID) -> HttpResponseBase:
    """Set how packets of a cycle are given out."""
    facts = queries.rule_of(request.user, cycle_id)
    initial = {"region_wish": facts.region_wish, "extra_read_above": facts.extra_read_above}
    form = AssigningRuleForm(request.POST if request.method == "POST" else None, initial=initial)
    back = f"{reverse('recruitment_calibration')}?cycle={facts.slug}"
    if request.method == "POST" and form.is_valid():
        services.set_assigning_rule(actor=request.user, cycle_id=cycle_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Saved. It holds for packets given out from now on."))
        return redirect(back)
    context = {"form": form, "facts": facts, "back_url": back}
    return render(request, "recruitment/calibration/rule.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow("recruitment.assign_readers")
def extra_read(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Say what one more read means, then ask for it."""
    facts = queries.extra_read_facts(request.user, application_id)
    if request.method == "POST":
        services.ask_extra_read(actor=request.user, application_id=application_id, at=clock.now())
        messages.success(request, _("One more read is asked for."))
        return redirect("recruitment_decide", application_id)
    return render(request, "recruitment/calibration/extra_read.html", {"facts": facts})
