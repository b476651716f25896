"""Funds and what they help with: reference data, edited in Wagtail."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord


class Fund(PublicRecord):
    """A pot of money with its own committee, treasurer and books."""

    code = models.SlugField(
        _("code"), max_length=40, unique=True,
        help_text=_("Roles are granted for this code: keep it once there are some."),
    )  # fmt: skip
    name = models.CharField(_("name"), max_length=80)
    reference_prefix = models.CharField(
        _("references begin with"), max_length=6, default="HF", help_text=_("HF gives HF-27-0031.")
    )
    last_number = models.PositiveIntegerField(default=0, editable=False)
    answer_hours = models.PositiveSmallIntegerField(_("usual answer within, in hours"), default=48)
    fast_hours = models.PositiveSmallIntegerField(_("answer on the fast path within, in hours"), default=24)
    fast_within_days = models.PositiveSmallIntegerField(
        _("fast path when the money is needed within, in days"), default=3
    )
    event_within_days = models.PositiveSmallIntegerField(_("helps with what happened within, in days"), default=180)
    resources = models.TextField(
        _("other help"), blank=True, help_text=_("Shown with a no: phone numbers and places, one a line.")
    )
    resources_es = models.TextField(_("other help, in Spanish"), blank=True)
    is_active = models.BooleanField(_("open for requests"), default=True)

    class Meta:
        """Named for Wagtail's menus."""

        verbose_name = _("hardship fund")
        verbose_name_plural = _("hardship funds")

    def __str__(self) -> str:
        """Return the name: a fund is not personal data."""
        return self.name

    @property
    def other_help(self) -> str:
        """Other resources in the active language."""
        return _in_language(self.resources, self.resources_es)


class Category(PublicRecord):
    """One kind of trouble the fund helps with, and how far. There is no "other": two readers should agree."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="categories", verbose_name=_("fund"))
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("label"), max_length=80)
    label_es = models.CharField(_("label in Spanish"), max_length=80, blank=True)
    help = models.CharField(_("examples"), max_length=200, blank=True)
    help_es = models.CharField(_("examples in Spanish"), max_length=200, blank=True)
    evidence = models.CharField(_("what can be shown"), max_length=300, blank=True)
    evidence_es = models.CharField(_("what can be shown, in Spanish"), max_length=300, blank=True)
    cap_cents_per_request = models.PositiveIntegerField(_("most per request, in cents"))
    cap_cents_12_months = models.PositiveIntegerField(_("most in 12 months, in cents"))
    fast_track = models.BooleanField(_("may use the fast path"), default=True)
    is_active = models.BooleanField(_("offered"), default=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        """One code per fund; what 12 months allow is never less than one request allows."""

        verbose_name = _("category of help")
        verbose_name_plural = _("categories of help")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["fund", "code"], name="hardship_category_once"),
            models.CheckConstraint(name="hardship_category_cap", condition=Q(cap_cents_per_request__gt=0)),
            models.CheckConstraint(
                name="hardship_category_year_cap",
                condition=Q(cap_cents_12_months__gte=models.F("cap_cents_per_request")),
            ),
        ]

    def __str__(self) -> str:
        """Return the label."""
        return self.label

    @property
    def title(self) -> str:
        """The label in the active language."""
        return _in_language(self.label, self.label_es)

    @property
    def examples(self) -> str:
        """The examples in the active language."""
        return _in_language(self.help, self.help_es)

    @property
    def proof(self) -> str:
        """What can be shown, in the active language."""
        return _in_language(self.evidence, self.evidence_es)


def _in_language(english: str, spanish: str) -> str:
    return spanish if spanish and (get_language() or "en").startswith("es") else english
