"""Calibrating readers: the extra read of an application, and rounds in which all read the same samples."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.models.applications import Application
from recruitment.models.cycle import Cycle
from recruitment.models.review import Criterion
from recruitment.rules.reading import HIGHEST_MARK, LOWEST_MARK


class ExtraRead(models.Model):
    """One more read for an application whose readers stand apart. ``asked_by`` is empty where the threshold asked."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="extra_read")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sigma = models.DecimalField(max_digits=4, decimal_places=2, null=True)

    class Meta:
        """One an application."""

        verbose_name = _("extra read")
        verbose_name_plural = _("extra reads")

    def __str__(self) -> str:
        """Name the row."""
        return f"extra read {self.pk}"


class CalibrationRound(PublicRecord):
    """A practice round: every reader marks the same samples, and nothing of it counts for a decision."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="calibration_rounds")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered within the cycle; one open at a time."""

        verbose_name = _("calibration round")
        verbose_name_plural = _("calibration rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "number"], name="calibrationround_once"),
            models.UniqueConstraint(
                fields=["cycle"], condition=Q(closed_at__isnull=True), name="calibrationround_one_open"
            ),
        ]


class CalibrationSample(models.Model):
    """An application whose blind packet all readers of a round mark."""

    round = models.ForeignKey(CalibrationRound, on_delete=models.CASCADE, related_name="samples")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        """Each application and each number once."""

        verbose_name = _("calibration sample")
        verbose_name_plural = _("calibration samples")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["round", "application"], name="calibrationsample_once"),
            models.UniqueConstraint(fields=["round", "number"], name="calibrationsample_number_once"),
        ]

    def __str__(self) -> str:
        """Name the number, not the application."""
        return f"sample {self.number}"


class CalibrationRead(PublicRecord):
    """One reader's turn at one sample."""

    sample = models.ForeignKey(CalibrationSample, on_delete=models.CASCADE, related_name="reads")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calibration_reads")
    submitted_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        """Each reader marks a sample once."""

        verbose_name = _("practice read")
        verbose_name_plural = _("practice reads")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["sample", "reader"], name="calibrationread_once"),
        ]


class CalibrationMark(models.Model):
    """One mark given in practice."""

    read = models.ForeignKey(CalibrationRead, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST_MARK), MaxValueValidator(HIGHEST_MARK)]
    )
    wagtail_reference_index_ignore = True

    class Meta:
        """A mark from 1 to 4, one for each criterion."""

        verbose_name = _("practice mark")
        verbose_name_plural = _("practice marks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["read", "criterion"], name="calibrationmark_once"),
            models.CheckConstraint(
                name="calibrationmark_in_bounds", condition=Q(value__gte=LOWEST_MARK) & Q(value__lte=HIGHEST_MARK)
            ),
        ]

    def __str__(self) -> str:
        """Return the mark."""
        return str(self.value)
