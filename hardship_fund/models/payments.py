"""Money on its way out."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person, PublicRecord, StoredFile
from fellowship.models.encrypted import EncryptedTextField
from hardship_fund.models.requests import Request
from hardship_fund.rules.stages import PaymentStage

PAYMENT_STAGES = [stage.value for stage in PaymentStage]


class Disbursement(PublicRecord):
    """One attempt to pay an approved request.

    The requester and both approvers are kept here so that the database itself can refuse a payer who is
    one of them.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="disbursements")
    requester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approver_one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approver_two = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    paid_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    amount_cents = models.PositiveIntegerField()
    adapter = models.CharField(max_length=20, default="manual")
    reference = models.CharField(max_length=60, blank=True)
    receipt = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="hardship_receipt")
    stage = models.CharField(max_length=6, choices=[(s, s) for s in PAYMENT_STAGES], default=PaymentStage.PAYING)
    failure = EncryptedTextField(blank=True, default="")
    idempotency_key = models.CharField(max_length=64, unique=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """Four different people; one live payment a request; a paid one has its reference."""

        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="hardship_payment_stage", condition=Q(stage__in=PAYMENT_STAGES)),
            models.CheckConstraint(name="hardship_payment_amount", condition=Q(amount_cents__gt=0)),
            models.CheckConstraint(name="hardship_payer_not_requester", condition=~Q(paid_by=F("requester"))),
            models.CheckConstraint(
                name="hardship_payer_not_approver",
                condition=~Q(paid_by=F("approver_one")) & ~Q(paid_by=F("approver_two")),
            ),
            models.CheckConstraint(
                name="hardship_approvers_differ",
                condition=~Q(approver_one=F("approver_two"))
                & ~Q(approver_one=F("requester"))
                & ~Q(approver_two=F("requester")),
            ),
            models.CheckConstraint(
                name="hardship_paid_has_reference", condition=~Q(stage=PaymentStage.PAID) | ~Q(reference="")
            ),
            models.UniqueConstraint(
                fields=["request"], condition=Q(stage__in=["paying", "paid"]), name="hardship_one_live_payment"
            ),
        ]
