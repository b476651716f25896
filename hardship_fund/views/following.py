"""After sending: the tracker, an answer, a change, taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from hardship_fund.forms.asking import AnswerForm, ChangeForm
from hardship_fund.queries import mine
from hardship_fund.rules.stages import Stage
from hardship_fund.services import following
from hardship_fund.views._forms import keep, sent, show

OWN = "hardship_fund.see_own"


@allow(OWN)
def tracker(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show where a request stands."""
    found = mine.tracker(request.user, request_id, clock.now())
    if found.stage == Stage.DRAFT:
        return redirect("hardship_check", request_id)
    return render(request, "hardship_fund/my/tracker.html", {"request_": found})


@allow(OWN)
def from_mail(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Lead on from the address in a letter, which says nothing about money, to the tracker."""
    return redirect("hardship_request", mine.own(request.user, request_id).pk)


@allow(OWN)
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Answer the committee's question."""
    found = mine.tracker(request.user, request_id, clock.now())
    if found.stage != Stage.NEEDS_INFO:
        return redirect("hardship_request", request_id)
    form = AnswerForm(*sent(request, files=True))

    def save() -> None:
        kept = form.cleaned_data
        following.answer_question(
            actor=request.user, request_id=request_id, text=kept["text"], upload=kept["file"], at=clock.now()
        )

    if request.method == "POST" and keep(form, save, field="file"):
        messages.success(request, _("Your answer is sent. The reading goes on."))
        return redirect("hardship_request", request_id)
    return show(request, "hardship_fund/my/answer.html", form, request_=found)


@allow(OWN)
def change(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Change the amount or the payee."""
    found, draft = mine.tracker(request.user, request_id, clock.now()), mine.draft(request.user, request_id)
    if not found.may_change or draft.payee is None:
        return redirect("hardship_request", request_id)
    form = ChangeForm(*sent(request), initial={"amount": found.asked_cents, **draft.payee.as_json()})

    def save() -> None:
        following.change_request(
            actor=request.user, request_id=request_id, amount_cents=form.cleaned_data["amount"], payee=form.payee(),
            at=clock.now(),
        )  # fmt: skip

    if request.method == "POST" and keep(form, save):
        messages.success(request, _("Your change is saved."))
        return redirect("hardship_request", request_id)
    return show(request, "hardship_fund/my/change.html", form, request_=found)


@allow(OWN)
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask once more, then take the request back."""
    found = mine.tracker(request.user, request_id, clock.now())
    if request.method == "POST":
        following.withdraw_request(actor=request.user, request_id=request_id, at=clock.now())
        messages.success(request, _("You took your request back. You can ask again at any time."))
        return redirect("hardship_home")
    if not found.may_withdraw:
        return redirect("hardship_request", request_id)
    return render(request, "hardship_fund/my/withdraw.html", {"request_": found})


@allow(OWN)
@require_POST
def arrived(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Say that the money arrived."""
    mine.own(request.user, request_id)
    following.close_request(actor=request.user, request_id=request_id, at=clock.now())
    messages.success(request, _("Noted. Your request is done."))
    return redirect("hardship_request", request_id)
