"""The fair-chance step: the applicant's page, and the officers' queue and cases."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import SIGNED_IN, allow
from recruitment.forms.fair_chance import NotesForm
from recruitment.forms.offers import SignatureForm
from recruitment.queries import fair_chance as queries
from recruitment.queries.case_desk import desk
from recruitment.queries.case_list import queue
from recruitment.services import fair_chance as services
from recruitment.views.case_own import show

UNPROCESSABLE = 422
OPEN = "recruitment.open_case"
WORK = "recruitment.work_case"


@allow(SIGNED_IN)
def own_case(request: HttpRequest) -> HttpResponseBase:
    """Say what is looked at, what may not be, and what happens when; take the authorization."""
    case = queries.own_case(request.user)
    form = SignatureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and case is not None and form.is_valid():
        services.authorize_check(
            actor=request.user,
            case_id=case.id,
            address=request.META.get("REMOTE_ADDR"),
            at=clock.now(),
            **form.cleaned_data,
        )
        messages.success(request, _("You agreed to the check. You can see here how far it is."))
        return redirect("recruitment_fair_chance")
    return show(request, form=form)


@allow(OPEN)
def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases nobody has taken and one's own."""
    return render(request, "recruitment/officer/cases.html", {"lines": queue(request.user, clock.now())})


@allow(OPEN)
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case; opening it is noted."""
    at = clock.now()
    page = queries.case_page(request.user, case_id, at)
    services.look_at_case(actor=request.user, case_id=case_id, at=at)
    context = {
        "page": page,
        "form": NotesForm(initial={"notes": page.notes}),
        "desk": desk(request.user, case_id, at) if page.is_mine else None,
    }
    return render(request, "recruitment/officer/case.html", context)


@allow(OPEN)
@require_POST
def take(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Become the officer of a case."""
    queries.case_page(request.user, case_id, clock.now())
    services.take_case(actor=request.user, case_id=case_id, at=clock.now())
    messages.success(request, _("You have taken this case."))
    return redirect("recruitment_case", case_id)


@allow(WORK)
@require_POST
def notes(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Keep the officer's notes."""
    at = clock.now()
    page = queries.case_page(request.user, case_id, at)
    form = NotesForm(request.POST)
    if form.is_valid():
        services.keep_notes(actor=request.user, case_id=case_id, at=at, **form.cleaned_data)
        messages.success(request, _("Your notes are saved."))
        return redirect("recruitment_case", case_id)
    context = {"page": page, "form": form, "desk": desk(request.user, case_id, at)}
    return render(request, "recruitment/officer/case.html", context, status=UNPROCESSABLE)


@allow(WORK)
@require_POST
def report(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Write down whether the report holds anything to review."""
    queries.case_page(request.user, case_id, clock.now())
    is_clean = request.POST.get("report") == "nothing"
    if is_clean or request.POST.get("report") == "something":
        services.record_report(actor=request.user, case_id=case_id, is_clean=is_clean, at=clock.now())
        messages.success(request, _("Cleared. The applicant is told.") if is_clean else _("The case is with you."))
    else:
        messages.error(request, _("Say whether there is anything to review."))
    return redirect("recruitment_case", case_id)


@allow(WORK)
def clear(request: HttpRequest, case_id: UUID) -> HttpResponseBase:
    """Say what clearing means, then clear."""
    page = queries.case_page(request.user, case_id, clock.now())
    if request.method == "POST":
        services.clear_case(actor=request.user, case_id=case_id, at=clock.now())
        messages.success(request, _("Cleared. The applicant is told."))
        return redirect("recruitment_case", case_id)
    if "clear" not in page.actions:
        return redirect("recruitment_case", case_id)
    return render(request, "recruitment/officer/clear.html", {"page": page})
