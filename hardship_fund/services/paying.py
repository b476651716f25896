"""What the treasurer does: see whom to pay, begin, then say how it ended."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship import access
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, files
from hardship_fund.models import Disbursement, Request
from hardship_fund.queries import payments
from hardship_fund.rules import letters
from hardship_fund.rules.ledger import Memo
from hardship_fund.rules.payee import Payee, payee_from
from hardship_fund.rules.stages import Action, PaymentStage, payment_steps
from hardship_fund.services import _steps, ledger
from hardship_fund.services.adapters import ADAPTERS
from hardship_fund.services.mail import write_to_requester

PAY = "hardship_fund.pay"
RECEIPT = "hardship.receipt"


class OtherReference(Conflict):
    """The payment is marked as paid with another number."""

    sentence = _("This payment is marked as paid already, with another number. Nothing was changed.")


class NotTheSameAsShown(Conflict):
    """The person changed amount or payee after the page was opened."""

    sentence = _("This request changed after you opened it. Look at it again before you pay.")


@transaction.atomic
def read_payment(*, actor: Person, request_id: UUID, at: datetime) -> "payments.PaymentCard":
    """Whom to pay, how much and where to send it, for a treasurer who may pay it; else a 404. The look is noted."""
    request = payments.to_pay(actor, request_id)
    audit.record_read(actor=actor, action="hardship_fund.read_payee", subject=request, about=request.requester, at=at)
    return payments.card(request)


@transaction.atomic
def start_payment(
    *, actor: Person, request_id: UUID, seen_version: int, key: str, at: datetime, adapter: str = "manual"
) -> Disbursement:
    """Begin to pay an approved request; its reserved money is now on its way. The same ``key`` pays once.

    Raises ``Refused`` for the requester, both approvers, anyone close and anyone but the treasurer; ``NotAllowed``
    where there is nothing to pay; :class:`NotTheSameAsShown` where it changed since it was shown.
    """
    known = Disbursement.objects.filter(idempotency_key=key, request=request_id, paid_by=actor).first()
    if known is not None:
        return known
    request = _steps.locked(request_id)
    access.require(actor, PAY, request)
    if request.version != seen_version:
        raise NotTheSameAsShown
    _steps.move(request=request, action=Action.PAY, actor=actor, at=at)
    one, two = _approvers(request)
    payment = Disbursement.objects.create(
        request=request, requester=request.requester, approver_one_id=one, approver_two_id=two, paid_by=actor,
        amount_cents=request.approved_cents or 0, adapter=adapter, idempotency_key=key, started_at=at,
    )  # fmt: skip
    _post(payment, Memo.SEND, actor, at)
    payee = cast("Payee", payee_from(request.payee))  # the database keeps it for whatever was sent
    sent = ADAPTERS[adapter].send(payment, payee)
    if sent.finished:
        return confirm_payment(actor=actor, payment_id=payment.pk, reference=sent.reference, at=at)
    return payment


def _approvers(request: Request) -> tuple[UUID, UUID]:
    """The two whose yes made the award."""
    rows = request.approvals.filter(request_version=request.version, decision="approve").order_by("at", "pk")
    one, two = rows.values_list("approver_id", flat=True)[:2]
    return one, two


def _open_payment(actor: Person, payment_id: UUID) -> tuple[Disbursement, Request]:
    """A payment and its request, both locked, for whoever may pay it."""
    request = _steps.locked(Disbursement.objects.values_list("request_id", flat=True).get(pk=payment_id))
    access.require(actor, PAY, request)
    payment = Disbursement.objects.select_for_update(of=("self",)).get(pk=payment_id)
    return payment, request


def _post(payment: Disbursement, memo: Memo, actor: Person, at: datetime) -> None:
    ledger.post(
        fund_id=payment.request.fund_id, memo=memo, cents=payment.amount_cents, at=at, actor=actor,
        dedup_key=f"{memo}:{payment.pk}", request=payment.request,
    )  # fmt: skip


@transaction.atomic
def confirm_payment(
    *, actor: Person, payment_id: UUID, reference: str, at: datetime, receipt: UploadedFile | None = None
) -> Disbursement:
    """Say that a payment went out, with its check or transfer number and, if there is one, a receipt.

    The same number again is harmless. Raises ``Refused``, ``NotAllowed``, :class:`OtherReference`, ``FileRefused``.
    """
    payment, request = _open_payment(actor, payment_id)
    if payment.stage == PaymentStage.PAID:
        if payment.reference != reference.strip():
            raise OtherReference
        return payment
    payment.stage = payment_steps.after(payment.stage, "confirm")
    payment.reference = reference.strip()
    payment.finished_at = at
    if receipt is not None:
        receipt.name = "receipt"
        payment.receipt = files.store_file(actor=actor, owner=None, upload=receipt, purpose=RECEIPT, at=at)
    payment.save(update_fields=["stage", "reference", "finished_at", "receipt"])
    _post(payment, Memo.PAID, actor, at)
    _steps.move(request=request, action=Action.CONFIRM, actor=actor, at=at)
    write_to_requester(request=request, kind=letters.SENT, at=at, dedup=f"sent:{payment.pk}")
    return payment


@transaction.atomic
def fail_payment(*, actor: Person, payment_id: UUID, reason: str, at: datetime) -> Disbursement:
    """Say that a payment did not arrive, before or after it counted as paid; its money is reserved again.

    Saying so twice is harmless. Raises ``Refused`` or ``NotAllowed``.
    """
    payment, request = _open_payment(actor, payment_id)
    if payment.stage == PaymentStage.FAILED:
        return payment
    memo = Memo.RETURNED if payment.stage == PaymentStage.PAID else Memo.NOT_PAID
    payment.stage = payment_steps.after(payment.stage, "fail")
    payment.failure = reason.strip()
    payment.finished_at = at
    payment.save(update_fields=["stage", "failure", "finished_at"])
    _post(payment, memo, actor, at)
    _steps.move(request=request, action=Action.FAIL, actor=actor, at=at, note=reason.strip())
    write_to_requester(request=request, kind=letters.FAILED, at=at, dedup=f"failed:{payment.pk}")
    return payment


@transaction.atomic
def retry_payment(*, actor: Person, request_id: UUID, at: datetime) -> Request:
    """Put a failed payment back into the queue, when the reason is mended."""
    request = _steps.locked(request_id)
    access.require(actor, PAY, request)
    return _steps.move(request=request, action=Action.RETRY, actor=actor, at=at)
