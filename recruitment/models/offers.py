"""Conditional offers and the questions applicants ask about them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord, StoredFile
from recruitment.rules.offers import SHORTEST_OPEN, OfferStage, TimeOutcome

OPEN_OFFER = [OfferStage.DRAFT.value, OfferStage.SENT.value, OfferStage.ACCEPTED.value]
SIGNED_OFFER = [OfferStage.ACCEPTED.value, OfferStage.ENDED.value]


class Offer(PublicRecord):
    """An offer as it was sent: ``terms`` is a snapshot that later changes to the opening don't touch.

    ``follows`` is the offer whose end freed this place, where the offer was drafted for the next on the waiting list.
    """

    application = models.ForeignKey("recruitment.Application", on_delete=models.CASCADE, related_name="offers")
    opening = models.ForeignKey("recruitment.Opening", on_delete=models.PROTECT, null=True, related_name="offers")
    follows = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in OfferStage], default=OfferStage.DRAFT.value
    )
    is_conditional = models.BooleanField(default=True)
    terms = models.JSONField(default=dict)
    last_day = models.DateField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    declined_reason = models.TextField(blank=True)
    signature_name = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True)
    signature_address = models.GenericIPAddressField(null=True)
    pdf = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    signed_pdf = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One open offer an application, seven days to answer at least, a signature on what is accepted."""

        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "expires_at"], name="offer_stage_expiry")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application"], condition=Q(stage__in=OPEN_OFFER), name="offer_one_open"),
            models.CheckConstraint(name="offer_known_stage", condition=Q(stage__in=[s.value for s in OfferStage])),
            models.CheckConstraint(
                name="offer_sent_has_its_times",
                condition=Q(stage__in=[OfferStage.DRAFT.value, OfferStage.RETRACTED.value])
                | Q(sent_at__isnull=False, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_open_seven_days",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gte=F("sent_at") + SHORTEST_OPEN),
            ),
            models.CheckConstraint(
                name="offer_accepted_is_signed",
                condition=~Q(stage__in=SIGNED_OFFER) | (Q(signed_at__isnull=False) & ~Q(signature_name="")),
            ),
        ]


class OfferQuestion(PublicRecord):
    """A question of the applicant about an offer, and our answer."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Named for the audit."""

        verbose_name = _("question about an offer")
        verbose_name_plural = _("questions about offers")


class OfferTimeRequest(PublicRecord):
    """A wish for more time to answer an offer, until a day; while nobody has answered it the offer stays open."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="time_requests")
    wished_day = models.DateField()
    reason = models.CharField(max_length=600, blank=True)
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, blank=True, choices=[(o.value, o.value) for o in TimeOutcome])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """One unanswered wish an offer; an outcome comes with its time."""

        verbose_name = _("request for more time")
        verbose_name_plural = _("requests for more time")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["offer"], condition=Q(answered_at__isnull=True), name="timerequest_one_open"
            ),
            models.CheckConstraint(
                name="timerequest_outcome_has_a_time",
                condition=Q(outcome="", answered_at__isnull=True)
                | Q(outcome__in=[o.value for o in TimeOutcome], answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"time request {self.pk}"
