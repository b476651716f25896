"""What managers do to applications, always over a check page, and the spreadsheet."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.deciding import PendForm
from recruitment.forms.labels import LabelForm, UnlabelForm
from recruitment.forms.pipeline import DeclineForm, ExportForm, NoteForm, OwnerForm
from recruitment.queries import labels as label_queries
from recruitment.queries import pipeline
from recruitment.queries.dossier import managed_application
from recruitment.queries.people import manager_choices
from recruitment.rules.decisions import PendingAction
from recruitment.rules.spreadsheets import Column
from recruitment.services import exports, labels, undoing
from recruitment.services import pipeline as moves
from recruitment.services.pending import note_decisions
from recruitment.views.staff import filters_of
from recruitment.views.writing import letter

DECIDE = "recruitment.decide"
Act = Callable[[HttpRequest, list[UUID], Form], moves.Moved]


def _uuids(values: list[str]) -> list[UUID]:
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def _start(request: HttpRequest, ids: list[UUID], _form: Form) -> moves.Moved:
    return moves.start_reviews(actor=request.user, application_ids=ids, at=clock.now())


def _decline(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    given = form.cleaned_data
    return moves.decline_applications(
        actor=request.user, application_ids=ids, category=given["category"], note=given["note"], at=clock.now()
    )


def _own(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    owner = form.cleaned_data["owner"]
    return moves.assign_owner(
        actor=request.user, application_ids=ids, owner_id=UUID(owner) if owner else None, at=clock.now()
    )


def _label(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    name = form.cleaned_data["name"]
    return labels.add_label(actor=request.user, application_ids=ids, name=name, at=clock.now())


def _unlabel(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    label_id = UUID(form.cleaned_data["label"])
    return labels.remove_label(actor=request.user, application_ids=ids, label_id=label_id, at=clock.now())


def _pend(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    return note_decisions(actor=request.user, application_ids=ids, at=clock.now(), **form.cleaned_data)


def _reopen(request: HttpRequest, ids: list[UUID], form: Form) -> moves.Moved:
    return moves.reopen_applications(
        actor=request.user, application_ids=ids, note=form.cleaned_data["note"], at=clock.now()
    )


ACTS: dict[str, Act] = {
    "start_review": _start, "decline": _decline, "owner": _own, "pend": _pend, "reopen": _reopen,
    "label": _label, "unlabel": _unlabel,
}  # fmt: skip
TEMPLATES = {
    "pend": "recruitment/deciding/bulk.html", "reopen": "recruitment/staff/bulk_reopen.html",
    "label": "recruitment/staff/bulk_label.html", "unlabel": "recruitment/staff/bulk_label.html",
}  # fmt: skip
ELSEWHERE = ("readers", "letter")


def _form(act: str, data: Any, ids: list[UUID]) -> Form:
    if act == "label":
        return LabelForm(data, names=label_queries.names_for(ids))
    if act == "unlabel":
        return UnlabelForm(data, labels=label_queries.labels_of_any(ids))
    if act == "decline":
        return DeclineForm(data)
    if act == "reopen":
        return NoteForm(data)
    if act == "pend":
        return PendForm(data, actions=tuple(PendingAction))
    return OwnerForm(data, owners=manager_choices(clock.now())) if act == "owner" else Form(data)


def _tell(request: HttpRequest, moved: moves.Moved) -> None:
    done = ngettext("Done for %(count)d application.", "Done for %(count)d applications.", moved.count)
    undo = ""
    if moved.undo_id is not None:
        undo = f"undo:{reverse('recruitment_undo_change', args=[moved.undo_id])}?{request.GET.urlencode()}"
    messages.success(request, done % {"count": moved.count}, extra_tags=undo)
    if moved.skipped:
        listed = ", ".join(moved.skipped[:20])
        messages.warning(
            request, _("Left as they are, because their stage does not allow it: %(list)s") % {"list": listed}
        )


@allow(DECIDE)
@require_POST
def bulk(request: HttpRequest) -> HttpResponseBase:
    """Show what would happen to the chosen applications, then do it."""
    act, ids = request.POST.get("act", ""), _uuids(request.POST.getlist("pick"))
    back = f"{request.path.removesuffix('bulk/')}?{request.GET.urlencode()}"
    if act not in {*ACTS, *ELSEWHERE} or not ids:
        messages.warning(request, _("Choose at least one application first."))
        return redirect(back)
    if act == "readers":
        return redirect(f"{reverse('recruitment_assign')}?{urlencode({'application': ids}, doseq=True)}")
    if act == "letter":
        return letter(request, ids, back)
    confirmed = "confirm" in request.POST
    form = _form(act, request.POST if confirmed else None, ids)
    if confirmed and form.is_valid():
        _tell(request, ACTS[act](request, ids, form))
        return redirect(back)
    rows = pipeline.picked(request.user, ids, clock.now())
    context = {"act": act, "rows": rows, "form": form, "back_url": back}
    template = TEMPLATES.get(act, "recruitment/staff/bulk.html")
    return render(request, template, context, status=422 if confirmed else 200)


@allow("recruitment.undo_change")
@require_POST
def undo(request: HttpRequest, change_id: UUID) -> HttpResponseBase:
    """Take a change of several applications back, right from the notice that told of it."""
    change = label_queries.one_change(change_id)
    moved = undoing.undo_change(actor=request.user, change_id=change.pk, at=clock.now())
    done = ngettext("Undone for %(count)d application.", "Undone for %(count)d applications.", moved.count)
    messages.success(request, done % {"count": moved.count})
    if moved.skipped:
        listed = ", ".join(moved.skipped[:20])
        messages.warning(request, _("Changed again since, and left as they are: %(list)s") % {"list": listed})
    return redirect(f"{reverse('recruitment_pipeline')}?{request.GET.urlencode()}")


def _one(request: HttpRequest, application_id: UUID, act: str) -> HttpResponseBase:
    """The same for one application."""
    found = managed_application(request.user, application_id)
    form = _form(act, request.POST if request.method == "POST" else None, [found.pk])
    if request.method == "POST" and form.is_valid():
        _tell(request, ACTS[act](request, [found.pk], form))
        return redirect("recruitment_application", found.pk)
    context = {"act": act, "rows": pipeline.picked(request.user, [found.pk], clock.now()), "form": form, "one": found}
    return render(request, "recruitment/staff/bulk.html", context, status=422 if form.errors else 200)


@allow(DECIDE)
def start_review(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Let the review of one application begin."""
    return _one(request, application_id, "start_review")


@allow(DECIDE)
def decline(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Close one application with a held letter."""
    return _one(request, application_id, "decline")


@allow(DECIDE)
def owner(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Give one application an owner."""
    return _one(request, application_id, "owner")


@allow(DECIDE)
def reopen(request: HttpRequest, application_id: UUID) -> HttpResponseBase:
    """Open a declined application again; its unsent letter is cancelled."""
    found = managed_application(request.user, application_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        moves.reopen_application(actor=request.user, application_id=found.pk, reason=note, at=clock.now())
        messages.success(request, _("The application is open again. Its unsent letter was cancelled."))
        return redirect("recruitment_application", found.pk)
    context = {"found": found, "form": form}
    return render(request, "recruitment/staff/reopen.html", context, status=422 if form.errors else 200)


@allow("recruitment.see_pipeline")
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask for the columns, have the worker write the filtered list as a spreadsheet, and show how far it is."""
    slug, posted = request.GET.get("cycle", ""), request.method == "POST"
    form = ExportForm(request.POST if posted else None, initial={"columns": [str(name) for name in exports.USUAL]})
    if posted and form.is_valid():
        columns = [Column(name) for name in form.cleaned_data["columns"]]
        wanted = filters_of(request, slug).wanted()
        job = exports.start_export(actor=request.user, cycle_slug=slug, wanted=wanted, columns=columns, at=clock.now())
        return redirect("job", job.pk)
    back = f"{reverse('recruitment_pipeline')}?{request.GET.urlencode()}"
    context = {"form": form, "back_url": back}
    return render(request, "recruitment/staff/export.html", context, status=422 if form.errors else 200)
