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
from recruitment.rules.fair_chance import CLOSED_CASES, CaseStage, TalkOutcome

BEFORE_AUTHORIZATION = [CaseStage.OPENED.value, CaseStage.WITHDRAWN.value]
_BUT_NOT_CLEARED = [stage.value for stage in CaseStage if stage != CaseStage.NOT_CLEARED]
_CLOSED = [stage.value for stage in CaseStage if stage in CLOSED_CASES]
AFTER_DECISION = [CaseStage.DECIDED.value, CaseStage.NOT_CLEARED.value]


class FairChanceCase(PublicRecord):
    """One case for one accepted offer. ``notes`` are encrypted and read by the officer named for the case.

    ``codes`` are the jurisdictions of the office when the case was opened, ``laws`` the texts that it keeps. The dates
    from ``received_on`` to ``final_from`` are the engine's and are worked out anew with everything that moves them.
    ``counted_from`` is the day on which the preliminary notice says that it counts as received.
    ``look_due_at`` is the last moment at which something came up that no written assessment has weighed yet.
    ``late_reason`` stands where counsel allowed a decision after a law's last day; ``emptied_at`` is the moment at
    which its papers were deleted because no law wanted them any longer.
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
    presentation_outcome = models.CharField(
        max_length=6, blank=True, choices=[(t.value, t.value) for t in TalkOutcome]
    )
    counted_from = models.DateField(null=True)
    look_due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    late_reason = EncryptedTextField(blank=True)
    late_counsel = models.CharField(max_length=200, blank=True)
    final_sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        """Nothing is written down before the applicant agreed, and nobody decides before every window has closed."""

        verbose_name = _("fair-chance case")
        verbose_name_plural = _("fair-chance cases")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "opened_at"], name="case_stage_opened"),
            models.Index(fields=["closed_at"], condition=Q(emptied_at__isnull=True), name="case_to_be_emptied"),
        ]
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
                name="case_keeps_promised_day",
                condition=Q(counted_from__isnull=True)
                | Q(received_on__isnull=True)
                | Q(received_on__gte=F("counted_from")),
            ),
            models.CheckConstraint(
                name="case_decided_on_all_heard",
                condition=Q(decided_at__isnull=True) | Q(look_due_at__isnull=True),
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
                name="case_closed_has_a_time",
                condition=Q(stage__in=_CLOSED, closed_at__isnull=False)
                | (~Q(stage__in=_CLOSED) & Q(closed_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="case_talk_before_outcome",
                condition=Q(presentation_outcome="")
                | Q(presentation_outcome__in=[t.value for t in TalkOutcome], presentation_at__isnull=False),
            ),
            models.CheckConstraint(
                name="case_emptied_when_over",
                condition=Q(emptied_at__isnull=True) | Q(closed_at__isnull=False, emptied_at__gt=F("closed_at")),
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
