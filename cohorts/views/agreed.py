"""Staff screens for what limits matching: conflicts of interest, and places agreed on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.agreed import LockForm, StaffConflictForm
from cohorts.queries import cohorts
from cohorts.queries import conflicts as queries
from cohorts.services import conflicts as services
from cohorts.services import locks
from cohorts.services.moves import unlock_fellow
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict
from fellowship.views.paging import page_number


@allow("cohorts.keep_conflicts")
def conflict_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """List the conflicts of a cohort, without their notes."""
    cohort = cohorts.find_cohort(cohort_id)
    if cohort is None:
        return redirect("cohorts_board")
    search = request.GET.get("q", "").strip()[:80]
    page = queries.conflict_page(request.user, cohort_id, search=search, page=page_number(request))
    return render(request, "cohorts/staff/conflicts.html", {"cohort": cohort, "page": page, "search": search})


@allow("cohorts.keep_conflicts")
def conflict_add(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Note a conflict."""
    form = StaffConflictForm(
        request.POST or None, choices=queries.office_choices(request.user, cohort_id),
        fellows=queries.fellow_choices(request.user, cohort_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            services.note_conflict(
                actor=request.user, cohort_id=cohort_id, fellow_id=form.fellow_id(), office_id=form.other_id(),
                kind=form.cleaned_data["kind"], note=form.cleaned_data["note"], at=clock.now(),
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error("other", str(conflict.sentence))
        else:
            messages.success(request, _("Noted. It counts from the next run on."))
            return redirect("cohorts_conflicts", cohort_id)
    context = {"form": form, "back": reverse("cohorts_conflicts", args=[cohort_id])}
    return render(request, "cohorts/staff/conflict_add.html", context, status=422 if form.errors else 200)


@allow("cohorts.keep_conflicts")
def conflict_edit(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Read a conflict with its note, and change it; the look is noted."""
    at, row = clock.now(), queries.one_conflict(request.user, conflict_id)
    kept = services.read_conflict(actor=request.user, conflict_id=conflict_id, at=at)
    form = StaffConflictForm(request.POST or None, initial={"kind": kept.kind, "note": kept.note})
    if request.method == "POST" and form.is_valid():
        services.change_conflict(
            actor=request.user, conflict_id=conflict_id, kind=form.cleaned_data["kind"],
            note=form.cleaned_data["note"], at=at,
        )  # fmt: skip
        messages.success(request, _("Changed. It counts from the next run on."))
        return redirect("cohorts_conflicts", row.cohort_id)
    context = {"form": form, "row": row, "back": reverse("cohorts_conflicts", args=[row.cohort_id])}
    return render(request, "cohorts/staff/conflict.html", context, status=422 if form.errors else 200)


@allow("cohorts.keep_conflicts")
def conflict_remove(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Ask, then take a conflict away."""
    row = queries.one_conflict(request.user, conflict_id)
    if request.method == "POST":
        services.remove_conflict(actor=request.user, conflict_id=conflict_id, at=clock.now())
        messages.success(request, _("Removed. The two may be placed together again."))
        return redirect("cohorts_conflicts", row.cohort_id)
    return render(request, "cohorts/staff/conflict_remove.html", {"row": row})


@allow("cohorts.match")
def lock_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """List the places agreed on, and note another."""
    rows = queries.lock_rows(request.user, cohort_id)
    form = LockForm(
        request.POST or None, fellows=queries.fellow_choices(request.user, cohort_id),
        offices=queries.office_choices(request.user, cohort_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            locks.agree_on_place(actor=request.user, cohort_id=cohort_id, at=clock.now(), **form.values())
        except Conflict as conflict:
            form.add_error("office", str(conflict.sentence))
        else:
            messages.success(request, _("Noted. The next run works around it."))
            return redirect("cohorts_locks", cohort_id)
    context = {"rows": rows, "form": form, "back": reverse("cohorts_seats", args=[cohort_id])}
    return render(request, "cohorts/staff/locks.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
def lock_remove(request: HttpRequest, cohort_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Ask, then let matching decide again about someone."""
    rows = queries.lock_rows(request.user, cohort_id)
    row = next((one for one in rows if one.fellow_id == fellow_id), None)
    if row is None:
        return redirect("cohorts_locks", cohort_id)
    if request.method == "POST":
        unlock_fellow(actor=request.user, fellow_id=fellow_id, at=clock.now())
        messages.success(request, _("Removed. Matching decides about them again."))
        return redirect("cohorts_locks", cohort_id)
    return render(request, "cohorts/staff/lock_remove.html", {"row": row})
