"""A fair-chance case changes hands: given by its officer, or taken over where that one is none any more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.case_hand_over import HandOverForm, TakeOverForm
from recruitment.queries import case_hand_over as queries
from recruitment.services import case_hand_over as services

UNPROCESSABLE = 422
PAGE = "recruitment/officer/hand_over.html"


@allow("recruitment.work_case")
def hand_over(request: HttpRequest, case_id: UUID) -> HttpResponse | HttpResponseBase:
    """Give a case of one's own to another officer."""
    subject = queries.hand_over_subject(request.user, case_id, clock.now())
    form = HandOverForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_valid():
        try:
            services.hand_over_case(actor=request.user, case_id=case_id, at=clock.now(), **form.cleaned_data)
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The case is handed over. You can’t open it any more."))
            return redirect("recruitment_cases")
    context = {"form": form, "subject": subject, "is_given": True}
    return render(request, PAGE, context, status=UNPROCESSABLE if form.errors else 200)


@allow("recruitment.open_case")
def take_over(request: HttpRequest, case_id: UUID) -> HttpResponse | HttpResponseBase:
    """Go on with a case whose officer is none any more."""
    subject = queries.take_over_subject(request.user, case_id)
    if subject is None:
        return redirect("recruitment_case", case_id)
    form = TakeOverForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.take_over_case(actor=request.user, case_id=case_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("You have taken over this case."))
        return redirect("recruitment_case", case_id)
    context = {"form": form, "subject": subject, "is_given": False}
    return render(request, PAGE, context, status=UNPROCESSABLE if form.errors else 200)
