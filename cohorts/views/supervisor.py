"""Screens of host supervisors: the office's list, and their advocates."""

import zoneinfo
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.lists import NumbersForm, Outcome, ReasonForm
from cohorts.queries import meeting, rankings
from cohorts.services.meetings import note_meeting
from cohorts.services.rankings import save_office_list, undo_office_list
from fellowship import clock
from fellowship.access import allow
from fellowship.models import Person
from fellowship.rules.refusals import Conflict


@allow("cohorts.rank_fellows")
def office_lists(request: HttpRequest) -> HttpResponse:
    """Lead to the list of one's office, or let someone with several choose."""
    offices = rankings.own_offices(request.user)
    if len(offices) == 1:
        return redirect("cohorts_office_ranking", offices[0][0])
    return render(request, "cohorts/my/office_lists.html", {"offices": offices})


@allow("cohorts.rank_fellows")
def office_ranking(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Make the office's list of fellows; equal numbers, or equal scores, are equally welcome."""
    at, page = clock.now(), rankings.office_list(request.user, office_id)
    if page is None:
        return render(request, "cohorts/my/no_office_ranking.html")
    scores = _scores(request, page)
    form = NumbersForm(
        request.POST or None, rows=page.open_rows, aside=page.refused, beside=page.unmet, ties=True, scores=scores
    )
    if request.method == "POST" and form.is_valid():
        result = form.outcome()
        try:
            _keep(request.user, page, result, at)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            if result.submit:
                messages.success(request, _("The list is submitted. You can change it until lists close."))
            anchor = f"#row-{result.focus.hex}" if result.focus else ""
            query = "?by=score" if form.by_score and not result.undo else ""
            return redirect(reverse("cohorts_office_ranking", args=[office_id]) + query + anchor)
    context = {"page": page, "form": form, "state": page.cohort.window.state(at)}
    return render(request, "cohorts/my/office_ranking.html", context, status=422 if form.errors else 200)


def _scores(request: HttpRequest, page: rankings.OfficeList) -> Mapping[UUID, int] | None:
    """The scores so far where the page asks for scores, or was left so; nothing where it asks for numbers."""
    by = request.POST.get("by") or request.GET.get("by")
    by_score = by == "score" if by in {"score", "number"} else bool(page.scores)
    return page.scores if by_score else None


def _keep(person: Person, page: rankings.OfficeList, result: Outcome, at: datetime) -> None:
    if result.undo:
        undo_office_list(
            actor=person, office_id=page.office_id, cohort_id=page.cohort.id, at=at, version=result.version
        )
    else:
        save_office_list(
            actor=person, office_id=page.office_id, cohort_id=page.cohort.id, groups=result.groups, at=at,
            refused=page.reasons(result.set_aside), submit=result.submit, scores=result.scores, version=result.version,
        )  # fmt: skip
    fellow_id = result.met or result.unmet
    if fellow_id is not None:
        note_meeting(
            actor=person, office_id=page.office_id, cohort_id=page.cohort.id, fellow_id=fellow_id, at=at,
            met=result.met is not None,
        )  # fmt: skip


@allow("cohorts.rank_fellows")
def office_refuse(request: HttpRequest, office_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Say that the office can't take someone, with a reason kept from them."""
    at, page = clock.now(), rankings.office_list(request.user, office_id)
    row = next((row for row in (page.open_rows if page else ()) if row.id == fellow_id), None)
    if page is not None and fellow_id in page.reasons():
        return redirect("cohorts_office_ranking", office_id)
    if page is None or row is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            save_office_list(
                actor=request.user, office_id=office_id, cohort_id=page.cohort.id, at=at,
                groups=page.groups_without(fellow_id),
                refused=page.reasons() | {fellow_id: form.cleaned_data["reason"]}, scores=page.scores,
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("We won't place %(name)s at your office.") % {"name": row.name})
            return redirect("cohorts_office_ranking", office_id)
    context = {"page": page, "row": row, "form": form}
    return render(request, "cohorts/my/office_refuse.html", context, status=422 if form.errors else 200)


@allow("cohorts.rank_fellows")
def my_advocates(request: HttpRequest) -> HttpResponse:
    """Show a supervisor their advocates."""
    today = clock.now().astimezone(zoneinfo.ZoneInfo(request.user.time_zone)).date()
    team = meeting.advocates_of_mine(request.user, today)
    return render(request, "cohorts/my/advocates.html", {"team": team, "today": today})
