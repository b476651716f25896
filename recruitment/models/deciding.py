"""Decisions that wait to be carried out together, and the order of the waiting list."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.rules.decisions import PendingAction
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.stages import Stage


class PendingDecision(PublicRecord):
    """What is decided about an application and not carried out yet: nobody is told, nothing has moved.

    ``seen_stage`` is where the application stood then; where it has moved on meanwhile the decision is not carried
    out. ``problem`` says why it could not be carried out the last time.
    """

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="pending_decisions"
    )
    action = models.CharField(max_length=10, choices=[(a.value, a.value) for a in PendingAction])
    category = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=300, blank=True)
    seen_stage = models.CharField(max_length=16)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        """One open decision an application; a reason with each that closes one; carried out or cleared, never both."""

        verbose_name = _("pending decision")
        verbose_name_plural = _("pending decisions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(applied_at__isnull=True, cleared_at__isnull=True),
                name="pending_one_open",
            ),
            models.CheckConstraint(
                name="pending_known_words",
                condition=Q(action__in=[a.value for a in PendingAction])
                & Q(category__in=["", *(c.value for c in DeclineCategory)])
                & Q(seen_stage__in=[s.value for s in Stage]),
            ),
            models.CheckConstraint(
                name="pending_decline_has_a_reason",
                condition=~Q(action=PendingAction.DECLINE.value) | ~Q(category=""),
            ),
            models.CheckConstraint(
                name="pending_one_end", condition=Q(applied_at__isnull=True) | Q(cleared_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        """Name the act, not the person."""
        return f"pending {self.action}"


class WaitlistPlace(PublicRecord):
    """Somebody's place on the waiting list of a cycle; rank 1 comes first. It goes when they leave the list."""

    application = models.OneToOneField(
        "recruitment.Application", on_delete=models.CASCADE, related_name="waitlist_place"
    )
    cycle = models.ForeignKey("recruitment.Cycle", on_delete=models.CASCADE, related_name="waitlist_places")
    rank = models.PositiveIntegerField()
    since = models.DateTimeField()

    class Meta:
        """Each rank once in a cycle."""

        verbose_name = _("place on the waiting list")
        verbose_name_plural = _("places on the waiting list")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "rank"], name="waitlist_rank_once"),
            models.CheckConstraint(name="waitlist_rank_from_one", condition=Q(rank__gte=1)),
        ]

    def __str__(self) -> str:
        """Return the rank."""
        return f"waiting at {self.rank}"
