"""Screens of fellows and advocates: the list of offices, the placement, and why."""

import zoneinfo
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.lists import NumbersForm, Outcome
from cohorts.forms.offers import AnswerSeatForm
from cohorts.queries import meeting, own_why, rankings, seat_offers
from cohorts.services import seat_offers as answering
from cohorts.services.rankings import save_fellow_list, undo_fellow_list
from fellowship import clock
from fellowship.access import allow
from fellowship.models import Person
from fellowship.rules.refusals import Conflict


@allow("cohorts.rank_offices")
def my_ranking(request: HttpRequest) -> HttpResponse:
    """Make the list of offices: by typing numbers, by buttons or by dragging, saved at each step."""
    at, page = clock.now(), rankings.fellow_list(request.user)
    if page is None:
        return render(request, "cohorts/my/no_ranking.html")
    form = NumbersForm(request.POST or None, rows=page.open_rows, aside=page.never)
    if request.method == "POST" and form.is_valid():
        result = form.outcome()
        try:
            _keep(request.user, page.fellow_id, result, at)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            if result.submit:
                messages.success(request, _("Your list is submitted. You can change it until lists close."))
            return redirect(reverse("cohorts_my_ranking") + (f"#row-{result.focus.hex}" if result.focus else ""))
    context = {"page": page, "form": form, "state": page.cohort.window.state(at)}
    return render(request, "cohorts/my/ranking.html", context, status=422 if form.errors else 200)


def _keep(person: Person, fellow_id: UUID, result: Outcome, at: datetime) -> None:
    if result.undo:
        undo_fellow_list(actor=person, fellow_id=fellow_id, at=at, version=result.version)
    else:
        save_fellow_list(
            actor=person, fellow_id=fellow_id, order=result.order, never=result.set_aside, at=at, submit=result.submit,
            version=result.version,
        )  # fmt: skip


@allow("cohorts.see_own_placement")
def my_placement(request: HttpRequest) -> HttpResponse:
    """Show where an advocate works, with whom, and who sees what."""
    today = clock.now().astimezone(zoneinfo.ZoneInfo(request.user.time_zone)).date()
    page = meeting.own_placement(request.user, today)
    return render(request, "cohorts/my/placement.html", {"page": page, "fellow": rankings.own_fellow(request.user)})


@allow("cohorts.rank_offices")
def my_why(request: HttpRequest) -> HttpResponse:
    """Say, choice by choice, why a fellow is where they are."""
    return render(request, "cohorts/my/why.html", {"page": own_why.own_why(request.user)})


@allow("cohorts.answer_seat_offer")
def my_seat_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Show the seat that is offered, and take a yes or a no."""
    at, page = clock.now(), seat_offers.own_offer(request.user, offer_id, clock.now())
    form = AnswerSeatForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answer = answering.accept_seat if form.says_yes else answering.decline_seat
        try:
            answer(actor=request.user, offer_id=offer_id, at=at)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            said = _("The seat is yours.") if form.says_yes else _("You said no. You keep waiting for another seat.")
            messages.success(request, said)
            return redirect("cohorts_my_placement" if form.says_yes else "home")
    context = {"page": page, "form": form}
    return render(request, "cohorts/my/seat_offer.html", context, status=422 if form.errors else 200)
