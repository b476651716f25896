"""Where the work happens: regions, jurisdictions, host offices and their calendars."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from fellowship.models.base import PublicRecord


class Region(PublicRecord):
    """A part of the country that one program manager looks after."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        """In the order set by staff."""

        verbose_name = _("region")
        verbose_name_plural = _("regions")

    def __str__(self) -> str:
        """Return the name: a region is not personal data."""
        return self.name


class Jurisdiction(PublicRecord):
    """A body whose law reaches a host office: city, county, state, nation, or the house's own policy."""

    class Level(models.TextChoices):
        """How far the jurisdiction reaches."""

        POLICY = "policy", _("House policy")
        CITY = "city", _("City")
        COUNTY = "county", _("County")
        STATE = "state", _("State")
        FEDERAL = "federal", _("Federal")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=2, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("lies within")
    )

    class Meta:
        """Known levels only."""

        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="jurisdiction_known_level",
                condition=models.Q(level__in=["policy", "city", "county", "state", "federal"]),
            ),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class HostOffice(PublicRecord, ClusterableModel):
    """A public defender office where advocates are placed. Several jurisdictions may apply to it."""

    class EmployerKind(models.TextChoices):
        """Who runs the office; several laws turn on it."""

        COUNTY = "county", _("County")
        CITY = "city", _("City")
        STATE = "state", _("State")
        NONPROFIT = "nonprofit", _("Nonprofit")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address part"), max_length=80, unique=True)
    city = models.CharField(_("city"), max_length=80)
    state = models.CharField(_("state"), max_length=2)
    postal_code = models.CharField(_("ZIP code"), max_length=10, blank=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="offices", verbose_name=_("region"))
    jurisdictions = ParentalManyToManyField(
        Jurisdiction, related_name="offices", blank=True, verbose_name=_("jurisdictions")
    )
    time_zone = models.CharField(_("time zone"), max_length=60, default="America/New_York")
    employer_kind = models.CharField(
        _("run by"), max_length=12, choices=EmployerKind.choices, default=EmployerKind.COUNTY
    )
    blurb = models.TextField(_("about the office"), blank=True)
    blurb_es = models.TextField(_("about the office, in Spanish"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        """Named plainly for Wagtail's menus."""

        verbose_name = _("host office")
        verbose_name_plural = _("host offices")

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    @property
    def place(self) -> str:
        """City and state, as on an envelope."""
        return f"{self.city}, {self.state}"


class OfficeClosure(models.Model):
    """A day on which one office is closed beside the public holidays."""

    office = ParentalKey(HostOffice, on_delete=models.CASCADE, related_name="closures")
    on = models.DateField(_("day"))
    name = models.CharField(_("why"), max_length=80)

    class Meta:
        """One row a day."""

        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["office", "on"], name="officeclosure_once"),
        ]

    def __str__(self) -> str:
        """Return the day and the reason."""
        return f"{self.on}: {self.name}"
