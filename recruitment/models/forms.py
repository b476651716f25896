"""Application forms that staff build: a form, its numbered versions and their typed questions."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from fellowship.models import PublicRecord
from recruitment.rules.questions import QuestionKind, RetentionClass

KIND_LABELS = [
    (QuestionKind.SHORT_TEXT.value, _("Short text")),
    (QuestionKind.LONG_TEXT.value, _("Long text")),
    (QuestionKind.CHOICE.value, _("One choice")),
    (QuestionKind.SEVERAL.value, _("Several choices")),
    (QuestionKind.DATE.value, _("Date")),
    (QuestionKind.NUMBER.value, _("Number")),
    (QuestionKind.FILE.value, _("File")),
    (QuestionKind.OFFICES.value, _("Offices in order")),
    (QuestionKind.LANGUAGES.value, _("Languages")),
    (QuestionKind.STATEMENT.value, _("Statement to agree to")),
    (QuestionKind.YES_NO.value, _("Yes or no")),
    (QuestionKind.GROUP.value, _("Repeating entry (jobs, schools)")),
]
RETENTION_LABELS = [
    (RetentionClass.APPLICATION.value, _("As long as the application")),
    (RetentionClass.DECISION.value, _("Until the decision is final")),
    (RetentionClass.STATUTE.value, _("As long as the law asks")),
]
key_like = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Use small letters, digits and _ and begin with a letter."))


class ApplicationForm(models.Model):
    """A form by name; what it asks stands in its versions."""

    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        """Named for Wagtail's menu."""

        verbose_name = _("application form")
        verbose_name_plural = _("application forms")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class FormVersion(PublicRecord, ClusterableModel):
    """One numbered version of a form. Once published it never changes: applicants keep the one they began with."""

    form = models.ForeignKey(
        ApplicationForm, on_delete=models.PROTECT, related_name="versions", verbose_name=_("form")
    )
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    class Meta:
        """A number once a form, and one draft at most."""

        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "number"], name="formversion_once"),
            models.UniqueConstraint(
                fields=["form"], condition=Q(published_at__isnull=True), name="formversion_one_draft"
            ),
        ]

    def __str__(self) -> str:
        """Name the form and the number."""
        return f"{self.form}, {self.number}"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.published_at is None


class Question(Orderable):
    """One question. Those with the same ``step`` stand on one page; the first one's title names it."""

    version = ParentalKey(FormVersion, on_delete=models.CASCADE, related_name="questions")
    step = models.CharField(_("page"), max_length=30, validators=[key_like])
    step_title = models.CharField(_("title of the page"), max_length=120, blank=True)
    step_title_es = models.CharField(_("title of the page in Spanish"), max_length=120, blank=True)
    key = models.CharField(_("key"), max_length=40, validators=[key_like])
    kind = models.CharField(_("kind"), max_length=12, choices=KIND_LABELS)
    label = models.CharField(_("question"), max_length=300)
    label_es = models.CharField(_("question in Spanish"), max_length=300, blank=True)
    help_text = models.TextField(_("help"), blank=True)
    help_text_es = models.TextField(_("help in Spanish"), blank=True)
    choices = models.TextField(_("choices, one a line"), blank=True)
    choices_es = models.TextField(_("choices in Spanish, one a line"), blank=True)
    parts = models.TextField(
        _("parts of one entry, one a line"), blank=True,
        help_text=_("For a repeating entry, for example “Employer | short text” or “Months | number | optional”. "
                    "Kinds: short text, long text, number, yes or no, month, date."),
    )  # fmt: skip
    parts_es = models.TextField(_("parts in Spanish, one a line"), blank=True)
    shown_if_key = models.CharField(
        _("ask only if the question with this key"), max_length=40, blank=True, validators=[key_like],
        help_text=_("The key of an earlier question with choices, yes or no, or a statement. Empty: always ask."),
    )  # fmt: skip
    shown_if_value = models.CharField(
        _("was answered with"),
        max_length=120,
        blank=True,
        help_text=_("One of its choices in English, or “yes” or “no”."),
    )
    required = models.BooleanField(_("must be answered"), default=True)
    max_words = models.PositiveSmallIntegerField(_("most words"), null=True, blank=True)
    identifies = models.BooleanField(_("says who the person is (always hidden from readers)"), default=False)
    visible_to_reviewers = models.BooleanField(_("readers see the answer"), default=False)
    retention_class = models.CharField(
        _("kept"), max_length=12, choices=RETENTION_LABELS, default=RetentionClass.APPLICATION.value
    )

    class Meta(Orderable.Meta):
        """A key once in a version; what identifies is never shown to reviewers."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "key"], name="question_key_once"),
            models.CheckConstraint(name="question_known_kind", condition=Q(kind__in=[k.value for k in QuestionKind])),
            models.CheckConstraint(
                name="question_known_retention", condition=Q(retention_class__in=[r.value for r in RetentionClass])
            ),
            models.CheckConstraint(
                name="question_identity_stays_hidden", condition=~Q(identifies=True, visible_to_reviewers=True)
            ),
        ]

    def __str__(self) -> str:
        """Return the key."""
        return self.key
