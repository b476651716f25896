"""The voluntary answers, apart from everything else, and the reports made of them.

Nothing points back: an application knows no answers, so that no list, search, export or packet can come upon them.
"""

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.models.applications import Application
from recruitment.models.cycle import Cycle

FOUR_FIFTHS = 80


class EqualOpportunityAnswers(models.Model):
    """One person's sealed answers, or that they skipped: both look the same here, and there is no date."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = EncryptedTextField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("voluntary answers")
        verbose_name_plural = _("voluntary answers")

    def __str__(self) -> str:
        """Say nothing of what is inside."""
        return str(self.pk)


class EqualOpportunityReport(PublicRecord):
    """Published numbers about whole, ended cycles. ``content`` holds nothing that may not be shown, and stays.

    ``is_pooled`` marks the one report that adds the others up.
    """

    made_at = models.DateTimeField()
    is_pooled = models.BooleanField(default=False)
    content = models.JSONField(default=list)

    class Meta:
        """One pooled report at most."""

        verbose_name = _("equal opportunity report")
        verbose_name_plural = _("equal opportunity reports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["is_pooled"], condition=Q(is_pooled=True), name="equal_report_one_pooled"),
        ]


class ReportedCycle(models.Model):
    """In which report a cycle is counted. One only: two that overlap would give away what each hides."""

    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, primary_key=True, related_name="+")
    report = models.ForeignKey(EqualOpportunityReport, on_delete=models.CASCADE, related_name="counted")

    class Meta:
        """Named for the audit."""

        verbose_name = _("reported cycle")
        verbose_name_plural = _("reported cycles")

    def __str__(self) -> str:
        """Name both."""
        return f"{self.cycle_id} → {self.report_id}"


@register_setting(icon="group")
class EqualOpportunitySettings(BaseSiteSetting):
    """What the organization asks beside race, ethnicity and gender, and which ratio it looks at more closely."""

    ask_veteran = models.BooleanField(
        _("ask about military service"),
        default=False,
        help_text=_(
            "Only for federal contractors that must ask (41 CFR 60-300.42). Others learn nothing they may act on."
        ),
    )
    ask_disability = models.BooleanField(
        _("ask about disability"),
        default=False,
        help_text=_(
            "Only where counsel has agreed. Before an offer an employer may not ask, unless for affirmative action or"
            " as a federal contractor (42 USC 12112(d); 41 CFR 60-741.42), and a contractor must use form CC-305."
        ),
    )
    ratio_percent = models.PositiveSmallIntegerField(
        _("look closer below, in percent"),
        default=FOUR_FIFTHS,
        validators=[MinValueValidator(50), MaxValueValidator(100)],
        help_text=_(
            "A group’s rate beside the highest rate. 80, the four-fifths ratio, is common practice"
            " (29 CFR 1607.4(D)); it proves nothing by itself."
        ),
    )

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("ask_veteran"),
        FieldPanel("ask_disability"),
        FieldPanel("ratio_percent"),
    ]

    class Meta:
        """Named for Wagtail's menu; the database holds the range too."""

        verbose_name = _("equal opportunity")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="equal_ratio_in_range", condition=Q(ratio_percent__gte=50) & Q(ratio_percent__lte=100)
            ),
        ]
