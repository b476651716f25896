"""What host offices say to the program: their commitments, whom they met, and how a finalist's interview went."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from cohorts.models.fellows import Fellow
from cohorts.rules.requests import Impression
from fellowship.models import HostOffice, Person, PublicRecord
from fellowship.models.encrypted import EncryptedTextField


class OfficeCommitment(PublicRecord):
    """One promise that an office confirmed for a cohort, by whom and when."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="commitments")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="commitments")
    promise = models.CharField(max_length=12)
    confirmed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    signed_as = models.CharField(max_length=120)
    confirmed_at = models.DateTimeField()

    class Meta:
        """Each promise once an office and cohort."""

        verbose_name = _("commitment of an office")
        verbose_name_plural = _("commitments of offices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "office", "promise"], name="officecommitment_once"),
        ]


class Meeting(PublicRecord):
    """A finalist and an office that met, as somebody noted; ``taken_back`` once they said that it was not so.

    ``noted_at`` and ``noted_by`` are of the last change: whatever changed at one moment is one step, and is undone so.
    """

    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="meetings")
    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="meetings")
    met_on = models.DateField()
    noted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField()
    taken_back = models.BooleanField(default=False)

    class Meta:
        """Once an office and finalist."""

        verbose_name = _("meeting of an office and a finalist")
        verbose_name_plural = _("meetings of offices and finalists")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "fellow"], name="meeting_once"),
        ]


class InterviewFeedback(PublicRecord):
    """What a supervisor says after meeting a finalist; for program managers, never for the finalist."""

    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    fellow = models.ForeignKey(Fellow, on_delete=models.CASCADE, related_name="interview_feedback")
    author = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    impression = models.CharField(max_length=8, choices=[(i.value, i.value) for i in Impression])
    words = EncryptedTextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        """Once an office and fellow; it can be changed."""

        verbose_name = _("feedback after an interview")
        verbose_name_plural = _("feedback after interviews")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "fellow"], name="interviewfeedback_once"),
            models.CheckConstraint(
                name="interviewfeedback_known", condition=Q(impression__in=[i.value for i in Impression])
            ),
        ]
