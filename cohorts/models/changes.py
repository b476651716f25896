"""Changes of placements after day one, and the requests that ask for them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Seat
from cohorts.models.placements import Placement
from cohorts.rules.changes import OPEN_CHANGES, ChangeKind, ChangeStage, EndKind
from cohorts.rules.requests import AskKind, AskStage
from fellowship.models import Person, PublicRecord
from fellowship.models.encrypted import EncryptedTextField


class PlacementChange(PublicRecord):
    """One change with the facts before and after. It takes effect on ``effective_on``; a leave lasts ``until``."""

    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ChangeKind])
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ChangeStage], default=ChangeStage.PLANNED
    )
    effective_on = models.DateField()
    until = models.DateField(null=True)
    last_day_before = models.DateField()
    last_day_after = models.DateField()
    supervisor_before = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    supervisor_after = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    to_seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="coming_changes")
    to_placement = models.OneToOneField(Placement, on_delete=models.PROTECT, null=True, related_name="came_by")
    end_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EndKind], blank=True)
    reason = EncryptedTextField(blank=True)
    made_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One open change of a kind a placement, one open move a seat; known words only."""

        verbose_name = _("change of a placement")
        verbose_name_plural = _("changes of placements")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "effective_on"], name="placementchange_due"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "kind"], condition=Q(stage__in=[*OPEN_CHANGES]), name="placementchange_one_open"
            ),
            models.UniqueConstraint(
                fields=["to_seat"], condition=Q(stage__in=[*OPEN_CHANGES]), name="placementchange_one_a_seat"
            ),
            models.CheckConstraint(
                name="placementchange_known",
                condition=Q(kind__in=[k.value for k in ChangeKind], stage__in=[s.value for s in ChangeStage]),
            ),
            models.CheckConstraint(
                name="placementchange_leave_lasts",
                condition=Q(until__isnull=True) | Q(kind=ChangeKind.LEAVE, until__gte=F("effective_on")),
            ),
        ]


class ChangeRequest(PublicRecord):
    """What an advocate or a supervisor asks the program manager; a quiet word is seen by those two alone."""

    placement = models.ForeignKey(Placement, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in AskKind])
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in AskStage], default=AskStage.OPEN)
    words = EncryptedTextField()
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answer = EncryptedTextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """One open request of a kind a person and placement; an answer has its time."""

        verbose_name = _("request about a placement")
        verbose_name_plural = _("requests about placements")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placement", "kind", "asked_by"],
                condition=Q(stage=AskStage.OPEN),
                name="changerequest_one_open",
            ),
            models.CheckConstraint(
                name="changerequest_known",
                condition=Q(kind__in=[k.value for k in AskKind], stage__in=[s.value for s in AskStage]),
            ),
            models.CheckConstraint(
                name="changerequest_answered_with_time",
                condition=Q(stage=AskStage.OPEN, answered_at__isnull=True)
                | (~Q(stage=AskStage.OPEN) & Q(answered_at__isnull=False)),
            ),
        ]
