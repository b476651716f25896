"""A request for help: what happened, how much, where the money goes, and every step it took."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person, PublicRecord, StoredFile
from fellowship.models.encrypted import EncryptedJSONField, EncryptedTextField
from hardship_fund.models.funds import Category, Fund
from hardship_fund.rules.stages import Stage

STAGES = [stage.value for stage in Stage]
BEFORE_SENDING = [Stage.DRAFT.value, Stage.WITHDRAWN.value]


class Request(PublicRecord):
    """One person asks one fund for money. Story and payee are encrypted; reading them is audited.

    ``version`` rises with every change of amount, payee or evidence after sending: decisions count for
    the version they were made on, so that a change voids them.
    """

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="requests")
    requester = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="hardship_requests")
    reference = models.CharField(max_length=20, unique=True, null=True)  # noqa: DJ001 - unique among those that have one
    stage = models.CharField(max_length=12, choices=[(s, s) for s in STAGES], default=Stage.DRAFT)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="requests")
    amount_cents = models.PositiveIntegerField(null=True)
    needed_by = models.DateField(null=True)
    event_on = models.DateField(null=True)
    story = EncryptedTextField(blank=True, default="")
    payee: "models.Field[Any, Any]" = EncryptedJSONField(null=True)
    question = EncryptedTextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    approved_cents = models.PositiveIntegerField(null=True)
    denial_reason = models.CharField(max_length=30, blank=True)
    denial_note = EncryptedTextField(blank=True, default="")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Known stages; one draft a person; whatever was sent is complete; approved money has an amount."""

        verbose_name = _("request for help")
        verbose_name_plural = _("requests for help")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["fund", "stage", "submitted_at"], name="hardship_request_queue"),
            models.Index(fields=["requester", "event_on"], name="hardship_request_person"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="hardship_request_stage", condition=Q(stage__in=STAGES)),
            models.UniqueConstraint(
                fields=["fund", "requester"], condition=Q(stage=Stage.DRAFT), name="hardship_one_draft"
            ),
            models.CheckConstraint(
                name="hardship_sent_is_complete",
                condition=Q(stage__in=BEFORE_SENDING)
                | Q(
                    reference__isnull=False, category__isnull=False, amount_cents__isnull=False, amount_cents__gt=0,
                    needed_by__isnull=False, event_on__isnull=False, payee__isnull=False, submitted_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="hardship_approved_amount",
                condition=~Q(stage__in=["approved", "paying", "failed", "paid", "closed"])
                | Q(approved_cents__isnull=False, approved_cents__gt=0, approved_cents__lte=models.F("amount_cents")),
            ),
            models.CheckConstraint(
                name="hardship_denied_has_reason", condition=~Q(stage=Stage.DENIED) | ~Q(denial_reason="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """Return the reference: it names nobody."""
        return self.reference or f"request {str(self.pk)[:8]}"


class Evidence(PublicRecord):
    """Something shown, or said instead: a private file or a note in the person's own words."""

    class Kind(models.TextChoices):
        """What it is."""

        FILE = "file", _("A file")
        NOTE = "note", _("A note in your words")
        ANSWER = "answer", _("An answer to the committee")

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="hardship_evidence")
    text = EncryptedTextField(blank=True, default="")
    added_at = models.DateTimeField()
    request_version = models.PositiveIntegerField()

    class Meta:
        """A file has its file; one note a request."""

        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="hardship_evidence_kind",
                condition=Q(kind="file", file__isnull=False) | Q(kind__in=["note", "answer"], file__isnull=True),
            ),
            models.UniqueConstraint(fields=["request"], condition=Q(kind="note"), name="hardship_one_note"),
        ]


class RequestStep(models.Model):
    """One step of a request: who did what, from where to where. Rows are only ever added."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="steps")
    from_stage = models.CharField(max_length=12)
    to_stage = models.CharField(max_length=12)
    action = models.CharField(max_length=12)
    actor = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    note = EncryptedTextField(blank=True, default="")

    class Meta:
        """Read in the order they happened."""

        verbose_name = _("step of a request")
        verbose_name_plural = _("steps of requests")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["request", "at"], name="hardship_step")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="hardship_step_stages", condition=Q(from_stage__in=STAGES, to_stage__in=STAGES)
            ),
        ]

    def __str__(self) -> str:
        """Name the step."""
        return f"{self.from_stage} {self.action} {self.to_stage}"
