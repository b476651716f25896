"""Screens of fellows and advocates: the list of offices, the placement, and why."""

import zoneinfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.lists import NumbersForm
from cohorts.queries import meeting, rankings
from cohorts.services.rankings import save_fellow_list
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


@allow("cohorts.rank_offices")
def my_ranking(request: HttpRequest) -> HttpResponse:
    """Make the list of offices: by typing numbers or by buttons, saved at each step."""
    at, page = clock.now(), rankings.fellow_list(request.user)
    if page is None:
        return render(request, "cohorts/my/no_ranking.html")
    form = NumbersForm(request.POST or None, rows=page.open_rows, aside=page.never)
    if request.method == "POST" and form.is_valid():
        result = form.outcome()
        order = [office for group in result.groups for office in group]
        try:
            save_fellow_list(
                actor=request.user, fellow_id=page.fellow_id, order=order, never=result.set_aside, at=at,
                submit=result.submit,
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            if result.submit:
                messages.success(request, _("Your list is submitted. You can change it until lists close."))
            return redirect(reverse("cohorts_my_ranking") + (f"#row-{result.focus.hex}" if result.focus else ""))
    context = {"page": page, "form": form, "state": page.cohort.window.state(at)}
    return render(request, "cohorts/my/ranking.html", context, status=422 if form.errors else 200)


@allow("cohorts.see_own_placement")
def my_placement(request: HttpRequest) -> HttpResponse:
    """Show where an advocate works, with whom, and who sees what."""
    today = clock.now().astimezone(zoneinfo.ZoneInfo(request.user.time_zone)).date()
    page = meeting.own_placement(request.user, today)
    return render(request, "cohorts/my/placement.html", {"page": page, "fellow": rankings.own_fellow(request.user)})


@allow("cohorts.rank_offices")
def my_why(request: HttpRequest) -> HttpResponse:
    """Say, choice by choice, why a fellow is where they are."""
    return render(request, "cohorts/my/why.html", {"page": meeting.own_why(request.user)})
