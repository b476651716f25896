"""The steps of a fair-chance case that has something to review, one page each, for the officer named for it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict, NotAllowed
from recruitment.forms.case_desk import AssessmentForm, RecordsForm, SendingForm, one_more
from recruitment.queries import case_forms as queries
from recruitment.queries.case_desk import desk
from recruitment.services import fair_chance_path as services
from recruitment.services.fair_chance import look_at_case

UNPROCESSABLE, CONFLICT = 422, 409
WORK = "recruitment.work_case"


def _refused(request: HttpRequest, form: Any, refusal: Exception) -> None:
    """Put a refusal of the service over the form, so that what was typed stays."""
    sentence = refusal.sentence if isinstance(refusal, Conflict) else _("This step is not possible any more.")
    form.add_error(None, str(sentence))


@allow(WORK)
def records(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Enter the records of the report; they are sorted by the rules of the law."""
    reference, is_open = queries.reference_of(request.user, case_id, "sort")
    if not is_open:
        return redirect("recruitment_case", case_id)
    asked = request.POST.copy() if request.method == "POST" else None
    more = asked is not None and "more" in asked
    if asked is not None and more:
        asked["form-TOTAL_FORMS"] = str(one_more(asked.get("form-TOTAL_FORMS", "")))
    form = RecordsForm(asked, form_kwargs={"today": clock.now().date()})
    if asked is not None and not more and form.is_valid():
        services.sort_records(actor=request.user, case_id=case_id, found=form.found(), at=clock.now())
        messages.success(request, _("The records are sorted. Of those that may not be considered nothing was kept."))
        return redirect("recruitment_case", case_id)
    context = {"form": form, "case_id": case_id, "reference": reference, "forms": [] if more else form.forms}
    status = UNPROCESSABLE if asked is not None and not more else 200
    return render(request, "recruitment/officer/records.html", context, status=status)


@allow(WORK)
def assessment(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Write the individualized assessment, or the second one after the time to respond."""
    at = clock.now()
    subject = queries.assessment_subject(request.user, case_id, at)
    if not subject.is_open:
        return redirect("recruitment_case", case_id)
    look_at_case(actor=request.user, case_id=case_id, at=at)
    form = AssessmentForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_valid():
        try:
            services.write_assessment(actor=request.user, case_id=case_id, at=at, **form.as_said())
        except (Conflict, NotAllowed) as refusal:
            _refused(request, form, refusal)
            form.read_anew(queries.assessment_subject(request.user, case_id, at))
        else:
            messages.success(request, _("The assessment is saved."))
            return redirect("recruitment_case", case_id)
    page = desk(request.user, case_id, at)
    context = {"form": form, "subject": subject, "desk": page}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/assessment.html", context, status=status)


@allow(WORK)
def notice(request: HttpRequest, case_id: UUID, kind: str) -> HttpResponseBase:
    """Show what a notice must say, and note that it went out with the proof of each way."""
    at = clock.now()
    subject = queries.notice_subject(request.user, case_id, kind, at)
    look_at_case(actor=request.user, case_id=case_id, at=at)
    form = SendingForm(request.POST if request.method == "POST" else None, subject=subject)
    if form.is_valid():
        try:
            _note(request, subject, form)
        except (Conflict, NotAllowed) as refusal:
            _refused(request, form, refusal)
        else:
            messages.success(request, _("The notice and its proof are saved."))
            return redirect("recruitment_case", case_id)
    context = {"form": form, "subject": subject}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/notice.html", context, status=status)


def _note(request: HttpRequest, subject: queries.NoticeSubject, form: SendingForm) -> None:
    sent = {"actor": request.user, "case_id": subject.case_id, "at": clock.now(), **form.as_sent()}
    if subject.is_preliminary:
        services.send_preliminary(**sent)
    elif subject.is_final:
        services.send_final(**sent)
    else:
        services.note_notice(kind=subject.kind, **sent)


@allow(WORK)
@require_POST
def dispute(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Note that the report is disputed with the company that made it, or that the company has answered."""
    queries.reference_of(request.user, case_id, "clear")
    if request.POST.get("dispute") == "closed":
        services.close_dispute(actor=request.user, case_id=case_id, at=clock.now())
        messages.success(request, _("The dispute is closed. The dates are worked out anew."))
    else:
        services.open_dispute(actor=request.user, case_id=case_id, at=clock.now())
        messages.success(request, _("The dispute is noted. Nothing can be decided while it is open."))
    return redirect("recruitment_case", case_id)


@allow(WORK)
def decision(request: HttpRequest, case_id: UUID) -> HttpResponse | HttpResponseBase:
    """Name what a decision against the applicant means, and refuse it with the date while it is too early."""
    at = clock.now()
    reference, is_open = queries.reference_of(request.user, case_id, "decide")
    if not is_open:
        return redirect("recruitment_case", case_id)
    look_at_case(actor=request.user, case_id=case_id, at=at)
    if request.method == "POST":
        try:
            services.decide_against(actor=request.user, case_id=case_id, at=at)
        except Conflict:
            status = CONFLICT
        else:
            messages.success(request, _("Decided. Now the final notice has to go out."))
            return redirect("recruitment_case", case_id)
    else:
        status = 200
    context = {"desk": desk(request.user, case_id, at), "case_id": case_id, "reference": reference}
    return render(request, "recruitment/officer/decision.html", context, status=status)
