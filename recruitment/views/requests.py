"""More time and accommodations: asked for by the applicant, answered by managers and by the coordinator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from fellowship.views.paging import page_number
from recruitment.forms.requests import AnswerAccommodationForm, AnswerTimeForm, AskAccommodationForm, AskTimeForm
from recruitment.queries import requests as queries
from recruitment.services import accommodations, more_time

OWN = "recruitment.own_application"
UNPROCESSABLE = 422


def _status(form: AskTimeForm | AskAccommodationForm | AnswerTimeForm) -> int:
    return UNPROCESSABLE if form.errors else 200


@allow(OWN)
def ask_time(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Ask for a later deadline, and see what became of it."""
    form = AskTimeForm(request.POST if request.method == "POST" else None)
    found = queries.own_time(request.user, application_id, clock.now())
    if request.method == "POST" and form.is_valid():
        try:
            more_time.ask_for_time(
                actor=request.user, application_id=application_id, at=clock.now(), **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error("reason", str(conflict.sentence))
        else:
            messages.success(request, _("Your request is sent. We answer by e-mail."))
            return redirect("recruitment_more_time", application_id)
    context = {"page": found, "form": form}
    return render(request, "recruitment/applicant/more_time.html", context, status=_status(form))


@allow(OWN)
def ask_accommodation(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Ask for what one needs to take part, and read the answer."""
    form = AskAccommodationForm(request.POST if request.method == "POST" else None)
    found = queries.own_accommodation(request.user, application_id)
    if request.method == "POST" and form.is_valid():
        try:
            accommodations.ask_for_accommodation(
                actor=request.user, application_id=application_id, at=clock.now(), **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error("need", str(conflict.sentence))
        else:
            messages.success(request, _("Your request is sent. Only the coordinator reads it."))
            return redirect("recruitment_accommodation", application_id)
    context = {"page": found, "form": form}
    return render(request, "recruitment/applicant/accommodation.html", context, status=_status(form))


@allow(OWN)
@require_POST
def take_back_accommodation(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Take the request back."""
    request_id = queries.own_accommodation_id(request.user, application_id)
    if request_id is not None:
        accommodations.take_back_accommodation(actor=request.user, request_id=request_id, at=clock.now())
        messages.success(request, _("Your request is taken back, and what it said is deleted."))
    return redirect("recruitment_accommodation", application_id)


@allow("recruitment.give_time")
def time_requests(request: HttpRequest) -> HttpResponse:
    """List who asked for more time."""
    context = {"rows": queries.time_requests(request.user, page_number(request))}
    return render(request, "recruitment/staff/time_requests.html", context)


@allow("recruitment.give_time")
def answer_time(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Give more time, or say no."""
    found = queries.time_request(request.user, request_id)
    data = request.POST if request.method == "POST" else None
    form = AnswerTimeForm(data, zone=timezone.get_current_timezone_name())
    if request.method == "POST" and form.is_valid() and _answer_time(request, request_id, form):
        return redirect("recruitment_time_requests")
    context = {"asked": found, "form": form}
    return render(request, "recruitment/staff/time_request.html", context, status=_status(form))


def _answer_time(request: HttpRequest, request_id: UUID, form: AnswerTimeForm) -> bool:
    """Carry the answer out; what can't be is said at the field."""
    moment, at = form.moment(), clock.now()
    if form.cleaned_data["choice"] == "refuse" or moment is None:
        answer = form.cleaned_data["answer"]
        more_time.refuse_time(actor=request.user, request_id=request_id, answer=answer, at=at)
        messages.success(request, _("Your answer is on its way."))
        return True
    try:
        more_time.give_time(actor=request.user, request_id=request_id, until=moment, at=at)
    except more_time.UnfitDeadline as conflict:
        form.add_error("until", str(conflict.sentence))
        return False
    messages.success(request, _("The new deadline holds, and a letter is on its way."))
    return True


@allow("recruitment.arrange_accommodation")
def accommodation_list(request: HttpRequest) -> HttpResponse:
    """List who asked the coordinator."""
    context = {"rows": queries.accommodations(request.user, page_number(request))}
    return render(request, "recruitment/staff/accommodations.html", context)


@allow("recruitment.arrange_accommodation")
def answer_accommodation(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Read what somebody needs, and answer."""
    found = queries.accommodation(request.user, request_id)
    accommodations.open_accommodation(actor=request.user, request=found, at=clock.now())
    data = request.POST if request.method == "POST" else None
    form = AnswerAccommodationForm(data, zone=timezone.get_current_timezone_name())
    if request.method == "POST" and form.is_valid() and _arrange(request, request_id, form):
        return redirect("recruitment_accommodations")
    context = {"asked": queries.accommodation_page(found), "form": form}
    return render(request, "recruitment/staff/accommodation.html", context, status=_status(form))


def _arrange(request: HttpRequest, request_id: UUID, form: AnswerAccommodationForm) -> bool:
    """Carry the answer out; what can't be is said at the field."""
    answer, at = form.cleaned_data["answer"], clock.now()
    if form.cleaned_data["choice"] == "no":
        accommodations.say_no_to_accommodation(actor=request.user, request_id=request_id, answer=answer, at=at)
    else:
        try:
            accommodations.arrange_accommodation(
                actor=request.user, request_id=request_id, answer=answer, until=form.moment(), at=at
            )
        except more_time.UnfitDeadline as conflict:
            form.add_error("until", str(conflict.sentence))
            return False
    messages.success(request, _("Your answer is on their page. The letter says only that there is one."))
    return True
