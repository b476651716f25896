"""The committee's pages: the queue, a request without a name, and the ways to decide."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fellowship import clock
from fellowship.access import allow
from hardship_fund.forms.deciding import ApproveForm, AskForm, DenyForm
from hardship_fund.queries import committee, tabs
from hardship_fund.services import deciding
from hardship_fund.views._forms import keep, sent, show

DECIDE = "hardship_fund.decide"


@allow(DECIDE)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits for a decision."""
    at = clock.now()
    context = {
        "rows": committee.waiting(request.user, at), "tabs": tabs.tabs(request.user, "hardship_queue"), "at": at,
    }  # fmt: skip
    return render(request, "hardship_fund/staff/queue.html", context)


@allow(DECIDE)
def card(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show one request without a name, with the checklist."""
    found = deciding.read_request(actor=request.user, request_id=request_id, at=clock.now())
    form = ApproveForm(initial={"amount": found.most_cents, "version": found.version})
    return render(request, "hardship_fund/staff/card.html", {"card": found, "form": form})


@allow(DECIDE)
def approve(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Check the checklist and the amount, ask once more, then approve."""
    found = deciding.read_request(actor=request.user, request_id=request_id, at=clock.now())
    if request.method != "POST":
        return redirect("hardship_card", request_id)
    form = ApproveForm(request.POST)
    confirmed = request.POST.get("confirm") == "yes"

    def save() -> None:
        kept = form.cleaned_data
        if confirmed:
            deciding.approve(
                actor=request.user, request_id=request_id, seen_version=form.seen_version(),
                amount_cents=kept["amount"], criteria=kept["criteria"], at=clock.now(),
            )  # fmt: skip

    if not keep(form, save, field="amount"):
        return show(request, "hardship_fund/staff/card.html", form, card=found)
    if not confirmed:
        context = {"card": found, "kept": form.cleaned_data, "data": form.data.getlist("criteria")}
        return render(request, "hardship_fund/staff/approve.html", context)
    messages.success(request, _("Your yes to %(reference)s is written down.") % {"reference": found.reference})
    return redirect("hardship_queue")


@allow(DECIDE)
def deny(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask for the reason, then say no."""
    found = deciding.read_request(actor=request.user, request_id=request_id, at=clock.now())
    form = DenyForm(*sent(request), initial={"version": found.version})

    def save() -> None:
        deciding.deny(
            actor=request.user, request_id=request_id, seen_version=form.seen_version(), reason=form.denial_reason(),
            note=form.cleaned_data["note"], criteria=form.cleaned_data["criteria"], at=clock.now(),
        )  # fmt: skip

    if request.method == "POST" and keep(form, save):
        messages.success(request, _("Your no to %(reference)s is written down.") % {"reference": found.reference})
        return redirect("hardship_queue")
    return show(request, "hardship_fund/staff/deny.html", form, card=found)


@allow(DECIDE)
def ask(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask the person one question."""
    found = deciding.read_request(actor=request.user, request_id=request_id, at=clock.now())
    form = AskForm(*sent(request), initial={"version": found.version})

    def save() -> None:
        deciding.ask_for_more(
            actor=request.user, request_id=request_id, seen_version=form.seen_version(),
            question=form.cleaned_data["question"], at=clock.now(),
        )  # fmt: skip

    if request.method == "POST" and keep(form, save):
        messages.success(request, _("Your question is sent. %(reference)s comes back with the answer.")
                         % {"reference": found.reference})  # fmt: skip
        return redirect("hardship_queue")
    return show(request, "hardship_fund/staff/ask.html", form, card=found)


@allow(DECIDE)
def stand_aside(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask once more, then keep the member apart from this request for good."""
    found = deciding.read_request(actor=request.user, request_id=request_id, at=clock.now())
    if request.method == "POST":
        deciding.declare_conflict(actor=request.user, request_id=request_id, at=clock.now())
        messages.success(request, _("You stand aside from %(reference)s.") % {"reference": found.reference})
        return redirect("hardship_queue")
    return render(request, "hardship_fund/staff/stand_aside.html", {"card": found})
