"""Import from a spreadsheet: send it, choose columns, look at what would happen, carry it out, undo it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from recruitment.forms.importing import ColumnsForm, SheetForm
from recruitment.queries import importing as queries
from recruitment.queries.pipeline import cycles_for_staff
from recruitment.services import importing as services
from recruitment.services.sheets import sheet_of

IMPORT = "recruitment.import_applications"
UNPROCESSABLE = 422


@allow(IMPORT)
def imports(request: HttpRequest) -> HttpResponseBase:
    """List one's imports and take another sheet."""
    cycles = [(str(cycle.pk), cycle.name) for cycle in cycles_for_staff()]
    posted = request.method == "POST"
    form = SheetForm(request.POST if posted else None, request.FILES if posted else None, cycles=cycles)
    if posted and form.is_valid():
        given = form.cleaned_data
        try:
            batch = services.upload_sheet(
                actor=request.user, cycle_id=UUID(given["cycle"]), upload=given["file"], at=clock.now()
            )
        except Conflict as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            return redirect("recruitment_import_columns", batch.pk)
    context = {"form": form, "imports": queries.imports_of(request.user), "cycles": cycles}
    return render(request, "recruitment/staff/imports.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow(IMPORT)
def columns(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Choose which column is what; checking reads every row and writes no application."""
    batch = queries.kept_import(request.user, batch_id)
    sheet, choices = sheet_of(batch), queries.mapping_choices(batch.cycle)
    data = request.POST if request.method == "POST" else None
    form = ColumnsForm(data, choices=choices, heads=sheet.heads, mapping=batch.mapping)
    if data is not None and form.is_valid():
        services.check_import(actor=request.user, batch_id=batch.pk, mapping=form.mapping, at=clock.now())
        return redirect("recruitment_import", batch.pk)
    context = {"form": form, "batch": batch, "sheet": sheet}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/staff/import_columns.html", context, status=status)


@allow(IMPORT)
@require_POST
def sheet(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Read another sheet of the workbook."""
    batch = queries.kept_import(request.user, batch_id)
    number = request.POST.get("sheet", "")
    chosen = int(number) if number.isdecimal() and len(number) < 4 else 0  # noqa: PLR2004  (hundreds of sheets)
    try:
        services.choose_sheet(actor=request.user, batch_id=batch.pk, sheet=chosen, at=clock.now())
    except Conflict as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("recruitment_import_columns", batch.pk)


@allow(IMPORT)
def one(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Show what would become of each row, or what became of it."""
    page = queries.import_page(request.user, batch_id, clock.now())
    return render(request, "recruitment/staff/import.html", {"page": page})


@allow(IMPORT)
@require_POST
def apply(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Have the worker make the applications."""
    batch = queries.kept_import(request.user, batch_id)
    try:
        job = services.start_import(actor=request.user, batch_id=batch.pk, at=clock.now())
    except services.NothingToImport as refusal:
        messages.warning(request, str(refusal.sentence))
        return redirect("recruitment_import", batch.pk)
    return redirect("job", job.pk)


@allow(IMPORT)
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponseBase:
    """Say what undoing means, then have the worker do it."""
    page = queries.import_page(request.user, batch_id, clock.now())
    if request.method == "POST":
        job = services.start_undo(actor=request.user, batch_id=page.batch.pk, at=clock.now())
        messages.success(request, _("The import is being taken back."))
        return redirect("job", job.pk)
    return render(request, "recruitment/staff/import_undo.html", {"page": page})
