"""What applicants ask of the program: more time, an accommodation, deletion of their data."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedTextField
from recruitment.models.applications import Application
from recruitment.rules.requests import AccommodationStage, ErasureStage, TimeStage


class AccommodationRequest(PublicRecord):
    """What a person needs and what was arranged; both encrypted, read by the accommodation coordinator alone."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="accommodations")
    stage = models.CharField(
        max_length=14, choices=[(s.value, s.value) for s in AccommodationStage], default=AccommodationStage.ASKED.value
    )
    need = EncryptedTextField()
    answer = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One open request an application; an answer has its time."""

        verbose_name = _("accommodation request")
        verbose_name_plural = _("accommodation requests")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "asked_at"], name="accommodation_queue"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(stage=AccommodationStage.ASKED.value),
                name="accommodation_one_open",
            ),
            models.CheckConstraint(
                name="accommodation_known_stage", condition=Q(stage__in=[s.value for s in AccommodationStage])
            ),
            models.CheckConstraint(
                name="accommodation_answer_has_a_time",
                condition=Q(stage__in=[AccommodationStage.ASKED.value, AccommodationStage.TAKEN_BACK.value])
                | Q(answered_at__isnull=False),
            ),
        ]


class MoreTime(PublicRecord):
    """A request for a later deadline, or one that an arrangement gives: then nobody reads a reason here."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="more_time")
    stage = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in TimeStage], default=TimeStage.ASKED.value
    )
    reason = EncryptedTextField(blank=True)
    is_arrangement = models.BooleanField(default=False)
    until = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """One open request an application; a granted one names the new deadline."""

        verbose_name = _("more time")
        verbose_name_plural = _("more time")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["stage", "asked_at"], name="moretime_queue")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(stage=TimeStage.ASKED.value), name="moretime_one_open"
            ),
            models.CheckConstraint(name="moretime_known_stage", condition=Q(stage__in=[s.value for s in TimeStage])),
            models.CheckConstraint(
                name="moretime_granted_until",
                condition=Q(stage=TimeStage.GRANTED.value, until__isnull=False, answered_at__isnull=False)
                | (~Q(stage=TimeStage.GRANTED.value) & Q(until__isnull=True)),
            ),
        ]


class ErasureRequest(PublicRecord):
    """A person's wish to have their data deleted. The person stays as a row without a name."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="erasure_requests")
    stage = models.CharField(
        max_length=8, choices=[(s.value, s.value) for s in ErasureStage], default=ErasureStage.ASKED.value
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    keep_until = models.DateTimeField(null=True)

    class Meta:
        """One open request a person."""

        verbose_name = _("erasure request")
        verbose_name_plural = _("erasure requests")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["person"], condition=~Q(stage=ErasureStage.DONE.value), name="erasure_one_open"
            ),
            models.CheckConstraint(name="erasure_known_stage", condition=Q(stage__in=[s.value for s in ErasureStage])),
        ]
