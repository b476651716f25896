"""The life of a fair-chance case beside its steps: what became urgent, what came late, what is kept or was deleted."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.models.case_papers import CaseFile
from recruitment.models.fair_chance import FairChanceCase
from recruitment.rules.fair_chance_answers import Late
from recruitment.rules.fair_chance_watch import Alarm


class CaseEscalation(models.Model):
    """Something that the nightly task found to be urgent; ``due_on`` is the day that it is about."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="escalations")
    kind = models.CharField(max_length=20, choices=[(alarm.value, alarm.value) for alarm in Alarm])
    due_on = models.DateField()
    raised_at = models.DateTimeField()

    class Meta:
        """Each kind once for each day that it is about."""

        verbose_name = _("escalation of a case")
        verbose_name_plural = _("escalations of cases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind", "due_on"], name="caseescalation_once"),
            models.CheckConstraint(
                name="caseescalation_known_kind", condition=Q(kind__in=[alarm.value for alarm in Alarm])
            ),
        ]

    def __str__(self) -> str:
        """Name the row by its kind and day."""
        return f"{self.kind} {self.due_on}"


class CaseLateWord(models.Model):
    """What the applicant sent after the decision: kept for the officer, and nothing opens again by itself."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="late_words")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in Late])
    text = EncryptedTextField(blank=True)
    file = models.OneToOneField(CaseFile, on_delete=models.SET_NULL, null=True, related_name="late_word")
    sent_at = models.DateTimeField()

    class Meta:
        """Found in the order in which they came."""

        verbose_name = _("late word in a case")
        verbose_name_plural = _("late words in cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "sent_at"], name="caselateword_story")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="caselateword_known_kind", condition=Q(kind__in=[kind.value for kind in Late])
            ),
        ]

    def __str__(self) -> str:
        """Name the word by its moment."""
        return f"{self.sent_at}"


class CaseHandOver(models.Model):
    """A case that went from one officer to another, with the reason; ``by`` is who did it."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="hand_overs")
    before = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    after = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        """Found in the order in which they happened."""

        verbose_name = _("handing over of a case")
        verbose_name_plural = _("handings over of cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"], name="casehandover_story")]

    def __str__(self) -> str:
        """Name the row by its moment."""
        return f"{self.at}"


class LegalHold(PublicRecord):
    """An order to keep a case past its day, with the reason; rows end, they are not deleted."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.PROTECT, related_name="holds")
    reason = EncryptedTextField(_("reason"))
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    release_reason = EncryptedTextField(blank=True)

    class Meta:
        """One in force a case."""

        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=Q(released_at__isnull=True), name="legalhold_one"),
            models.CheckConstraint(
                name="legalhold_released_after_start",
                condition=Q(released_at__isnull=True) | Q(released_at__gte=F("placed_at")),
            ),
        ]


class DeletionReceipt(PublicRecord):
    """What one run of the deletion took away: numbers by class, and a digest of the ids, signed. It never changes."""

    made_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    classes = models.JSONField()
    ids_sha256 = models.CharField(max_length=64)
    signature = models.CharField(max_length=200)

    class Meta:
        """Named for the audit."""

        verbose_name = _("receipt of a deletion")
        verbose_name_plural = _("receipts of deletions")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["made_at"], name="deletionreceipt_when")]
