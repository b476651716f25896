"""Screens that say why: a plan's claims, each fellow and office, what would happen if, prices, and pictures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cohorts.forms.why import WhatIfForm
from cohorts.queries import own_why, pictures, tries, why
from fellowship.access import allow


@allow("cohorts.see_board")
def why_plan(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show who would rather be elsewhere, and the way to each fellow and office."""
    return render(request, "cohorts/staff/why_plan.html", {"page": why.hub(request.user, run_id=run_id)})


@allow("cohorts.see_board")
def why_fellow(request: HttpRequest, run_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Say choice by choice why a fellow is where the plan has them."""
    page = why.fellow_why(request.user, run_id=run_id, fellow_id=fellow_id)
    return render(request, "cohorts/staff/why_fellow.html", {"page": page})


@allow("cohorts.see_board")
def why_office(request: HttpRequest, run_id: UUID, office_id: UUID) -> HttpResponse:
    """Say seat by seat and name by name how an office's team came about."""
    page = why.office_why(request.user, run_id=run_id, office_id=office_id)
    return render(request, "cohorts/staff/why_office.html", {"page": page})


@allow("cohorts.match")
def what_if(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Try a placement: who would have to move, who gains and loses, what breaks. Nothing is saved."""
    page, seen = tries.try_page(request.user, run_id=run_id)
    asked = request.GET if "fellow" in request.GET and "office" in request.GET else None
    form = WhatIfForm(asked, fellows=page.fellows, offices=page.offices, initial=request.GET.dict())
    if asked is not None and form.is_valid():
        page = tries.tried(page, seen, **form.cleaned_data)
    return render(
        request, "cohorts/staff/why_what_if.html", {"page": page, "form": form},
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip


@allow("cohorts.match")
def price_list(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Show what each rule costs the fellows."""
    page = tries.price_page(request.user, run_id=run_id)
    return render(request, "cohorts/staff/why_prices.html", {"page": page})


@allow("cohorts.see_board")
def picture_page(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """Draw a plan: where first choices went, ranks achieved, seats by state."""
    page = pictures.pictures(request.user, run_id=run_id)
    return render(request, "cohorts/staff/pictures.html", {"page": page})


@allow("cohorts.rank_fellows")
def my_office_why(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Show a supervisor the office's own list and who is on the team; nobody else's list."""
    page = own_why.own_office_why(request.user, office_id)
    return render(request, "cohorts/my/office_why.html", {"page": page})
