"""Screens of host supervisors for their office, and of both sides for asking about a placement."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.hosting import AskForm, FeedbackForm, PromisesForm
from cohorts.queries import hosting as queries
from cohorts.rules.requests import AskKind, Impression
from cohorts.services import hosting, requests
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict

OFFICE, OWN = "cohorts.host_office", "cohorts.see_own_placement"


@allow(OFFICE)
def offices(request: HttpRequest) -> HttpResponse:
    """Lead to one's office, or let someone with several choose."""
    mine = queries.own_offices(request.user)
    if len(mine) == 1:
        return redirect("cohorts_host_office", mine[0][0])
    return render(request, "cohorts/my/host_offices.html", {"offices": mine})


@allow(OFFICE)
def office(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Show the office: seats, promises to confirm, finalists, advocates and their training."""
    at, page = clock.now(), queries.host_page(request.user, office_id, clock.now())
    form = PromisesForm(request.POST or None, rows=page.promises)
    if request.method == "POST" and page.cohort and form.is_valid():
        hosting.confirm_promises(
            actor=request.user, office_id=office_id, cohort_id=page.cohort.pk, at=at, **form.values()
        )
        messages.success(request, _("Confirmed. Thank you."))
        return redirect("cohorts_host_office", office_id)
    context = {"page": page, "form": form}
    return render(request, "cohorts/my/host_office.html", context, status=422 if form.errors else 200)


@allow(OFFICE)
def feedback(request: HttpRequest, office_id: UUID, fellow_id: UUID) -> HttpResponse:
    """Say how a meeting with a finalist went."""
    fellow, known = queries.one_finalist(request.user, office_id, fellow_id)
    initial = {"impression": known.impression, "words": known.words} if known else {}
    form = FeedbackForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        hosting.give_feedback(
            actor=request.user, office_id=office_id, fellow_id=fellow_id, at=clock.now(), words=kept["words"],
            impression=Impression(kept["impression"]),
        )  # fmt: skip
        messages.success(request, _("Kept for the program managers. You can change it."))
        return redirect("cohorts_host_office", office_id)
    context = {"form": form, "finalist": fellow.person.get_full_name(), "office_id": office_id}
    return render(request, "cohorts/my/host_feedback.html", context, status=422 if form.errors else 200)


@allow(OWN)
def ask(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    """Ask for a change, or say quietly that a placement may end; and read the answers."""
    placement = queries.own_placement(request.user, placement_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = form.cleaned_data
        try:
            requests.ask_for_change(
                actor=request.user, placement_id=placement_id, kind=AskKind(kept["kind"]), words=kept["words"],
                at=clock.now(),
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error("words", str(conflict.sentence))
        else:
            messages.success(request, _("Your program managers have it. The answer stands here."))
            return redirect("cohorts_ask", placement_id)
    context = {
        "form": form, "requests": queries.own_requests(request.user, placement),
        "about": placement.fellow.person.get_full_name(), "is_own": placement.fellow.person_id == request.user.pk,
    }  # fmt: skip
    return render(request, "cohorts/my/ask.html", context, status=422 if form.errors else 200)


@allow(OWN)
@require_POST
def take_back(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Take an own request back."""
    own = queries.own_request(request.user, request_id)
    kept = requests.withdraw_request(actor=request.user, request_id=own.pk, at=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("cohorts_ask", kept.placement_id)
