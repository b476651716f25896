"""Rounds of interviews, and the questions asked in them."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from fellowship.models import PublicRecord
from recruitment.rules.interviews import LONGEST_MINUTES, SHORTEST_MINUTES


class InterviewKit(ClusterableModel):
    """What interviewers ask and listen for. Once a mark was given by it, it never changes."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    guidance = models.TextField(_("advice for interviewers"), blank=True)
    guidance_es = models.TextField(_("advice in Spanish"), blank=True)

    class Meta:
        """Named for Wagtail's menu."""

        verbose_name = _("question kit")
        verbose_name_plural = _("question kits")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class KitQuestion(Orderable):
    """One question, with what a good answer shows."""

    kit = ParentalKey(InterviewKit, on_delete=models.CASCADE, related_name="questions")
    question = models.CharField(_("question"), max_length=300)
    question_es = models.CharField(_("question in Spanish"), max_length=300, blank=True)
    listen_for = models.CharField(_("what to listen for"), max_length=300, blank=True)
    listen_for_es = models.CharField(_("what to listen for, in Spanish"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        """In the order of the kit."""

        verbose_name = _("question of a kit")
        verbose_name_plural = _("questions of a kit")

    def __str__(self) -> str:
        """Return the question: a kit is not personal data."""
        return self.question


class InterviewRound(PublicRecord):
    """One round of interviews in a cycle; ``number`` puts rounds in order. Without rounds a cycle has one, unnamed."""

    cycle = models.ForeignKey(
        "recruitment.Cycle", on_delete=models.CASCADE, related_name="interview_rounds", verbose_name=_("cycle")
    )
    number = models.PositiveSmallIntegerField(_("order"), default=1, validators=[MinValueValidator(1)])
    name = models.CharField(_("name"), max_length=80)
    name_es = models.CharField(_("name in Spanish"), max_length=80, blank=True)
    kit = models.ForeignKey(
        InterviewKit, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds",
        verbose_name=_("question kit"),
    )  # fmt: skip
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes each"), default=45,
        validators=[MinValueValidator(SHORTEST_MINUTES), MaxValueValidator(LONGEST_MINUTES)],
    )  # fmt: skip

    class Meta:
        """Each number once in a cycle, and no round that ends before it begins."""

        verbose_name = _("interview round")
        verbose_name_plural = _("interview rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle", "number"], name="round_number_once"),
            models.CheckConstraint(name="round_days_in_order", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="round_length_in_bounds",
                condition=Q(minutes__gte=SHORTEST_MINUTES) & Q(minutes__lte=LONGEST_MINUTES) & Q(number__gte=1),
            ),
        ]

    def __str__(self) -> str:
        """Return the name: a round is not personal data."""
        return self.name

    def clean(self) -> None:
        """Say at the field that the days are the wrong way round."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("Enter a day on or after the first day.")})


class RoundInvitation(models.Model):
    """Somebody invited to a later round; the first needs none."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="round_invitations"
    )
    round = models.ForeignKey(InterviewRound, on_delete=models.PROTECT, related_name="invitations")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Once a round."""

        verbose_name = _("invitation to a round")
        verbose_name_plural = _("invitations to rounds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["application", "round"], name="round_invitation_once"),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"invitation {self.pk}"
