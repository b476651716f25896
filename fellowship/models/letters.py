"""The outbox: templates that become letters which a person can read, hold, edit or send."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fellowship.models.base import PublicRecord
from fellowship.models.files import StoredFile
from fellowship.models.people import Person
from fellowship.rules.letters import LetterStage, kinds

LETTER_STAGES = [stage.value for stage in LetterStage]


class LetterTemplate(PublicRecord):
    """The organization's own words for one kind of letter in one language; the code's words are the fallback."""

    kind = models.CharField(_("kind"), max_length=80)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=150)
    body = models.TextField(_("body"))
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One template per kind and language."""

        verbose_name = _("letter template")
        verbose_name_plural = _("letter templates")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "language"], name="lettertemplate_once"),
        ]

    def __str__(self) -> str:
        """Name the kind and the language."""
        return f"{self.kind} ({self.language})"

    @property
    def kind_label(self) -> object:
        """What the kind is called; its key where the kind is gone from the code."""
        known = {kind.key: gettext(str(kind.label)) for kind in kinds()}
        return known.get(self.kind, self.kind)


class Letter(PublicRecord):
    """One letter to one person, or to somebody outside who has no account and is named in the letter alone."""

    kind = models.CharField(max_length=80)
    recipient = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="letters", null=True)
    to_name = models.CharField(max_length=200, blank=True)
    to_email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=8, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    stage = models.CharField(max_length=10, choices=[(s, s) for s in LETTER_STAGES])
    is_decision = models.BooleanField(default=False)
    dedup_key = models.CharField(max_length=200, unique=True)
    about_label = models.CharField(max_length=80)
    about_id = models.CharField(max_length=40)
    attachments = models.ManyToManyField(StoredFile, blank=True, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sending_since = models.DateTimeField(null=True)
    next_attempt_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """Found by stage for the worker and by subject for the screens."""

        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stage", "next_attempt_at"], name="letter_due"),
            models.Index(fields=["about_label", "about_id"], name="letter_about"),
            models.Index(fields=["recipient", "created_at"], name="letter_recipient"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="letter_has_one_addressee",
                condition=Q(recipient__isnull=False, to_email="") | (Q(recipient__isnull=True) & ~Q(to_email="")),
            ),
            models.CheckConstraint(name="letter_known_stage", condition=Q(stage__in=LETTER_STAGES)),
            models.CheckConstraint(
                name="letter_sending_has_a_time",
                condition=(Q(stage="sending") & Q(sending_since__isnull=False))
                | (~Q(stage="sending") & Q(sending_since__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_sent_has_a_time",
                condition=(Q(stage="sent") & Q(sent_at__isnull=False)) | (~Q(stage="sent") & Q(sent_at__isnull=True)),
            ),
        ]

    @property
    def addressee(self) -> str:
        """The name of whoever gets the letter."""
        return self.recipient.get_full_name() if self.recipient is not None else self.to_name

    @property
    def address(self) -> str:
        """The e-mail address the letter goes to."""
        return self.recipient.email if self.recipient is not None else self.to_email
