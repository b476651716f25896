"""A person's own data: a copy of it, and its deletion; and the requests that staff have to look at."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from fellowship.rules.refusals import Conflict
from fellowship.views.paging import page_number
from recruitment.forms.requests import EraseForm, PutOffForm
from recruitment.queries import own_data as queries
from recruitment.queries import requests
from recruitment.services import own_data as services

OWN = "recruitment.own_application"
ERASE = "recruitment.settle_erasure"
UNPROCESSABLE = 422


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@allow(SIGNED_IN)
def own_data(request: HttpRequest) -> HttpResponse:
    """Show what one can have and what can be deleted."""
    context = {
        "applications": queries.own_applications(request.user),
        "request_open": queries.open_erasure(request.user),
    }
    return render(request, "recruitment/applicant/own_data.html", context)


@allow(SIGNED_IN)
@never_cache
def data_file(request: HttpRequest) -> HttpResponse:
    """Give everything as JSON."""
    content = services.data_file(actor=request.user, at=clock.now())
    return _download(content, "application/json; charset=utf-8", "own-data.json")


@allow(OWN)
@never_cache
def pdf(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Give one's application as PDF."""
    content = services.application_pdf(actor=request.user, application_id=application_id, at=clock.now())
    return _download(content, "application/pdf", "application.pdf")


@allow(SIGNED_IN)
@never_cache
def delete(request: HttpRequest) -> HttpResponseBase:
    """Delete one's data, after saying what goes, what stays and why."""
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        asked = services.ask_erasure(actor=request.user, at=clock.now())
        if asked.stage == "done":
            logout(request)
            return render(request, "recruitment/applicant/data_deleted.html")
        messages.success(request, _("Your request is with us. A person looks at it and writes to you."))
        return redirect("recruitment_own_data")
    context = {
        "form": form,
        "hindrances": queries.hindrances_for(request.user),
        "kept": queries.kept_of(request.user),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/applicant/delete_data.html", context, status=status)


@allow(ERASE)
def erasures(request: HttpRequest) -> HttpResponse:
    """List who asked to have their data deleted."""
    return render(
        request,
        "recruitment/staff/erasures.html",
        {"rows": requests.erasure_requests(request.user, page_number(request))},
    )


@allow(ERASE)
def erasure(request: HttpRequest, request_id: UUID) -> HttpResponseBase:
    """Delete somebody's data, or say why not yet."""
    found = requests.erasure_request(request.user, request_id)
    form, problem = PutOffForm(request.POST if "put_off" in request.POST else None), ""
    if request.method == "POST" and "put_off" not in request.POST:
        try:
            services.erase_on_request(actor=request.user, request_id=request_id, at=clock.now())
        except Conflict as conflict:
            problem = str(conflict.sentence)
        else:
            messages.success(request, _("The data is deleted."))
            return redirect("recruitment_erasures")
    elif request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        services.put_off_erasure(actor=request.user, request_id=request_id, answer=answer, at=clock.now())
        messages.success(request, _("The letter is on its way. The request stays open."))
        return redirect("recruitment_erasures")
    context = {"asked": found, "form": form, "problem": problem}
    status = UNPROCESSABLE if form.errors or problem else 200
    return render(request, "recruitment/staff/erasure.html", context, status=status)
