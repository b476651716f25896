"""Applications that came on paper or from elsewhere, read from a spreadsheet."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord, StoredFile
from recruitment.models.applications import Application
from recruitment.models.cycle import Cycle
from recruitment.rules.importing import ImportStage


class ImportBatch(PublicRecord):
    """One spreadsheet. ``mapping`` says by field which column (from 0) it is read from; ``sheet`` counts from 0."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_batches")
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    sheet = models.PositiveSmallIntegerField(default=0)
    mapping = models.JSONField(default=dict)
    stage = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in ImportStage], default=ImportStage.UPLOADED.value
    )
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Known stages; what was applied has its time."""

        verbose_name = _("import")
        verbose_name_plural = _("imports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="importbatch_known_stage", condition=Q(stage__in=[s.value for s in ImportStage])
            ),
            models.CheckConstraint(
                name="importbatch_applied_has_a_time",
                condition=~Q(stage__in=[ImportStage.APPLIED.value, ImportStage.UNDONE.value])
                | Q(applied_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"import {self.pk}"


class ImportRow(models.Model):
    """One row of the sheet. ``values`` is emptied once it became an application; ``problems`` are codes by field."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    application = models.OneToOneField(Application, on_delete=models.SET_NULL, null=True, related_name="import_row")
    made_person = models.BooleanField(default=False)

    class Meta:
        """Each row of the sheet once."""

        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "number"], name="importrow_once"),
        ]

    def __str__(self) -> str:
        """Name the number, not what it says."""
        return f"row {self.number}"
