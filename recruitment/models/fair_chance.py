"""Fair-chance cases: opened only by an accepted conditional offer, kept for the officer alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.models.fair_chance_law import LawText
from recruitment.models.offers import Offer
from recruitment.rules.fair_chance import CaseStage

BEFORE_AUTHORIZATION = [CaseStage.OPENED.value, CaseStage.WITHDRAWN.value]
_BUT_NOT_CLEARED = [stage.value for stage in CaseStage if stage != CaseStage.NOT_CLEARED]
AFTER_DECISION = [CaseStage.DECIDED.value, CaseStage.NOT_CLEARED.value]


class FairChanceCase(PublicRecord):
    """One case for one accepted offer. ``notes`` are encrypted and read by the officer named for the case.

    ``codes`` are the jurisdictions of the office when the case was opened, ``laws`` the texts that it keeps. The dates
    from ``received_on`` to ``final_from`` are the engine's and are worked out anew with everything that moves them.
    """

    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, related_name="fair_chance_case")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="fair_chance_cases"
    )
    stage = models.CharField(
        max_length=20, choices=[(s.value, s.value) for s in CaseStage], default=CaseStage.OPENED.value
    )
    opened_at = models.DateTimeField()
    authorized_at = models.DateTimeField(null=True)
    authorized_name = models.CharField(max_length=200, blank=True)
    authorized_address = models.GenericIPAddressField(null=True)
    cleared_at = models.DateTimeField(null=True)
    notes = EncryptedTextField(blank=True)
    codes = models.JSONField(default=list)
    laws = models.ManyToManyField(LawText, related_name="cases")
    inquiry_stage = models.CharField(max_length=40, blank=True)
    other_checks_done_at = models.DateTimeField(null=True)
    notified_at = models.DateTimeField(null=True)
    received_on = models.DateField(null=True)
    respond_by = models.DateField(null=True)
    earliest_final = models.DateField(null=True)
    decide_by = models.DateField(null=True)
    final_from = models.DateTimeField(null=True)
    presentation_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    final_sent_at = models.DateTimeField(null=True)

    class Meta:
        """Nothing is written down before the applicant agreed, and nobody decides before every window has closed."""

        verbose_name = _("fair-chance case")
        verbose_name_plural = _("fair-chance cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["stage", "opened_at"], name="case_stage_opened")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="case_known_stage", condition=Q(stage__in=[s.value for s in CaseStage])),
            models.CheckConstraint(
                name="case_agreed_before_report",
                condition=Q(stage__in=BEFORE_AUTHORIZATION)
                | (Q(authorized_at__isnull=False) & ~Q(authorized_name="")),
            ),
            models.CheckConstraint(
                name="case_cleared_has_a_time",
                condition=Q(stage=CaseStage.CLEARED.value, cleared_at__isnull=False)
                | (~Q(stage=CaseStage.CLEARED.value) & Q(cleared_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_no_early_final",
                condition=Q(decided_at__isnull=True)
                | Q(notified_at__isnull=False, final_from__isnull=False, decided_at__gte=F("final_from")),
            ),
            models.CheckConstraint(
                name="case_decided_has_a_time",
                condition=Q(stage__in=AFTER_DECISION, decided_at__isnull=False)
                | Q(stage=CaseStage.WITHDRAWN.value)
                | (~Q(stage__in=[*AFTER_DECISION, CaseStage.WITHDRAWN.value]) & Q(decided_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_final_notice_after_decision",
                condition=Q(final_sent_at__isnull=True, stage__in=_BUT_NOT_CLEARED)
                | Q(
                    stage=CaseStage.NOT_CLEARED.value,
                    final_sent_at__isnull=False,
                    decided_at__isnull=False,
                    final_sent_at__gte=F("decided_at"),
                ),
            ),
            models.CheckConstraint(
                name="case_dates_in_order",
                condition=Q(earliest_final__isnull=True, final_from__isnull=True)
                | Q(
                    Q(respond_by__isnull=True) | Q(earliest_final__gt=F("respond_by")),
                    notified_at__isnull=False,
                    received_on__isnull=False,
                    final_from__isnull=False,
                    earliest_final__gt=F("received_on"),
                    final_from__gt=F("notified_at"),
                ),
            ),
        ]


class CaseStep(models.Model):
    """One step of a case. Rows are only added, and hold nothing about a record."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=20, blank=True)
    to_stage = models.CharField(max_length=20)
    action = models.CharField(max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("step of a case")
        verbose_name_plural = _("steps of cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"], name="casestep_story")]

    def __str__(self) -> str:
        """Name the step."""
        return f"{self.from_stage} → {self.to_stage}"
