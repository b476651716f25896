"""Copies of what was found, kept with a case, and the official papers that go along with notices."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from fellowship.services.files import FileRefused
from recruitment.forms.case_files import CaseFileForm, EnclosureForm
from recruitment.queries import case_enclosures as queries
from recruitment.queries.enclosures_to_do import without_address
from recruitment.services import case_enclosures as services
from recruitment.services.fair_chance import look_at_case

UNPROCESSABLE = 422


@allow("recruitment.work_case")
def files(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Show the files of a case, and keep one more."""
    page = queries.case_files(request.user, case_id)
    look_at_case(actor=request.user, case_id=case_id, at=clock.now())
    form = CaseFileForm(request.POST, request.FILES) if request.method == "POST" else CaseFileForm()
    if form.is_valid():
        kept = {"code": form.cleaned_data["code"], "upload": form.cleaned_data["file"]}
        try:
            services.add_case_file(actor=request.user, case_id=case_id, at=clock.now(), **kept)
        except Conflict as refusal:
            form.add_error("file" if isinstance(refusal, FileRefused) else None, str(refusal.sentence))
        else:
            messages.success(request, _("The file is kept with the case. Only you and the applicant can open it."))
            return redirect("recruitment_case_files", case_id)
    context = {"form": form, "page": page}
    return render(request, "recruitment/officer/files.html", context, status=UNPROCESSABLE if form.errors else 200)


@allow("recruitment.work_case")
@require_POST
def remove(request: HttpRequest, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Take a copy away that was kept by mistake."""
    queries.case_files(request.user, case_id)
    try:
        services.remove_case_file(actor=request.user, case_id=case_id, file_id=file_id, at=clock.now())
    except services.WentOut as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The file is gone. A notice that was written with it has to be written anew."))
    return redirect("recruitment_case_files", case_id)


@allow(queries.KEEP)
def official(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Show the official papers, and keep a new one."""
    today = clock.now().date()
    form = EnclosureForm(request.POST or None, request.FILES or None, today=today)
    if form.is_valid():
        kept = {name: form.cleaned_data[name] for name in ("code", "language", "source", "dated_on")}
        try:
            services.keep_enclosure(actor=request.user, upload=form.cleaned_data["file"], at=clock.now(), **kept)
        except FileRefused as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            messages.success(request, _("The paper is kept, and goes along with notices from now on."))
            return redirect("recruitment_enclosures")
    context = {"form": form, "lines": queries.official_lines(request.user), "agencies": without_address()}
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "recruitment/officer/enclosures.html", context, status=status)
