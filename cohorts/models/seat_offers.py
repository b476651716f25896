"""Offers of a freed seat to somebody who waits for one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Seat
from cohorts.models.fellows import Fellow
from cohorts.models.placements import Placement
from cohorts.rules.seat_offers import SeatOfferStage
from fellowship.models import Person, PublicRecord


class SeatOffer(PublicRecord):
    """A seat offered to a fellow from ``starts_on``, to be answered by ``answer_by``: ``days`` business days."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="offers")
    fellow = models.ForeignKey(Fellow, on_delete=models.PROTECT, related_name="seat_offers")
    placement = models.OneToOneField(Placement, on_delete=models.PROTECT, null=True, related_name="seat_offer")
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in SeatOfferStage], default=SeatOfferStage.OPEN
    )
    starts_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    answer_by = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField()
    settled_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """One open offer a seat and one a fellow, whatever runs at the same time; what is settled has its time."""

        verbose_name = _("offer of a seat")
        verbose_name_plural = _("offers of seats")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "answer_by"], name="seatoffer_due"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(stage=SeatOfferStage.OPEN), name="seatoffer_one_open_a_seat"
            ),
            models.UniqueConstraint(
                fields=["fellow"], condition=Q(stage=SeatOfferStage.OPEN), name="seatoffer_one_open_a_fellow"
            ),
            models.CheckConstraint(
                name="seatoffer_known_stage", condition=Q(stage__in=[s.value for s in SeatOfferStage])
            ),
            models.CheckConstraint(
                name="seatoffer_settled_with_time",
                condition=Q(stage=SeatOfferStage.OPEN, settled_at__isnull=True)
                | (~Q(stage=SeatOfferStage.OPEN) & Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="seatoffer_placed_once_accepted",
                condition=Q(placement__isnull=True) | Q(stage=SeatOfferStage.ACCEPTED),
            ),
            models.CheckConstraint(name="seatoffer_time_to_answer", condition=Q(answer_by__gt=F("offered_at"))),
        ]
