"""What a fair-chance case holds on its way: records, assessments, notices, and what the applicant asked for.

Whatever tells about a record is encrypted. Of a record that is withheld nothing is kept but the reasons.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from fellowship.models.encrypted import EncryptedJSONField, EncryptedTextField
from recruitment.models.fair_chance import FairChanceCase
from recruitment.rules.fair_chance_law import Ask
from recruitment.rules.fair_chance_windows import Address, Channel


class CaseRecord(models.Model):
    """One record of a report: what sorting needs to know of it, or only why it is withheld."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="records")
    number = models.PositiveSmallIntegerField()
    facts = EncryptedJSONField(null=True)
    text = EncryptedTextField(null=True)
    is_withheld = models.BooleanField(default=False)
    reasons = models.JSONField(default=list)

    class Meta:
        """Nothing of a withheld record is kept; each number once."""

        verbose_name = _("record of a case")
        verbose_name_plural = _("records of cases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="caserecord_number_once"),
            models.CheckConstraint(
                name="caserecord_withheld_is_empty",
                condition=Q(is_withheld=False, facts__isnull=False)
                | Q(is_withheld=True, facts__isnull=True, text__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        """Name the record by its number alone."""
        return f"{self.number}"


class CaseAssessment(models.Model):
    """An individualized assessment in writing. ``is_second`` for each that was written after the preliminary notice.

    Numbers run on; the newest of a kind is the one that counts.
    """

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="assessments")
    number = models.PositiveSmallIntegerField()
    is_second = models.BooleanField(default=False)
    factors = EncryptedJSONField()
    duties = EncryptedJSONField()
    conclusion = EncryptedTextField()
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        """Each number once; the first of all was written before any notice."""

        verbose_name = _("assessment of a case")
        verbose_name_plural = _("assessments of cases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="caseassessment_number_once"),
            models.CheckConstraint(
                name="caseassessment_first_comes_first", condition=Q(number__gt=1) | Q(number=1, is_second=False)
            ),
        ]

    def __str__(self) -> str:
        """Name the assessment by its number alone."""
        return f"{self.number}"


class CaseNotice(PublicRecord):
    """A notice that a law wants, once it was written; ``contents`` are the items that its text was proved to hold."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    contents = models.JSONField(default=list)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Each kind once a case."""

        verbose_name = _("notice of a case")
        verbose_name_plural = _("notices of cases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind"], name="casenotice_kind_once"),
        ]

    def __str__(self) -> str:
        """Name the notice by its kind."""
        return self.kind


class CaseDelivery(models.Model):
    """A notice sent by one channel, with its proof: a tracking number, the number of a letter. Mail has an address."""

    notice = models.ForeignKey(CaseNotice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Channel])
    address = models.CharField(max_length=14, choices=[(a.value, a.value) for a in Address], blank=True)
    sent_on = models.DateField()
    proof = models.CharField(max_length=200)
    confirmed_on = models.DateField(null=True)

    class Meta:
        """Each channel once, with a proof; nobody has a notice before it was sent."""

        verbose_name = _("delivery of a notice")
        verbose_name_plural = _("deliveries of notices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "channel"], name="casedelivery_channel_once"),
            models.CheckConstraint(
                name="casedelivery_known_channel", condition=Q(channel__in=[channel.value for channel in Channel])
            ),
            models.CheckConstraint(name="casedelivery_has_proof", condition=~Q(proof="")),
            models.CheckConstraint(
                name="casedelivery_mail_goes_somewhere",
                condition=~Q(channel=Channel.MAIL.value) | Q(address__in=[address.value for address in Address]),
            ),
            models.CheckConstraint(
                name="casedelivery_sent_before_seen",
                condition=Q(confirmed_on__isnull=True) | Q(confirmed_on__gte=F("sent_on")),
            ),
        ]

    def __str__(self) -> str:
        """Name the delivery by its channel."""
        return self.channel


class CaseRequest(models.Model):
    """Something that the applicant asked for and that may lengthen the time; each kind once."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=20, choices=[(ask.value, ask.value) for ask in Ask])
    asked_at = models.DateTimeField()
    asked_on = models.DateField()

    class Meta:
        """The day is the applicant's own."""

        verbose_name = _("request in a case")
        verbose_name_plural = _("requests in cases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "kind"], name="caserequest_kind_once"),
            models.CheckConstraint(name="caserequest_known_kind", condition=Q(kind__in=[ask.value for ask in Ask])),
        ]

    def __str__(self) -> str:
        """Name the request by its kind."""
        return self.kind


class CaseDispute(models.Model):
    """A dispute with the company that made the report; while it is open nothing is decided."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="disputes")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        """One open at a time."""

        verbose_name = _("dispute of a report")
        verbose_name_plural = _("disputes of reports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case"], condition=Q(closed_on__isnull=True), name="casedispute_one_open"),
            models.CheckConstraint(
                name="casedispute_ends_after_start",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
        ]

    def __str__(self) -> str:
        """Name the dispute by its first day."""
        return f"{self.opened_on}"


class CaseResponse(models.Model):
    """What the applicant wrote to a preliminary notice."""

    case = models.ForeignKey(FairChanceCase, on_delete=models.CASCADE, related_name="responses")
    text = EncryptedTextField()
    sent_at = models.DateTimeField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("response in a case")
        verbose_name_plural = _("responses in cases")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "sent_at"], name="caseresponse_story")]

    def __str__(self) -> str:
        """Name the response by its moment."""
        return f"{self.sent_at}"
