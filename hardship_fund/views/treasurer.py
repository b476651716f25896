"""The treasurer's pages: what to pay, whom, and how it ended."""

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fellowship import clock
from fellowship.access import allow
from hardship_fund.forms.money import FailedForm, PaidForm
from hardship_fund.queries import payments, tabs
from hardship_fund.services import paying
from hardship_fund.views._forms import keep, sent, show

PAY = "hardship_fund.pay"
CARD = "hardship_fund/staff/payment.html"


@allow(PAY)
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits to be paid, the oldest decision first."""
    person = request.user
    context = {
        "rows": payments.waiting(person), "paid": payments.lately_paid(person),
        "tabs": tabs.tabs(person, "hardship_payments"),
    }  # fmt: skip
    return render(request, "hardship_fund/staff/payments.html", context)


@allow(PAY)
def payment(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Show whom to pay and what can be done."""
    found = paying.read_payment(actor=request.user, request_id=request_id, at=clock.now())
    return render(request, CARD, {"card": found, "paid_form": PaidForm()})


def _number(typed: str) -> int:
    """The number of a version; 0, which is none, for anything that no page of ours has written."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0  # noqa: PLR2004


@allow(PAY)
def start(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Ask once more, then begin to pay."""
    found = paying.read_payment(actor=request.user, request_id=request_id, at=clock.now())
    if request.method == "POST":
        version = request.POST.get("version", "")
        paying.start_payment(
            actor=request.user, request_id=request_id, seen_version=_number(version),
            key=request.POST.get("key", "")[:64] or secrets.token_hex(16), at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("The money counts as on its way. Come back with the number."))
        return redirect("hardship_payment", request_id)
    if found.stage != "approved":
        return redirect("hardship_payment", request_id)
    return render(request, "hardship_fund/staff/start.html", {"card": found, "key": secrets.token_hex(16)})


@allow(PAY)
@require_POST
def paid(request: HttpRequest, request_id: UUID, payment_id: UUID) -> HttpResponse:
    """Mark a payment as sent."""
    found = paying.read_payment(actor=request.user, request_id=request_id, at=clock.now())
    form = PaidForm(request.POST, request.FILES)

    def save() -> None:
        paying.confirm_payment(
            actor=request.user, payment_id=payment_id, reference=form.cleaned_data["reference"],
            receipt=form.cleaned_data["receipt"], at=clock.now(),
        )  # fmt: skip

    if keep(form, save, field="receipt"):
        messages.success(request, _("%(reference)s is marked as sent.") % {"reference": found.reference})
        return redirect("hardship_payments")
    return show(request, CARD, form, card=found, paid_form=form)


@allow(PAY)
def failed(request: HttpRequest, request_id: UUID, payment_id: UUID) -> HttpResponse:
    """Say why a payment did not arrive."""
    found = paying.read_payment(actor=request.user, request_id=request_id, at=clock.now())
    form = FailedForm(*sent(request))

    def save() -> None:
        paying.fail_payment(
            actor=request.user, payment_id=payment_id, reason=form.cleaned_data["reason"], at=clock.now()
        )

    if request.method == "POST" and keep(form, save):
        messages.success(request, _("Written down. The money is kept for %(reference)s again.")
                         % {"reference": found.reference})  # fmt: skip
        return redirect("hardship_payment", request_id)
    return show(request, "hardship_fund/staff/failed.html", form, card=found, payment_id=payment_id)


@allow(PAY)
@require_POST
def retry(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Put a failed payment back into the queue."""
    found = paying.read_payment(actor=request.user, request_id=request_id, at=clock.now())
    paying.retry_payment(actor=request.user, request_id=found.id, at=clock.now())
    return redirect("hardship_payment", request_id)
