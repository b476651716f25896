"""Questions that a fair-chance officer allowed although the check of forms refuses them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.models.forms import ApplicationForm
from recruitment.rules.forbidden_questions import CAN_BE_ALLOWED


class QuestionException(PublicRecord):
    """One question of a form, in exactly these words, that may ask about one topic. Rows are only added.

    ``digest`` stands for all texts of the question: when a word changes, the exception no longer holds.
    """

    form = models.ForeignKey(ApplicationForm, on_delete=models.PROTECT, related_name="question_exceptions")
    key = models.CharField(max_length=40)
    topic = models.CharField(max_length=20)
    digest = models.CharField(max_length=16)
    question = models.CharField(max_length=300)
    reason = models.TextField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    allowed_at = models.DateTimeField()

    class Meta:
        """Once for the same words, always with a reason, and never for a question about a record."""

        verbose_name = _("exception for a question")
        verbose_name_plural = _("exceptions for questions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["form", "key", "topic", "digest"], name="questionexception_once"),
            models.CheckConstraint(
                name="questionexception_never_a_record",
                condition=Q(topic__in=[topic.value for topic in CAN_BE_ALLOWED]),
            ),
            models.CheckConstraint(name="questionexception_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        """Name the question and the topic."""
        return f"{self.key}: {self.topic}"
