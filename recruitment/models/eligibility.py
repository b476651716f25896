"""Questions of people whom the check before an application turned away."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.rules.eligibility import Outcome


class EligibilityQuestion(PublicRecord):
    """One person asks about what stood in their way. What they wrote is encrypted, and forgotten after a while.

    ``reasons`` are the checks that stood in the way; ``person`` is known only if they were signed in.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    reasons = models.JSONField(default=list)
    language = models.CharField(max_length=8, default="en")
    name = EncryptedTextField(blank=True)
    contact = EncryptedTextField(blank=True)
    message = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(max_length=12, blank=True)
    note = EncryptedTextField(blank=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        """An answer has its outcome, and only what is answered is forgotten."""

        verbose_name = _("question about who can apply")
        verbose_name_plural = _("questions about who can apply")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["answered_at", "asked_at"], name="eligibilityquestion_open")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="eligibilityquestion_answer_whole",
                condition=Q(answered_at__isnull=True, outcome="", forgotten_at__isnull=True)
                | Q(answered_at__isnull=False, outcome__in=[outcome.value for outcome in Outcome]),
            ),
        ]

    def __str__(self) -> str:
        """Name the row, not the person."""
        return f"question {str(self.pk)[:8]}"
