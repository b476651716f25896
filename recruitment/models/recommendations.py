"""Letters of recommendation: asked for by an applicant, written by somebody without an account."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.models.applications import Application
from recruitment.rules.recommendations import ASKED, RecommendationStage

_S = RecommendationStage


class Recommendation(PublicRecord):
    """One recommender's letter. The link they get is signed over the id and ``nonce``: a new nonce ends old links."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="recommendations")
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    relation = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES, default="en")
    stage = models.CharField(max_length=10, choices=[(s.value, s.value) for s in _S], default=_S.INVITED.value)
    nonce = models.CharField(max_length=32)
    text = EncryptedTextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_sent_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    reminders = models.PositiveSmallIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """One open request an address and application; what was received has its text and its time."""

        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "last_sent_at"], name="recommendation_reminders"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "application",
                Lower("email"),
                condition=Q(stage__in=[s.value for s in ASKED]),
                name="recommendation_asked_once",
            ),
            models.CheckConstraint(name="recommendation_known_stage", condition=Q(stage__in=[s.value for s in _S])),
            models.CheckConstraint(
                name="recommendation_received_is_whole",
                condition=~Q(stage=_S.RECEIVED.value) | Q(answered_at__isnull=False, revision__gte=1),
            ),
        ]
