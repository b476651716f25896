"""Staff screens for the rules of a cohort: caps of regions, whom offices rank, and whom an office met."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.forms.rules import CapForm, MeetingsForm, OfficesRankForm
from cohorts.queries import caps as cap_queries
from cohorts.queries import met as met_queries
from cohorts.queries import seats as seat_queries
from cohorts.services import caps, cohorts, meetings
from cohorts.views._addresses import id_in
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


@allow("cohorts.match")
def cap_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """List the caps of regions, and set or change one."""
    page = cap_queries.cap_page(request.user, cohort_id)
    row = page.row_of(id_in(request.GET, "region"))
    initial = {"region": str(row.region_id), "most": row.most, "reason": row.reason} if row else {}
    form = CapForm(request.POST or None, regions=page.regions, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            caps.set_cap(actor=request.user, cohort_id=cohort_id, at=clock.now(), **form.values())
        except Conflict as conflict:
            form.add_error(getattr(conflict, "field", None), str(conflict.sentence))
        else:
            messages.success(request, _("Set. It counts from the next run on."))
            return redirect("cohorts_caps", cohort_id)
    context = {"page": page, "form": form, "row": row, "back": reverse("cohorts_seats", args=[cohort_id])}
    return render(request, "cohorts/staff/caps.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def cap_remove(request: HttpRequest, cohort_id: UUID, region_id: UUID) -> HttpResponse:
    """Ask, then take the cap of a region away."""
    row = cap_queries.cap_page(request.user, cohort_id).row_of(region_id)
    if row is None:
        return redirect("cohorts_caps", cohort_id)
    if request.method == "POST":
        caps.remove_cap(actor=request.user, cohort_id=cohort_id, region_id=region_id, at=clock.now())
        messages.success(request, _("Removed. The region takes as many as it has seats for."))
        return redirect("cohorts_caps", cohort_id)
    return render(request, "cohorts/staff/cap_remove.html", {"row": row, "cohort_id": cohort_id})


@allow("cohorts.match")
def offices_rank(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Say whom offices put on their lists."""
    cohort = seat_queries.one_cohort(request.user, cohort_id)
    form = OfficesRankForm(request.POST or None, initial={"offices_rank": cohort.offices_rank})
    if request.method == "POST" and form.is_valid():
        try:
            cohorts.set_offices_rank(actor=request.user, cohort_id=cohort_id, at=clock.now(), **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("offices_rank", str(conflict.sentence))
        else:
            messages.success(request, _("Saved. It counts from the next run on."))
            return redirect("cohorts_seats", cohort_id)
    context = {"form": form, "cohort_name": cohort.name, "back": reverse("cohorts_seats", args=[cohort_id])}
    return render(request, "cohorts/staff/offices_rank.html", context, status=422 if form.errors else 200)


@allow("cohorts.note_meetings")
def met(request: HttpRequest, cohort_id: UUID, office_id: UUID) -> HttpResponse:
    """Say whom an office met, in one go, and undo the last step."""
    at, page = clock.now(), met_queries.meeting_grid(request.user, cohort_id, office_id)
    undoing = request.method == "POST" and "undo" in request.POST
    data = request.POST if request.method == "POST" and not undoing else None
    form, error = MeetingsForm(data, people=page.people, met=page.met, today=at.date()), ""
    if undoing or form.is_valid():
        try:
            _note(request, page, form, at)
        except Conflict as conflict:
            error = str(conflict.sentence)
        else:
            return redirect("cohorts_met", cohort_id, office_id)
    context = {"page": page, "form": form, "error": error, "back": reverse("cohorts_seats", args=[cohort_id])}
    return render(request, "cohorts/staff/met.html", context, status=422 if error or form.errors else 200)


def _note(request: HttpRequest, page: met_queries.MeetingGrid, form: MeetingsForm, at: datetime) -> None:
    place = {"actor": request.user, "office_id": page.office_id, "cohort_id": page.cohort_id, "at": at}
    if "undo" in request.POST:
        count = meetings.undo_meetings(step=_moment(request.POST["undo"]), **place)
        words = ngettext("Undone for %(count)d person.", "Undone for %(count)d people.", count)
        messages.success(request, words % {"count": count})
        return
    kept = form.values()
    new, gone = meetings.set_meetings(**place, **kept)
    words = {"new": new, "gone": gone}
    messages.success(request, _("Saved: %(new)d noted, %(gone)d taken back.") % words)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
