"""What a reader says of themselves, and what managers know of readers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from recruitment.forms.readers import ConflictForm, ManagersConflictForm, ReaderForm
from recruitment.models import ReviewerProfile
from recruitment.queries import readers as queries
from recruitment.services import assigning as assigning_services
from recruitment.services import readers as services

OWN = "recruitment.describe_reading"
KEEP = "recruitment.keep_readers"
UNPROCESSABLE = 422


def _reader_form(request: HttpRequest, profile: ReviewerProfile | None) -> ReaderForm:
    posted = request.POST if request.POST.get("part") == "reader" else None
    initial = {}
    if profile is not None:
        initial = {
            "languages": profile.languages,
            "region": str(profile.region_id or ""),
            "max_packets": profile.max_packets,
        }
    return ReaderForm(posted, initial=initial, regions=queries.region_choices())


def _conflict_form(request: HttpRequest, kind: type[ConflictForm]) -> ConflictForm:
    posted = request.POST if request.POST.get("part") == "conflict" else None
    return kind(posted, offices=queries.office_choices())


def _saved(request: HttpRequest, person_id: UUID, reader: ReaderForm, conflict: ConflictForm) -> bool:
    """Keep whichever of the two forms was posted and is right."""
    if reader.is_bound and reader.is_valid():
        services.describe_reader(actor=request.user, person_id=person_id, at=clock.now(), **reader.given)
    elif conflict.is_bound and conflict.is_valid():
        services.declare_conflict(actor=request.user, person_id=person_id, at=clock.now(), **_given(request, conflict))
    else:
        return False
    messages.success(request, _("Saved."))
    return True


def _given(request: HttpRequest, form: ConflictForm) -> dict[str, Any]:
    reference = form.cleaned_data.get("reference")
    found = queries.application_by_reference(request.user, reference) if reference else None
    return {**form.given, **({"application_id": found.pk, "value": ""} if found else {})}


def _status(*forms: Any) -> int:
    return UNPROCESSABLE if any(form.is_bound for form in forms) else 200


@allow(OWN)
def about_me(request: HttpRequest) -> HttpResponseBase:
    """Let a reader say what they read and what ties them to applicants."""
    reader = _reader_form(request, queries.own_profile(request.user))
    conflict = _conflict_form(request, ConflictForm)
    if _saved(request, request.user.pk, reader, conflict):
        return redirect("recruitment_about_me")
    context = {
        "reader": reader,
        "conflict": conflict,
        "forms": [reader, conflict],
        "conflicts": queries.own_conflicts(request.user),
    }
    return render(request, "recruitment/reviewer/about_me.html", context, status=_status(reader, conflict))


@allow(OWN)
@require_POST
def remove_own(request: HttpRequest, conflict_id: UUID) -> HttpResponseBase:
    """Forget something the reader declared."""
    queries.own_conflict(request.user, conflict_id)
    services.remove_conflict(actor=request.user, conflict_id=conflict_id, at=clock.now())
    messages.success(request, _("Removed."))
    return redirect("recruitment_about_me")


@allow(KEEP)
def reader_list(request: HttpRequest) -> HttpResponse:
    """List everybody who reads."""
    return render(
        request, "recruitment/selection/readers.html", {"lines": queries.reader_list(request.user, clock.now())}
    )


@allow(KEEP)
def reader(request: HttpRequest, reader_id: UUID) -> HttpResponseBase:
    """Show and change what is known of one reader."""
    page = queries.reader_page(request.user, reader_id, clock.now())
    form, conflict = _reader_form(request, page.profile), _conflict_form(request, ManagersConflictForm)
    reference = request.POST.get("reference", "").strip()
    if conflict.is_bound and reference and queries.application_by_reference(request.user, reference) is None:
        conflict.add_error("reference", _("There is no such application."))
    if _saved(request, reader_id, form, conflict):
        return redirect("recruitment_reader", reader_id)
    context = {"page": page, "reader": form, "conflict": conflict, "forms": [form, conflict]}
    return render(request, "recruitment/selection/reader.html", context, status=_status(form, conflict))


@allow(KEEP)
@require_POST
def remove(request: HttpRequest, reader_id: UUID, conflict_id: UUID) -> HttpResponseBase:
    """Forget a conflict of a reader."""
    queries.kept_conflict(request.user, reader_id, conflict_id)
    services.remove_conflict(actor=request.user, conflict_id=conflict_id, at=clock.now())
    messages.success(request, _("Removed."))
    return redirect("recruitment_reader", reader_id)


@allow(KEEP)
@require_POST
def take_back(request: HttpRequest, reader_id: UUID) -> HttpResponseBase:
    """Take back the packets a conflict bars by now, or those whose day is over."""
    page = queries.reader_page(request.user, reader_id, clock.now())
    is_late = request.POST.get("which") == "late"
    act = assigning_services.take_back_late if is_late else assigning_services.take_back_barred
    count = act(actor=request.user, reader_id=page.id, at=clock.now())
    said = ngettext("%(count)d packet is taken back.", "%(count)d packets are taken back.", count)
    messages.success(request, said % {"count": count})
    return redirect("recruitment_reader", reader_id)
