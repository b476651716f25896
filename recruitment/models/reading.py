"""What belongs to one read beside its marks: the draft, what was abstained from, and the packet as it was then."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from recruitment.models.cycle import Cycle
from recruitment.models.review import Criterion, ReviewAssignment
from recruitment.rules.documents import TextState
from recruitment.rules.phases import Colleagues

COLLEAGUES_LABELS = [
    (Colleagues.AFTER_OWN.value, _("After their own are in")),
    (Colleagues.NEVER.value, _("Never in this phase")),
]


class ReviewPhase(Orderable):
    """A stretch of time in which packets of a cycle are read. Phases of a cycle never overlap."""

    cycle = ParentalKey(Cycle, on_delete=models.CASCADE, related_name="review_phases")
    name = models.CharField(_("name"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    can_score = models.BooleanField(_("readers can save scores"), default=True)
    sees_colleagues = models.CharField(
        _("when readers see each other’s scores"),
        max_length=10,
        choices=COLLEAGUES_LABELS,
        default=Colleagues.AFTER_OWN.value,
    )
    reads_per_application = models.PositiveSmallIntegerField(
        _("readers per application"), null=True, blank=True, help_text=_("Empty: as many as the cycle says.")
    )

    class Meta(Orderable.Meta):
        """A phase ends after it begins; each name once in a cycle."""

        verbose_name = _("review phase")
        verbose_name_plural = _("review phases")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "name"], name="reviewphase_once"),
            models.CheckConstraint(name="reviewphase_in_order", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(
                name="reviewphase_has_readers",
                condition=Q(reads_per_application__isnull=True) | Q(reads_per_application__gte=1),
            ),
            models.CheckConstraint(
                name="reviewphase_known_colleagues",
                condition=Q(sees_colleagues__in=[choice.value for choice in Colleagues]),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PacketSnapshot(models.Model):
    """A packet of an application as readers saw it; ``digest`` tells two of them apart.

    ``content`` holds, for each question shown, what was cleared or picked; never what was withheld.
    """

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="packet_snapshots"
    )
    digest = models.CharField(max_length=64)
    content = models.JSONField(default=list)
    taken_at = models.DateTimeField()

    class Meta:
        """The same packet is kept once."""

        verbose_name = _("packet as it was read")
        verbose_name_plural = _("packets as they were read")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "digest"], name="packetsnapshot_once"),
        ]

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"packet snapshot {self.pk}"


class DocumentText(models.Model):
    """The words of an uploaded file, taken out for the redaction desk. Readers see only what is cleared of them."""

    file = models.OneToOneField(
        "fellowship.StoredFile", on_delete=models.CASCADE, primary_key=True, related_name="document_text"
    )
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in TextState])
    text = models.TextField(blank=True)
    read_at = models.DateTimeField()

    class Meta:
        """Known states only."""

        verbose_name = _("text of a file")
        verbose_name_plural = _("texts of files")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="documenttext_known_state", condition=Q(state__in=[state.value for state in TextState])
            ),
        ]

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"text of {self.pk}"


class ReadDraft(models.Model):
    """Marks and a note that a reader has not saved for good. Nobody else ever sees them.

    ``marks`` maps a criterion to a mark, 0 standing for an abstention; ``revision`` grows with each change.
    """

    assignment = models.OneToOneField(
        ReviewAssignment, on_delete=models.CASCADE, primary_key=True, related_name="draft"
    )
    marks = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("draft of marks")
        verbose_name_plural = _("drafts of marks")

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"draft {self.pk}"


class Abstention(models.Model):
    """A criterion that a reader could not judge fairly. It has no mark and counts in no mean."""

    assignment = models.ForeignKey(ReviewAssignment, on_delete=models.CASCADE, related_name="abstentions")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="abstentions")
    wagtail_reference_index_ignore = True

    class Meta:
        """Once a read and criterion."""

        verbose_name = _("abstention")
        verbose_name_plural = _("abstentions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="abstention_once"),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"abstention {self.pk}"
