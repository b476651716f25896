"""Long work with a bar: exports, bulk letters, matching runs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models.base import PublicRecord
from fellowship.models.files import StoredFile
from fellowship.models.people import Person
from fellowship.rules.jobs import JobStage

JOB_STAGES = [stage.value for stage in JobStage]


class Job(PublicRecord):
    """One piece of long work that a person asked for and can watch."""

    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=150)
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="jobs")
    stage = models.CharField(max_length=8, choices=[(s, s) for s in JOB_STAGES], default="waiting")
    params = models.JSONField(default=dict)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result_file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    result_url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        """Known stages only; never more done than there is."""

        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["owner", "created_at"], name="job_owner")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="job_known_stage", condition=Q(stage__in=JOB_STAGES)),
            models.CheckConstraint(name="job_done_within_total", condition=Q(done__lte=models.F("total"))),
        ]
