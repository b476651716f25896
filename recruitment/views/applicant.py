"""A person's own application: start, task list, check, submit, status, copy, withdraw."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.design.progress import progress_of
from recruitment.forms.sending import StatementForm, WithdrawForm
from recruitment.queries import cycles, own, reusing
from recruitment.queries.standing import standing_of
from recruitment.queries.way_back import way_back
from recruitment.rules.eligibility import judge
from recruitment.rules.stages import Stage
from recruitment.services import applications
from recruitment.views.public import answers_in

OWN = "recruitment.own_application"


@allow(SIGNED_IN)
def mine(request: HttpRequest) -> HttpResponseBase:
    """Go to the newest application, or to where one begins."""
    application_id = own.latest_application_id(request.user)
    if application_id is None:
        return redirect("recruitment_start")
    return redirect("recruitment_tasks", application_id)


@allow(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponseBase:
    """Say what to have ready, and begin."""
    at = clock.now()
    cycle, answers = cycles.open_cycle(at), answers_in(request)
    existing = own.application_in(request.user, cycle.id) if cycle else None
    if existing is not None:
        return redirect("recruitment_tasks", existing)
    if cycle is not None and not judge(answers).may_apply:
        return redirect("recruitment_check_answer" if answers else "recruitment_check")
    if request.method == "POST" and cycle is not None:
        begun = applications.start_application(actor=request.user, cycle_id=cycle.id, eligibility=answers, at=at)
        return redirect("recruitment_tasks", begun.pk)
    context = {"cycle": cycle, "next_cycle": cycles.next_cycle(at)}
    return render(request, "recruitment/applicant/start.html", context)


@allow(OWN)
def tasks(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Show what is done and what is left."""
    application = own.own_application(request.user, application_id, clock.now())
    if application.stage is not Stage.DRAFT:
        return redirect("recruitment_status", application_id)
    done, total = own.parts_done(application), len(application.steps)
    context = {
        "application": application, "tasks": own.tasks_of(application), "send": own.send_task(application),
        "done": done, "total": total, "progress": progress_of(done, total), "resume": application.resume_at,
        "newer_form": reusing.has_newer_form(application), "earlier": reusing.earlier_cycle(request.user, application),
    }  # fmt: skip
    return render(request, "recruitment/applicant/tasks.html", context)


@allow(OWN)
def answers(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Let the person check every answer, then submit once."""
    at = clock.now()
    form = StatementForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and own.is_own(request.user, application_id):
        with suppress(applications.AnswersMissing):
            applications.submit_application(actor=request.user, application_id=application_id, at=at)
            return redirect("recruitment_sent", application_id)
    application = own.own_application(request.user, application_id, at)
    if application.submitted_at is not None:
        return redirect("recruitment_sent", application_id)
    context = {"application": application, "form": form,
               "sections": own.sections_of(application, changeable=application.can_write)}  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "recruitment/applicant/answers.html", context, status=status)


@allow(OWN)
def sent(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Confirm that the application arrived and say what follows."""
    application = own.own_application(request.user, application_id, clock.now())
    if application.submitted_at is None:
        return redirect("recruitment_tasks", application_id)
    context = {"application": application, "standing": standing_of(request.user, application)}
    return render(request, "recruitment/applicant/sent.html", context)


@allow(OWN)
def status(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Say where the application stands, in the person's words."""
    application = own.own_application(request.user, application_id, clock.now())
    if application.stage is Stage.DRAFT:
        return redirect("recruitment_tasks", application_id)
    standing = standing_of(request.user, application)
    back = way_back(request.user, standing.stage, clock.now())
    context = {"application": application, "standing": standing, "way_back": back}
    return render(request, "recruitment/applicant/status.html", context)


@allow(OWN)
def copy(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Show the answers on one page to read or print."""
    application = own.own_application(request.user, application_id, clock.now())
    context = {"application": application, "sections": own.sections_of(application, changeable=False)}
    return render(request, "recruitment/applicant/copy.html", context)


@allow(OWN)
def change(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Let the person change an answer that was sent, as long as nobody reads it and the deadline lies ahead."""
    application = own.own_application(request.user, application_id, clock.now())
    if application.submitted_at is None or not application.can_write:
        return redirect("recruitment_tasks", application_id)
    context = {"application": application, "sections": own.sections_of(application, changeable=True)}
    return render(request, "recruitment/applicant/change.html", context)


@allow(OWN)
def withdraw(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Take the application back, after saying what that means."""
    at = clock.now()
    application = own.own_application(request.user, application_id, at)
    standing = standing_of(request.user, application)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        applications.withdraw_application(
            actor=request.user, application_id=application_id, at=at, reason=form.cleaned_data["reason"]
        )
        messages.success(request, _("You withdrew your application."))
        return redirect("recruitment_status", application_id)
    if not standing.can_withdraw:
        return redirect("recruitment_status", application_id)
    context = {"application": application, "form": form}
    return render(request, "recruitment/applicant/withdraw.html", context, status=422 if form.errors else 200)
