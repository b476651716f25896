"""An application: its answers, where it stands, and how it got there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, FloatField, Q
from django.db.models.functions import Cast, NullIf
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord, StoredFile
from recruitment.models.cycle import Cycle
from recruitment.models.forms import FormVersion, Question
from recruitment.rules.questions import LanguageLevel
from recruitment.rules.stages import Action, Stage


class Application(PublicRecord):
    """One person's application in one cycle, on the version of the form they began with.

    ``extended_until`` is a later deadline of this person's own.
    ``sort_name`` is the person's name as lists are put in order; ``stage_since`` is when the present stage began.
    ``marks_sum`` and ``marks_given`` count the marks of reads that are in, so that lists can ask for their ``mean``.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="applications")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="applications")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="applications")
    reference = models.CharField(max_length=24, unique=True)
    stage = models.CharField(max_length=16, choices=[(s.value, s.value) for s in Stage], default=Stage.DRAFT.value)
    stage_since = models.DateTimeField()
    eligibility = models.JSONField(default=dict)
    sort_name = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField()
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="owned_applications"
    )
    decline_category = models.CharField(max_length=20, blank=True)
    extended_until = models.DateTimeField(null=True)
    marks_sum = models.PositiveIntegerField(default=0, db_default=0)
    marks_given = models.PositiveIntegerField(default=0, db_default=0)
    mean = models.GeneratedField(
        expression=Cast("marks_sum", FloatField()) / NullIf(F("marks_given"), 0),
        output_field=FloatField(null=True),
        db_persist=True,
    )

    class Meta:
        """One a person and cycle; sent ones are listed by stage, waiting time, name and mean."""

        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["cycle", "stage", "stage_since"],
                name="app_stage_waiting",
                condition=Q(submitted_at__isnull=False),
            ),
            # What the list narrows by first is in the index itself: rows passed over are never fetched.
            models.Index(
                fields=["cycle", "stage_since", "id"],
                include=["stage", "person"],
                name="app_waiting",
                condition=Q(submitted_at__isnull=False),
            ),
            models.Index(fields=["cycle", "sort_name"], name="app_sort_name", condition=Q(submitted_at__isnull=False)),
            models.Index(fields=["cycle", "submitted_at"], name="app_sent", condition=Q(submitted_at__isnull=False)),
            models.Index(fields=["cycle", "mean"], name="app_mean", condition=Q(mean__isnull=False)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "cycle"], name="application_once"),
            models.CheckConstraint(name="application_known_stage", condition=Q(stage__in=[s.value for s in Stage])),
            models.CheckConstraint(
                name="application_sent_has_a_time",
                condition=Q(stage__in=[Stage.DRAFT.value, Stage.WITHDRAWN.value]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="application_draft_is_not_sent",
                condition=~Q(stage=Stage.DRAFT.value) | Q(submitted_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        """Return the reference, never the name."""
        return self.reference


class Answer(models.Model):
    """An answer as last saved. ``revision`` grows by one with each change; an older one is never saved over it.

    ``set_aside``: the person's other answers no longer ask this question. It is kept for them and read by nobody.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    set_aside = models.BooleanField(default=False)

    class Meta:
        """One a question."""

        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "question"], name="answer_once"),
        ]

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"answer {self.pk}"


class OfficeChoice(models.Model):
    """An office a person would go to, with its rank; kept beside the answer so that lists can filter."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="office_choices")
    office = models.ForeignKey("fellowship.HostOffice", on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        """Each office and each rank once."""

        verbose_name = _("office choice")
        verbose_name_plural = _("office choices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "rank"], name="officechoice_rank_once"),
            models.UniqueConstraint(fields=["office", "application"], name="officechoice_office_once"),
        ]

    def __str__(self) -> str:
        """Return the rank."""
        return f"choice {self.rank}"


class SpokenLanguage(models.Model):
    """A language a person speaks and how well; kept beside the answer so that lists can filter."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="spoken_languages")
    language = models.CharField(max_length=12)
    level = models.CharField(max_length=8, choices=[(level.value, level.value) for level in LanguageLevel])

    class Meta:
        """Each language once."""

        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "application"], name="spokenlanguage_once"),
            models.CheckConstraint(
                name="spokenlanguage_known_level", condition=Q(level__in=[level.value for level in LanguageLevel])
            ),
        ]

    def __str__(self) -> str:
        """Name language and level."""
        return f"{self.language} {self.level}"


class SearchWord(models.Model):
    """A word of the person's name, plain, so that staff find an application by the beginning of any name."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="search_words")
    word = models.CharField(max_length=60, db_index=True)

    class Meta:
        """Each word once."""

        verbose_name = _("search word")
        verbose_name_plural = _("search words")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "word"], name="searchword_once"),
        ]

    def __str__(self) -> str:
        """Name the row, not the word: it is part of a name."""
        return f"search word {self.pk}"


class StageChange(models.Model):
    """One step of an application. Rows are only added."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="stage_changes")
    from_stage = models.CharField(max_length=16)
    to_stage = models.CharField(max_length=16)
    action = models.CharField(max_length=16)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Known stages and actions only."""

        verbose_name = _("stage change")
        verbose_name_plural = _("stage changes")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["application", "at"], name="stagechange_story")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="stagechange_known_steps",
                condition=Q(from_stage__in=[s.value for s in Stage])
                & Q(to_stage__in=[s.value for s in Stage])
                & Q(action__in=[a.value for a in Action]),
            ),
        ]

    def __str__(self) -> str:
        """Name the step."""
        return f"{self.from_stage} → {self.to_stage}"
