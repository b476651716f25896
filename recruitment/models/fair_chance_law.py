"""The texts of the fair-chance law as cases keep them, what was done with them, and the exemptions switched on."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import HostOffice, PublicRecord


class LawText(PublicRecord):
    """One text of one jurisdiction's law. It never changes: another text is another row.

    ``data`` has the form of the files in ``recruitment/law``. New cases take the texts that are not retired; a case
    keeps those with which it was opened.
    """

    code = models.SlugField(_("jurisdiction"), max_length=80)
    version = models.CharField(_("version"), max_length=40)
    effective_from = models.DateField(_("in force from"))
    data = models.JSONField(_("text"))
    is_shipped = models.BooleanField(_("came with the program"), default=True)
    added_at = models.DateTimeField(_("added"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("why it was amended"), blank=True)
    approved_at = models.DateTimeField(_("approved by counsel"), null=True)
    approved_by = models.CharField(_("counsel"), max_length=200, blank=True)
    retired_at = models.DateTimeField(_("no longer for new cases"), null=True)

    class Meta:
        """One row a version, one text in use a day on which it begins; an amendment has its reason."""

        verbose_name = _("text of a law")
        verbose_name_plural = _("texts of laws")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "version"], name="lawtext_version_once"),
            models.UniqueConstraint(
                fields=["code", "effective_from"], condition=Q(retired_at__isnull=True), name="lawtext_one_in_use"
            ),
            models.CheckConstraint(name="lawtext_amended_why", condition=Q(is_shipped=True) | ~Q(reason="")),
            models.CheckConstraint(
                name="lawtext_approved_by_somebody",
                condition=Q(approved_at__isnull=True, approved_by="")
                | (Q(approved_at__isnull=False) & ~Q(approved_by="")),
            ),
        ]

    def __str__(self) -> str:
        """Name the text."""
        return f"{self.code} {self.version}"


class LawStep(models.Model):
    """What somebody did with a text: put it in force, approved it, took that back. Rows are only added."""

    class Action(models.TextChoices):
        """What can be done with a text."""

        AMEND = "amend", _("Amended")
        RETIRE = "retire", _("Kept for open cases only")
        USE = "use", _("Put in force again")
        APPROVE = "approve", _("Approved by counsel")
        UNDO = "undo", _("Approval taken back")

    text = models.ForeignKey(LawText, on_delete=models.PROTECT, related_name="steps")
    action = models.CharField(_("what was done"), max_length=10, choices=Action.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(_("when"))
    reason = models.TextField(_("why"), blank=True)
    counsel = models.CharField(_("counsel"), max_length=200, blank=True)
    counsel_on = models.DateField(_("day of the approval"), null=True)

    class Meta:
        """An approval names counsel and a day; all else has a reason."""

        verbose_name = _("step of a law’s text")
        verbose_name_plural = _("steps of laws’ texts")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["text", "at"], name="lawstep_story")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="lawstep_reasoned",
                condition=(Q(action="approve", counsel_on__isnull=False) & ~Q(counsel=""))
                | (~Q(action="approve") & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        """Name the step by what was done."""
        return self.action


class LawExemption(models.Model):
    """An exception of a law, switched on by counsel for one office. Rows end; they are not deleted.

    It counts for the cases that are opened while it is on.
    """

    office = models.ForeignKey(HostOffice, on_delete=models.PROTECT, related_name="law_exemptions")
    law = models.SlugField(_("jurisdiction"), max_length=80)
    code = models.SlugField(_("exception"), max_length=80)
    reason = models.TextField(_("reason"))
    switched_on_at = models.DateTimeField(_("switched on"))
    switched_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    counsel = models.CharField(_("counsel"), max_length=200)
    ended_at = models.DateTimeField(_("switched off"), null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    end_reason = models.TextField(_("why it was switched off"), blank=True)

    class Meta:
        """On once at a time, with a reason and a name."""

        verbose_name = _("exemption from a law")
        verbose_name_plural = _("exemptions from laws")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["office", "law", "code"], condition=Q(ended_at__isnull=True), name="lawexemption_on_once"
            ),
            models.CheckConstraint(name="lawexemption_reasoned", condition=~Q(reason="") & ~Q(counsel="")),
            models.CheckConstraint(
                name="lawexemption_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("switched_on_at")),
            ),
        ]

    def __str__(self) -> str:
        """Name the exception."""
        return f"{self.law}: {self.code}"
