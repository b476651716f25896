"""Who decides on a request, and who may not."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person, PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from hardship_fund.models.requests import Request


class ConflictDeclaration(PublicRecord):
    """A person who takes no part in a request. The database refuses their decisions and payments."""

    class Source(models.TextChoices):
        """Who said so."""

        DECLARED = "declared", _("said it themselves")
        WORKS_WITH = "works_with", _("works closely with the person who asks")

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    source = models.CharField(max_length=12, choices=Source.choices)
    at = models.DateTimeField()

    class Meta:
        """Once is enough."""

        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "person"], name="hardship_conflict_once"),
        ]


class Approval(PublicRecord):
    """One member's decision on one version of a request. ``requester`` is kept here for the database to compare."""

    class Decision(models.TextChoices):
        """Yes or no."""

        APPROVE = "approve", _("Approve")
        DENY = "deny", _("Say no")

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="approvals")
    request_version = models.PositiveIntegerField()
    requester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=7, choices=Decision.choices)
    amount_cents = models.PositiveIntegerField(null=True)
    criteria = models.JSONField(default=dict)
    denial_reason = models.CharField(max_length=30, blank=True)
    note = EncryptedTextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """Nobody decides on their own request, or twice on one version; a yes has an amount, a no a reason."""

        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "approver", "request_version"], name="hardship_approval_once"),
            models.CheckConstraint(name="hardship_approver_not_requester", condition=~Q(approver=F("requester"))),
            models.CheckConstraint(
                name="hardship_approval_complete",
                condition=Q(decision="approve", amount_cents__isnull=False, amount_cents__gt=0, denial_reason="")
                | (Q(decision="deny", amount_cents__isnull=True) & ~Q(denial_reason="")),
            ),
        ]
