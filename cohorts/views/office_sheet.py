"""An office's list as a sheet: the empty one, what a filled one would make, using it and undoing it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.forms.sheets import SheetForm
from cohorts.queries import rankings
from cohorts.queries.list_imports import sheet_page
from cohorts.services import list_imports
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _page(request: HttpRequest, office_id: UUID) -> rankings.OfficeList:
    page = rankings.office_list(request.user, office_id)
    if page is None:
        raise Http404
    return page


@allow("cohorts.rank_fellows")
def sheet_template(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Give an empty sheet with the names filled in."""
    page = _page(request, office_id)
    content = list_imports.template_sheet(
        actor=request.user, office_id=office_id, cohort_id=page.cohort.id, at=clock.now()
    )
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": 'attachment; filename="list.xlsx"'}
    )


@allow("cohorts.rank_fellows")
def sheet_send(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Read a sheet; the list stays as it is."""
    at, page = clock.now(), _page(request, office_id)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = list_imports.send_sheet(
                actor=request.user, office_id=office_id, cohort_id=page.cohort.id, upload=form.cleaned_data["file"],
                at=at,
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error("file", str(conflict.sentence))
        else:
            return redirect("cohorts_list_sent", office_id, kept.pk)
    context = {"page": page, "form": form}
    return render(request, "cohorts/my/sheet_send.html", context, status=422 if form.errors else 200)


@allow("cohorts.rank_fellows")
def sheet(request: HttpRequest, office_id: UUID, import_id: UUID) -> HttpResponse:
    """Show what a sheet would make, use it, or undo it."""
    page, error = sheet_page(request.user, office_id, import_id), ""
    step = {"use": list_imports.use_sheet, "undo": list_imports.undo_sheet}.get(request.POST.get("do", ""))
    if request.method == "POST" and step is not None:
        try:
            step(actor=request.user, import_id=import_id, at=clock.now())
        except Conflict as conflict:
            error = str(conflict.sentence)
        else:
            used = step is list_imports.use_sheet
            messages.success(request, _("The sheet is your list now.") if used else _("Your earlier list is back."))
            return redirect("cohorts_office_ranking", office_id)
    context = {"page": page, "error": error}
    return render(request, "cohorts/my/sheet.html", context, status=422 if error else 200)
