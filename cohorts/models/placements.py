"""Placements of fellows in seats, and every step each has taken."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Employer, Seat
from cohorts.models.fellows import Fellow
from cohorts.models.runs import MatchRun
from cohorts.rules.stages import LIVE_PLACEMENTS, PlacementStage
from fellowship.models import Person, PublicRecord, RoleGrant


class Placement(PublicRecord):
    """A fellow in a seat from one day to another. ``replaces`` is the placement that a transfer came from.

    ``held_back`` is true in the hour in which publication can still be taken back in silence: managers see the
    placement, and nobody else does, the two concerned included.
    """

    fellow = models.ForeignKey(Fellow, on_delete=models.PROTECT, related_name="placements")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="placements")
    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, null=True, related_name="placements")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    supervisor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="supervised_placements")
    advocate_grant = models.ForeignKey(RoleGrant, on_delete=models.SET_NULL, null=True, related_name="+")
    employer_of_record = models.CharField(max_length=8, choices=Employer.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in PlacementStage], default=PlacementStage.PLANNED
    )
    held_back = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """One live placement a fellow and one a seat, whatever runs at the same time."""

        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "starts_on"], name="placement_stage_start"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["fellow"], condition=Q(stage__in=[*LIVE_PLACEMENTS]), name="placement_one_live_a_fellow"
            ),
            models.UniqueConstraint(
                fields=["seat"], condition=Q(stage__in=[*LIVE_PLACEMENTS]), name="placement_one_live_a_seat"
            ),
            models.CheckConstraint(
                name="placement_known_stage", condition=Q(stage__in=[s.value for s in PlacementStage])
            ),
            models.CheckConstraint(
                name="placement_known_employer", condition=Q(employer_of_record__in=Employer.values)
            ),
            models.CheckConstraint(name="placement_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))),
        ]


class PlacementStep(models.Model):
    """One step of a placement: from, to, who, when and why. Rows are only ever added."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10)
    action = models.CharField(max_length=30)
    actor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Read oldest first."""

        verbose_name = _("step of a placement")
        verbose_name_plural = _("steps of placements")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["placement", "at"], name="placementstep_order")]

    def __str__(self) -> str:
        """Name the action."""
        return self.action
