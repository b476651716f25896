"""Seats, kept by program managers."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cohorts.forms.seats import SeatForm, TermsForm, initial_of, initial_terms
from cohorts.queries import cohorts, office_word
from cohorts.queries import seats as queries
from cohorts.queries.caps import cap_rows
from cohorts.services import hosting
from cohorts.services import seats as services
from fellowship import clock
from fellowship.access import allow, can
from fellowship.rules.refusals import Conflict


@allow("cohorts.keep_seats")
def seat_list(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """List the seats of a cohort by office."""
    cohort = cohorts.find_cohort(cohort_id)
    if cohort is None:
        return redirect("cohorts_board")
    offices = queries.seats_by_office(request.user, cohort.id)
    context = {
        "cohort": cohort, "offices": offices, "caps": cap_rows(cohort.id),
        "may_match": can(request.user, "cohorts.match"),
    }  # fmt: skip
    return render(request, "cohorts/staff/seats.html", context)


@allow("cohorts.keep_seats")
def seat_add(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Add a seat."""
    at, cohort = clock.now(), cohorts.find_cohort(cohort_id)
    if cohort is None:
        return redirect("cohorts_board")
    form = SeatForm(
        request.POST or None, offices=queries.office_choices(request.user),
        supervisors=queries.supervisor_choices(request.user, at.date()), span=(cohort.starts_on, cohort.ends_on),
        initial={"starts_on": cohort.starts_on, "office": request.GET.get("office", ""), "is_open": True},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            services.add_seat(actor=request.user, cohort_id=cohort.id, values=form.values(), at=at)
        except Conflict as conflict:
            form.add_error("label", str(conflict.sentence))
        else:
            messages.success(request, _("The seat is added."))
            return redirect("cohorts_seats", cohort.id)
    context = {"form": form, "cohort": cohort, "back": reverse("cohorts_seats", args=[cohort.id])}
    return render(request, "cohorts/staff/seat.html", context, status=422 if form.errors else 200)


@allow("cohorts.keep_seats")
def seat_edit(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Change a seat."""
    at, seat = clock.now(), queries.one_seat(request.user, seat_id)
    form = SeatForm(
        request.POST or None, offices=queries.office_choices(request.user),
        supervisors=queries.supervisor_choices(request.user, at.date()), initial=initial_of(seat),
        span=(seat.cohort.starts_on, seat.cohort.ends_on),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            services.change_seat(actor=request.user, seat_id=seat_id, values=form.values(), at=at)
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("The seat is changed."))
            return redirect("cohorts_seats", seat.cohort_id)
    context = {"form": form, "seat": seat, "back": reverse("cohorts_seats", args=[seat.cohort_id])}
    return render(request, "cohorts/staff/seat.html", context, status=422 if form.errors else 200)


@allow("cohorts.match")
@require_POST
def seats_from_openings(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Add the seats the openings promise."""
    cohort = queries.one_cohort(request.user, cohort_id)
    count = services.seats_from_openings(actor=request.user, cohort_id=cohort.pk, at=clock.now())
    words = ngettext("%(count)d seat is added.", "%(count)d seats are added.", count) % {"count": count}
    messages.success(request, words)
    return redirect("cohorts_seats", cohort_id)


@allow("cohorts.see_board")
def team(request: HttpRequest, cohort_id: UUID, office_id: UUID) -> HttpResponse:
    """Change what an office asks of its team, and what living there takes."""
    if cohorts.find_cohort(cohort_id) is None:
        return redirect("cohorts_board")
    office = queries.one_office(request.user, office_id)
    form = TermsForm(request.POST or None, initial=initial_terms(queries.terms_of(cohort_id, office_id)))
    if request.method == "POST" and form.is_valid():
        services.set_terms(
            actor=request.user, cohort_id=cohort_id, office_id=office_id, values=form.cleaned_data, at=clock.now()
        )
        messages.success(request, _("Saved. It counts from the next run on."))
        return redirect("cohorts_seats", cohort_id)
    context = {"form": form, "office": office.name, "back": reverse("cohorts_seats", args=[cohort_id])}
    return render(request, "cohorts/staff/team.html", context, status=422 if form.errors else 200)


@allow("cohorts.see_board")
def office_said(request: HttpRequest, cohort_id: UUID, office_id: UUID) -> HttpResponse:
    """Show what an office promised, signed by whom, and what it said after meeting finalists."""
    office = queries.one_office(request.user, office_id)
    context = {
        "office": office.name, "promises": office_word.promises_of(cohort_id, [office.pk])[office.pk],
        "said": hosting.read_feedback(
            actor=request.user, office_id=office.pk, cohort_id=cohort_id, at=clock.now()
        ),
        "back": reverse("cohorts_seats", args=[cohort_id]),
    }  # fmt: skip
    return render(request, "cohorts/staff/office_said.html", context)
