"""Matching runs: frozen inputs, the seed, what came out, and the moves made by hand."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.fellows import Fellow
from cohorts.rules.stages import RunStage
from fellowship.models import HostOffice, Job, Person, PublicRecord


class MatchRun(PublicRecord):
    """A reproducible record: the same snapshot, seed, method and version give the same outcome.

    ``choices`` are what was asked for: the level, the limit in seconds, whether tentative seats count. Nobody's list
    is changed by any of them. ``letters_due_at`` is when the letters leave that publication held back.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    method = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    choices = models.JSONField(default=dict, blank=True)
    outcome = models.JSONField(null=True)
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RunStage], default=RunStage.SOLVING)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    exceptions_reason = models.TextField(blank=True)
    letters_due_at = models.DateTimeField(null=True)

    class Meta:
        """At most one published run a cohort; a run has an outcome once it is solved."""

        verbose_name = _("matching run")
        verbose_name_plural = _("matching runs")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "number"], name="matchrun_number_once"),
            models.UniqueConstraint(
                fields=["cohort"], condition=Q(stage=RunStage.PUBLISHED), name="matchrun_one_published"
            ),
            models.CheckConstraint(name="matchrun_known_stage", condition=Q(stage__in=[s.value for s in RunStage])),
            models.CheckConstraint(
                name="matchrun_published_has_a_time",
                condition=~Q(stage=RunStage.PUBLISHED) | Q(published_at__isnull=False),
            ),
        ]

    @property
    def letter(self) -> str:
        """The letter a plan is called by: A to Z, then A2, B2 and so on."""
        turn, place = divmod(self.number - 1, 26)
        return chr(ord("A") + place) + (str(turn + 1) if turn else "")


class RunMove(PublicRecord):
    """One move made by hand on a draft, in the order made; the outcome of the run itself never changes.

    A move that was undone stays here and counts no longer. ``locked`` says that it also made the place an agreed one.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="moves")
    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="+")
    from_office = models.ForeignKey(HostOffice, on_delete=models.PROTECT, null=True, related_name="+")
    to_office = models.ForeignKey(HostOffice, on_delete=models.PROTECT, null=True, related_name="+")
    moved_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    moved_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    locked = models.BooleanField(default=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Read in the order made."""

        verbose_name = _("move by hand")
        verbose_name_plural = _("moves by hand")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["run", "moved_at"], name="runmove_order")]
