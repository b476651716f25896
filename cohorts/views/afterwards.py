"""Placements after day one: the list, one placement, and every change with its check page."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.changes import FORMS, PlacementFilter, ReturnForm
from cohorts.forms.hosting import AnswerForm
from cohorts.queries import placement_list, placement_page
from cohorts.queries.change_words import kind_label
from cohorts.services import changes, placement_sheet, requests, transfers
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict

REACH = "cohorts.change_placements"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SERVICES: dict[str, Any] = {
    "extend": changes.extend_placement,
    "leave": changes.plan_leave,
    "transfer": transfers.plan_transfer,
    "end": changes.end_early,
    "supervisor": changes.change_supervisor,
}


def _today() -> date:
    return clock.now().date()


def _asked(request: HttpRequest) -> tuple[PlacementFilter, dict[str, str]]:
    """The filter form and what it asks for; nothing where it can't be read."""
    form = PlacementFilter(
        request.GET, offices=placement_list.office_choices(request.user), stages=placement_list.stage_choices()
    )
    return form, (form.cleaned_data if form.is_valid() else {})


@allow(REACH)
def placement_rows(request: HttpRequest) -> HttpResponse:
    """List the placements within reach, and what waits for an answer."""
    form, asked = _asked(request)
    context = {
        "filters": form, "query": request.GET.urlencode(), "office_id": asked.get("office"),
        "page": placement_list.one_page(request.user, _today(), asked, request.GET.get("page")),
        "requests": placement_page.request_rows(placement_list.open_requests(request.user)),
    }  # fmt: skip
    return render(request, "cohorts/staff/placements.html", context)


@allow(REACH)
def placement_export(request: HttpRequest) -> HttpResponse:
    """Hand out the placements that match as a spreadsheet."""
    _form, asked = _asked(request)
    content = placement_sheet.export_placements(actor=request.user, on=_today(), asked=asked, at=clock.now())
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="placements.xlsx"'}
    )


@allow(REACH)
def placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Show one placement: facts, what can be done, requests, changes and history."""
    page = placement_page.placement_page(request.user, placement_id, _today())
    return render(request, "cohorts/staff/placement.html", {"page": page})


@allow(REACH)
def change(request: HttpRequest, placement_id: UUID, kind: str) -> HttpResponse:
    """Ask for a change, show what follows from it, and plan it once that was confirmed."""
    if kind not in FORMS:
        raise Http404
    one = placement_page.one_placement(request.user, placement_id)
    choices = placement_page.choices_for(kind, request.user, one, _today())
    form = FORMS[kind](request.POST or None, choices=choices)
    follows: list[str] = []
    if request.method == "POST" and form.is_valid():
        follows = placement_page.consequences(kind, one, form.cleaned_data)
        if "confirm" in request.POST and _plan(request, kind, placement_id, form):
            messages.success(request, _("Planned. Everybody who must know gets one letter."))
            return redirect("cohorts_placement", placement_id)
    context = {
        "form": form, "title": kind_label(kind), "row": placement_list.row_of(one),
        "follows": follows if form.is_valid() and not form.errors else [], "posted": _posted(request),
        "back": reverse("cohorts_placement", args=[placement_id]), "is_empty": choices == [] and form.choice_field,
    }  # fmt: skip
    return render(request, "cohorts/staff/change.html", context, status=422 if form.errors else 200)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, to be carried over the check page."""
    return [(key, value) for key, value in request.POST.items() if key not in {"csrfmiddlewaretoken", "confirm"}]


def _plan(request: HttpRequest, kind: str, placement_id: UUID, form: forms.Form) -> bool:
    """Call the service of a kind; what it says no to stands at its field."""
    try:
        SERVICES[kind](actor=request.user, placement_id=placement_id, at=clock.now(), **form.cleaned_data)
    except Conflict as conflict:
        field = getattr(conflict, "field", "")
        form.add_error(field if field in form.fields else None, str(conflict.sentence))
        return False
    return True


@allow(REACH)
def call_off(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Ask once more, then call a planned change off."""
    one = placement_page.one_change(request.user, change_id)
    if request.method == "POST":
        changes.call_off_change(actor=request.user, change_id=change_id, at=clock.now())
        messages.success(request, _("Called off. Everything is as it was."))
        return redirect("cohorts_placement", one.placement_id)
    context = {"back": reverse("cohorts_placement", args=[one.placement_id]), "label": kind_label(one.kind)}
    return render(request, "cohorts/staff/call_off.html", context)


@allow(REACH)
def return_early(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Let a leave end earlier."""
    one = placement_page.one_change(request.user, change_id)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changes.return_early(actor=request.user, change_id=change_id, at=clock.now(), **form.cleaned_data)
        except Conflict as conflict:
            form.add_error("back_on" if isinstance(conflict, changes.BadDay) else None, str(conflict.sentence))
        else:
            messages.success(request, _("The leave ends earlier. Everybody who must know gets one letter."))
            return redirect("cohorts_placement", one.placement_id)
    context = {"form": form, "back": reverse("cohorts_placement", args=[one.placement_id])}
    return render(request, "cohorts/staff/return_early.html", context, status=422 if form.errors else 200)


@allow(REACH)
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer a request about a placement."""
    one = placement_page.one_request(request.user, request_id)
    if not one.is_open:
        messages.info(request, _("This request was answered or taken back in the meantime."))
        return redirect("cohorts_placement", one.placement_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        requests.answer_request(actor=request.user, request_id=request_id, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Answered. Whoever asked gets a letter that says where to read it."))
        return redirect("cohorts_placement", one.placement_id)
    context = {"form": form, "one": one, "back": reverse("cohorts_placement", args=[one.placement_id])}
    return render(request, "cohorts/staff/answer.html", context, status=422 if form.errors else 200)
