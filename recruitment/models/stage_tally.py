"""A running tally of applications by stage, so that the count stays fast however many there are."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recruitment.models.cycle import Cycle
from recruitment.rules.stages import Stage


class StageTally(models.Model):
    """So many more (or fewer) sent applications stand in a stage; the sum of all rows is how many do.

    On PostgreSQL the database itself adds a row with each change, so that nobody waits for anybody, and the
    worker folds the rows now and then. Elsewhere the table stays empty and applications are counted.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    stage = models.CharField(max_length=16)
    delta = models.IntegerField()

    class Meta:
        """Known stages only."""

        verbose_name = _("stage tally")
        verbose_name_plural = _("stage tallies")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="stagetally_known_stage", condition=Q(stage__in=[s.value for s in Stage])),
        ]

    def __str__(self) -> str:
        """Name stage and change."""
        return f"{self.stage} {self.delta:+d}"
