"""The papers of a fair-chance case: notices that were made, and files that go with it. Each knows its own case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Letter, PublicRecord, StoredFile
from recruitment.models.fair_chance import FairChanceCase
from recruitment.models.fair_chance_path import CaseNotice, CaseResponse

# What an applicant sends, in time or after the decision; every other code is an enclosure of a notice.
EVIDENCE, LATE = "evidence", "late"


class Enclosure(PublicRecord):
    """An official paper that laws want sent along: kept once for the organization, with where it is from."""

    code = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="enclosure")
    source = models.CharField(max_length=300)
    dated_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One in use for each code and language."""

        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["code", "language"], condition=Q(ended_at__isnull=True), name="enclosure_one_in_use"
            ),
        ]

    def __str__(self) -> str:
        """Name the enclosure by its code."""
        return f"{self.code} ({self.language})"


class CaseFile(PublicRecord):
    """A file of one case: a copy of the report, a paper sent along with a notice, what the applicant sent.

    ``response`` is the answer with which an applicant sent it.
    """

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="files")
    code = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="case_file")
    response = models.ForeignKey(CaseResponse, on_delete=models.CASCADE, null=True, related_name="files")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Found by case and code."""

        verbose_name = _("file of a case")
        verbose_name_plural = _("files of cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "code"], name="casefile_code")]

    def __str__(self) -> str:
        """Name the file by its code."""
        return self.code


class CasePaper(PublicRecord):
    """A finished notice as a PDF; ``items`` are what its text was proved to hold, each with where it stands.

    ``days`` are those that it names and that follow from the day on which it is sent, by name. ``notice`` is there
    once the paper went out with its proof of sending.
    """

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=8)
    file = models.OneToOneField(StoredFile, on_delete=models.CASCADE, related_name="case_paper")
    items = models.JSONField(default=list)
    days = models.JSONField(default=dict)
    enclosures = models.ManyToManyField(CaseFile, blank=True, related_name="papers")
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="+")
    notice = models.ForeignKey(CaseNotice, on_delete=models.SET_NULL, null=True, related_name="papers")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Found by case, the newest first."""

        verbose_name = _("paper of a case")
        verbose_name_plural = _("papers of cases")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "kind", "made_at"], name="casepaper_newest")
        ]

    def __str__(self) -> str:
        """Name the paper by its kind and language."""
        return f"{self.kind} ({self.language})"
