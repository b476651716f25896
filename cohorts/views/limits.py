"""What a fellow says beside the list: hard limits, a partner, a conflict of interest; and an office's conflicts."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.forms.limits import ConflictForm, LimitsForm, PartnerForm
from cohorts.models import Fellow
from cohorts.queries import limits as limit_queries
from cohorts.queries import partners as partner_queries
from cohorts.queries import rankings
from cohorts.services import conflicts, partners
from cohorts.services.limits import save_limits
from fellowship import clock
from fellowship.access import allow
from fellowship.rules.refusals import Conflict


def _own(request: HttpRequest) -> Fellow:
    fellow = rankings.own_fellow(request.user)
    if fellow is None:
        raise Http404
    return fellow


@allow("cohorts.rank_offices")
def my_limits(request: HttpRequest) -> HttpResponse:
    """Say what one can't do without: rules that nobody can set aside."""
    at, page = clock.now(), limit_queries.limits_page(_own(request))
    form = LimitsForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        try:
            save_limits(
                actor=request.user, fellow_id=page.fellow_id, limits=form.limits(),
                skills=form.cleaned_data["skills"], at=at,
            )  # fmt: skip
        except Conflict as conflict:
            form.add_error(None, str(conflict.sentence))
        else:
            messages.success(request, _("Your limits are saved."))
            return redirect("cohorts_my_ranking")
    return render(request, "cohorts/my/limits.html", {"form": form}, status=422 if form.errors else 200)


@allow("cohorts.rank_offices")
def my_partner(request: HttpRequest) -> HttpResponse:
    """Name a partner to live near, answer someone who named one, or take it back."""
    at, page = clock.now(), partner_queries.partner_page(_own(request))
    refused = False
    form = PartnerForm(request.POST if request.POST.get("do", "name") == "name" and request.POST else None)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        verb, _colon, wish = request.POST.get("do", "name").partition(":")
        try:
            _partner_step(request, page.fellow_id, verb, wish, form)
        except Conflict as conflict:
            refused = True
            if verb == "name":
                form.add_error("email", str(conflict.sentence))
            else:
                messages.error(request, str(conflict.sentence))
        else:
            return redirect("cohorts_my_partner")
    context = {"page": page, "form": form, "at": at}
    return render(request, "cohorts/my/partner.html", context, status=422 if refused or form.errors else 200)


def _partner_step(request: HttpRequest, fellow_id: UUID, verb: str, wish: str, form: PartnerForm) -> None:
    at, me = clock.now(), request.user
    if verb == "name":
        partners.name_partner(actor=me, fellow_id=fellow_id, email=form.cleaned_data["email"], at=at)
        messages.success(request, _("Kept. If this is a fellow’s address, they find your wish on their page."))
    elif verb == "back":
        partners.part_ways(actor=me, fellow_id=fellow_id, at=at)
        messages.success(request, _("Taken back."))
    elif verb in {"yes", "no"}:
        try:
            wish_id = UUID(wish)
        except ValueError:
            raise partners.WishGone from None
        partners.answer_partner(actor=me, fellow_id=fellow_id, wish_id=wish_id, yes=verb == "yes", at=at)
        messages.success(request, _("Your answer is kept."))


@allow("cohorts.rank_offices")
def my_conflict(request: HttpRequest) -> HttpResponse:
    """Tell staff of a conflict of interest with an office."""
    fellow = _own(request)
    offices = [(row.id, f"{row.name}, {row.place}") for row in rankings.offices_on_offer(fellow.cohort)]
    form = ConflictForm(request.POST or None, choices=offices)
    if request.method == "POST" and form.is_valid():
        conflicts.tell_as_fellow(
            actor=request.user, fellow_id=fellow.pk, office_id=form.other_id(), at=clock.now(),
            kind=form.cleaned_data["kind"], note=form.cleaned_data["note"],
        )  # fmt: skip
        messages.success(request, _("Staff know of it, and you are not placed there. The office is not told."))
        return redirect("cohorts_my_ranking")
    context = {"form": form, "back": reverse("cohorts_my_ranking"), "who": "fellow"}
    return render(request, "cohorts/my/conflict.html", context, status=422 if form.errors else 200)


@allow("cohorts.rank_fellows")
def office_conflict(request: HttpRequest, office_id: UUID) -> HttpResponse:
    """Tell staff of a conflict of interest with a fellow."""
    page = rankings.office_list(request.user, office_id)
    if page is None:
        raise Http404
    people = [(row.id, row.name) for row in page.everyone]
    form = ConflictForm(request.POST or None, choices=people, label=_("Person"))
    if request.method == "POST" and form.is_valid():
        conflicts.tell_as_office(
            actor=request.user, office_id=office_id, cohort_id=page.cohort.id, fellow_id=form.other_id(),
            at=clock.now(), kind=form.cleaned_data["kind"], note=form.cleaned_data["note"],
        )  # fmt: skip
        messages.success(request, _("Staff know of it, and the two of you are not matched. The fellow is not told."))
        return redirect("cohorts_office_ranking", office_id)
    context = {"form": form, "back": reverse("cohorts_office_ranking", args=[office_id]), "who": "office"}
    return render(request, "cohorts/my/conflict.html", context, status=422 if form.errors else 200)
