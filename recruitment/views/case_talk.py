"""A talk with the applicant before a decision, and counsel's word after a last day; for the officer of the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.case_talk import LateForm, TalkForm
from recruitment.queries import case_forms as queries
from recruitment.rules.fair_chance import TalkOutcome
from recruitment.services import fair_chance_talk as services

UNPROCESSABLE = 422
WORK = "recruitment.work_case"


@allow(WORK)
def talk(request: HttpRequest, case_id: UUID) -> HttpResponse | HttpResponseBase:
    """Set the time of a talk."""
    at = clock.now()
    subject = queries.talk_subject(request.user, case_id, at)
    form = TalkForm(request.POST if request.method == "POST" else None, zone=subject.zone, today=at.date())
    if form.is_valid():
        try:
            services.set_talk(actor=request.user, case_id=case_id, starts_at=form.starts_at(), at=clock.now())
        except Conflict as refusal:
            form.add_error("day", str(refusal.sentence))
        else:
            messages.success(request, _("The time is set, and the applicant gets a letter."))
            return redirect("recruitment_case", case_id)
    context = {"form": form, "subject": subject}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/talk.html", context, status=status)


@allow(WORK)
@require_POST
def talk_note(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Note whether the talk took place."""
    queries.reference_of(request.user, case_id, "clear")
    if request.POST.get("talk") in list(TalkOutcome):
        outcome = TalkOutcome(request.POST["talk"])
        services.note_talk(actor=request.user, case_id=case_id, outcome=outcome, at=clock.now())
        messages.success(request, _("It is noted."))
    else:
        messages.error(request, _("Say whether the talk took place."))
    return redirect("recruitment_case", case_id)


@allow(WORK)
def late(request: HttpRequest, case_id: UUID) -> HttpResponse | HttpResponseBase:
    """Note what counsel says once a last day to decide has passed."""
    subject = queries.talk_subject(request.user, case_id, clock.now())
    form = LateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.allow_late(actor=request.user, case_id=case_id, at=clock.now(), **form.cleaned_data)
        except Conflict as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Counsel’s reason is kept with the case."))
            return redirect("recruitment_case", case_id)
    context = {"form": form, "subject": subject}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/late.html", context, status=status)
