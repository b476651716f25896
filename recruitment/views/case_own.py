"""The applicant's side of a fair-chance case: one plain page, a response, more time."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from recruitment.forms.case_own import AskForm, ResponseForm
from recruitment.forms.offers import SignatureForm
from recruitment.queries.case_own import own_path
from recruitment.queries.fair_chance import own_case
from recruitment.services import fair_chance_path as services

UNPROCESSABLE = 422
PAGE = "recruitment_fair_chance"


def show(request: HttpRequest, **sent: Any) -> HttpResponse:
    """The page with its forms; one that was sent and can't be read keeps what was typed."""
    path = own_path(request.user, clock.now())
    forms = {
        "form": sent.get("form") or SignatureForm(),
        "answer": sent.get("answer") or ResponseForm(),
        "ask": sent.get("ask") or AskForm(may_ask=path.may_ask if path else ()),
    }
    bad = [form for form in forms.values() if form.errors]
    context = {"case": own_case(request.user), "path": path, "forms": bad, **forms}
    return render(request, "recruitment/applicant/fair_chance.html", context, status=UNPROCESSABLE if bad else 200)


@allow(SIGNED_IN)
@require_POST
def respond(request: HttpRequest) -> HttpResponseBase:
    """Send a response to the notice."""
    case, form = own_case(request.user), ResponseForm(request.POST)
    if case is None:
        return redirect(PAGE)
    if not form.is_valid():
        return show(request, answer=form)
    services.respond(actor=request.user, case_id=case.id, text=form.cleaned_data["text"], at=clock.now())
    messages.success(request, _("Your response is with the officer. You can send more until the last day."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def ask(request: HttpRequest) -> HttpResponseBase:
    """Ask for more time or for a talk."""
    case, path = own_case(request.user), own_path(request.user, clock.now())
    if case is None or path is None:
        return redirect(PAGE)
    form = AskForm(request.POST, may_ask=path.may_ask)
    if not form.is_valid():
        return show(request, ask=form)
    services.ask_for_time(actor=request.user, case_id=case.id, kind=form.cleaned_data["kind"], at=clock.now())
    messages.success(request, _("We have noted what you asked for. The last day below already counts it."))
    return redirect(PAGE)


@allow(SIGNED_IN)
@require_POST
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Note that the applicant has read the notice that stands on this page."""
    case = own_case(request.user)
    if case is not None:
        services.confirm_receipt(actor=request.user, case_id=case.id, at=clock.now())
    return redirect(PAGE)
