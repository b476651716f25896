"""Blind review: rubrics, who reads what, marks, and the text cleared for readers."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from fellowship.models import PublicRecord
from recruitment.rules.reading import HIGHEST_MARK, LET_GO, LOWEST_MARK, ReadStage


class Rubric(ClusterableModel):
    """What readers score, criterion by criterion. Once a mark was given by it, it never changes."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    introduction = models.TextField(_("advice for readers"), blank=True)
    introduction_es = models.TextField(_("advice in Spanish"), blank=True)

    class Meta:
        """Named for Wagtail's menu."""

        verbose_name = _("rubric")
        verbose_name_plural = _("rubrics")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Criterion(Orderable):
    """One criterion with what each mark from 1 to 4 looks like, in plain words."""

    rubric = ParentalKey(Rubric, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("criterion"), max_length=80)
    name_es = models.CharField(_("criterion in Spanish"), max_length=80, blank=True)
    question_hint = models.CharField(
        _("where to look"),
        max_length=80,
        blank=True,
        help_text=_("For example: the answer about standing up for someone."),
    )
    question_hint_es = models.CharField(_("where to look, in Spanish"), max_length=80, blank=True)
    anchor_1 = models.CharField(_("a 1 looks like"), max_length=160)
    anchor_1_es = models.CharField(_("a 1 in Spanish"), max_length=160, blank=True)
    anchor_2 = models.CharField(_("a 2 looks like"), max_length=160)
    anchor_2_es = models.CharField(_("a 2 in Spanish"), max_length=160, blank=True)
    anchor_3 = models.CharField(_("a 3 looks like"), max_length=160)
    anchor_3_es = models.CharField(_("a 3 in Spanish"), max_length=160, blank=True)
    anchor_4 = models.CharField(_("a 4 looks like"), max_length=160)
    anchor_4_es = models.CharField(_("a 4 in Spanish"), max_length=160, blank=True)

    class Meta(Orderable.Meta):
        """Each name once in a rubric."""

        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["rubric", "name"], name="criterion_once"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ReviewAssignment(PublicRecord):
    """One reader's packet. ``number`` is what the packet is called before this reader.

    ``recused_at`` and ``recused_reason`` say when and why the reader let go of it, by stepping back or by
    abstaining. ``is_whole`` is false where a criterion was abstained from: the read counts, but another is wanted.
    ``snapshot`` is the packet as it was when the marks were given.
    """

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="review_assignments"
    )
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_assignments")
    number = models.PositiveIntegerField()
    stage = models.CharField(
        max_length=10, choices=[(s.value, s.value) for s in ReadStage], default=ReadStage.ASSIGNED.value
    )
    due_on = models.DateField(null=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    recused_at = models.DateTimeField(null=True)
    recused_reason = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    is_whole = models.BooleanField(default=True)
    snapshot = models.ForeignKey(
        "recruitment.PacketSnapshot", on_delete=models.SET_NULL, null=True, related_name="reads"
    )

    class Meta:
        """Nobody reads the same application twice; numbers are a reader's own."""

        verbose_name = _("read")
        verbose_name_plural = _("reads")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reviewer", "stage"], name="read_reviewer_stage"),
            models.Index(fields=["application", "stage"], name="read_application_stage"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="read_once"),
            models.UniqueConstraint(fields=["reviewer", "number"], name="read_number_once"),
            models.CheckConstraint(
                name="read_stage_has_its_time",
                condition=(
                    Q(stage=ReadStage.ASSIGNED.value, submitted_at__isnull=True, recused_at__isnull=True)
                    | Q(stage=ReadStage.SUBMITTED.value, submitted_at__isnull=False, recused_at__isnull=True)
                    | Q(stage__in=[s.value for s in LET_GO], submitted_at__isnull=True, recused_at__isnull=False)
                ),
            ),
        ]


class Score(models.Model):
    """One mark of one reader for one criterion."""

    assignment = models.ForeignKey(ReviewAssignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST_MARK), MaxValueValidator(HIGHEST_MARK)]
    )
    wagtail_reference_index_ignore = True

    class Meta:
        """A mark from 1 to 4, one for each criterion."""

        verbose_name = _("mark")
        verbose_name_plural = _("marks")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once"),
            models.CheckConstraint(
                name="score_in_bounds", condition=Q(value__gte=LOWEST_MARK) & Q(value__lte=HIGHEST_MARK)
            ),
        ]

    def __str__(self) -> str:
        """Return the mark."""
        return str(self.value)


class ClearedAnswer(models.Model):
    """The text of an answer that a person cleared for readers. Stale once the answer's revision moved on."""

    answer = models.OneToOneField("recruitment.Answer", on_delete=models.CASCADE, related_name="cleared")
    text = models.TextField(blank=True)
    answer_revision = models.PositiveIntegerField()
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    cleared_at = models.DateTimeField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("cleared answer")
        verbose_name_plural = _("cleared answers")

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"cleared answer {self.pk}"
