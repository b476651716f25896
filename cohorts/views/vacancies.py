"""Seats that are free: who waits for each, offering one, taking an offer back, and placing somebody who agreed."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.offers import PlaceForm, SeatOfferForm
from cohorts.queries import seat_lines
from cohorts.services import backfilling, hosting, seat_offers
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict

KEEP = "cohorts.keep_seats"


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _first_day(seat: seat_lines.Vacancy, fellow_id: UUID) -> dict[str, date]:
    return {"starts_on": seat_lines.first_day_for(seat, fellow_id, clock.now())}


@allow(KEEP)
def vacancies(request: HttpRequest) -> HttpResponse:
    """List the open seats of running cohorts with who waits for each, and what became of asking."""
    return render(request, "cohorts/staff/vacancies.html", {"rows": seat_lines.vacancies(request.user)})


@allow(KEEP)
def offer(request: HttpRequest, seat_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Offer a seat to somebody who waits; whoever sits there already is shown."""
    placed = seat_lines.placed_there(request.user, seat_id, fellow_id)
    if placed is not None:
        return redirect("cohorts_placement", placed)
    seat, one = seat_lines.one_in_line(request.user, seat_id, fellow_id)
    form = SeatOfferForm(_typed(request), initial=_first_day(seat, fellow_id))
    if request.method == "POST" and form.is_valid():
        try:
            seat_offers.offer_seat(
                actor=request.user, seat_id=seat_id, fellow_id=fellow_id, at=clock.now(), **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error(getattr(conflict, "field", None) or None, str(conflict.sentence))
        else:
            messages.success(request, _("Offered. The letter is on its way, and the seat is kept until the answer."))
            return redirect("cohorts_vacancies")
    said = hosting.read_feedback(actor=request.user, fellow_id=fellow_id, at=clock.now())
    context = {"form": form, "seat": seat, "one": one, "said": said, "back": reverse("cohorts_vacancies")}
    return render(request, "cohorts/staff/seat_offer.html", context, status=422 if form.errors else 200)


@allow(KEEP)
@require_POST
def offer_next(request: HttpRequest, seat_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Offer a seat to the next in line as it was offered before."""
    seat_lines.one_in_line(request.user, seat_id, fellow_id)
    try:
        seat_offers.offer_to_next(actor=request.user, seat_id=seat_id, fellow_id=fellow_id, at=clock.now())
    except Conflict as conflict:
        messages.error(request, str(conflict.sentence))
    else:
        messages.success(request, _("Offered. The letter is on its way, and the seat is kept until the answer."))
    return redirect("cohorts_vacancies")


@allow(KEEP)
def take_back(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Ask once more, then take back an offer that nobody answered."""
    one = seat_lines.one_offer(request.user, offer_id)
    if request.method == "POST":
        seat_offers.take_back_offer(actor=request.user, offer_id=offer_id, at=clock.now())
        messages.success(request, _("Taken back. The seat can be offered to somebody else."))
        return redirect("cohorts_vacancies")
    if not seat_lines.is_open(one):
        return redirect("cohorts_vacancies")
    context = {"one": one, "who": one.fellow.person.get_full_name(), "back": reverse("cohorts_vacancies")}
    return render(request, "cohorts/staff/seat_offer_take_back.html", context)


@allow(KEEP)
def backfill(request: HttpRequest, seat_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Place somebody who waits and agreed already in an open seat, with how they agreed; a second time shows it."""
    done = seat_lines.placed_there(request.user, seat_id, fellow_id)
    if done is not None:
        return redirect("cohorts_placement", done)
    seat, one = seat_lines.one_in_line(request.user, seat_id, fellow_id)
    form = PlaceForm(_typed(request), initial=_first_day(seat, fellow_id))
    if request.method == "POST" and form.is_valid():
        try:
            placed = backfilling.place_waiting(
                actor=request.user, seat_id=seat_id, fellow_id=fellow_id, at=clock.now(), **form.cleaned_data
            )
        except Conflict as conflict:
            form.add_error(getattr(conflict, "field", None) or None, str(conflict.sentence))
        else:
            messages.success(request, _("Placed. The letters are on their way."))
            return redirect("cohorts_placement", placed.pk)
    context = {"form": form, "seat": seat, "one": one, "back": reverse("cohorts_vacancies")}
    return render(request, "cohorts/staff/backfill.html", context, status=422 if form.errors else 200)
