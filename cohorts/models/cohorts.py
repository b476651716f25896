"""Cohorts and the seats that host offices offer them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.rules.skills import ALL_SKILLS, SPANISH
from fellowship.models import HostOffice, Person, PublicRecord, Region


class Funding(models.TextChoices):
    """Whether the money for a seat is there."""

    CONFIRMED = "confirmed", _("Confirmed")
    TENTATIVE = "tentative", _("Tentative")


class Employer(models.TextChoices):
    """Who is the employer of record."""

    HOST = "host", _("The host office")
    PROGRAM = "program", _("The program")


class OfficesRank(models.TextChoices):
    """Whom offices put on their lists."""

    ALL = "all", _("All finalists")
    MET = "met", _("Only finalists they met")


class Cohort(PublicRecord):
    """The fellows of one year. The seed of the lottery is drawn when the cohort opens, before any list is made."""

    cycle = models.ForeignKey("recruitment.Cycle", on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    lottery_seed = models.CharField(max_length=64, editable=False)
    lottery_drawn_at = models.DateTimeField(editable=False)
    offices_rank = models.CharField(
        _("whom offices rank"), max_length=3, choices=OfficesRank.choices, default=OfficesRank.ALL
    )

    class Meta:
        """One cohort per cycle; it ends after it starts; known words only."""

        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle"], name="cohort_once_a_cycle"),
            models.CheckConstraint(name="cohort_ends_after_start", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(name="cohort_known_offices_rank", condition=Q(offices_rank__in=OfficesRank.values)),
        ]

    def __str__(self) -> str:
        """Return the name: a cohort is not personal data."""
        return self.name


class RegionCap(PublicRecord):
    """At most so many fellows in one region this year, whatever its offices have seats for."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="caps")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    most = models.PositiveSmallIntegerField(_("at most"))
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        """One cap a region and cohort."""

        verbose_name = _("cap of a region")
        verbose_name_plural = _("caps of regions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "region"], name="regioncap_once"),
        ]


class OfficeTerms(models.Model):
    """What one office asks of the whole team it gets in one cohort, and what living there takes.

    Without a ``metro`` the office's city counts as one; what is not known keeps nobody away.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="office_terms")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="cohort_terms")
    minimum = models.PositiveSmallIntegerField(_("smallest team"), default=0)
    metro = models.CharField(_("metropolitan area"), max_length=80, blank=True)
    commute_minutes = models.PositiveSmallIntegerField(_("usual way to work in minutes"), null=True, blank=True)
    car_needed = models.BooleanField(_("a car is needed"), null=True, blank=True)

    class Meta:
        """One row an office and cohort."""

        verbose_name = _("terms of an office")
        verbose_name_plural = _("terms of offices")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "office"], name="officeterms_once"),
        ]

    def __str__(self) -> str:
        """Name the smallest team."""
        return f"at least {self.minimum}"


class Seat(PublicRecord):
    """One chair in one host office for one cohort; one fellow can hold it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="seats")
    office = models.ForeignKey(HostOffice, on_delete=models.PROTECT, related_name="seats")
    label = models.CharField(_("name of the seat"), max_length=80)
    funding = models.CharField(_("funding"), max_length=10, choices=Funding.choices, default=Funding.CONFIRMED)
    employer_of_record = models.CharField(
        _("employer of record"), max_length=8, choices=Employer.choices, default=Employer.HOST
    )
    pay = models.PositiveIntegerField(_("pay a year"), default=0, help_text=_("In cents."))
    skill = models.CharField(_("kept for someone with"), max_length=24, blank=True)
    skill_is_firm = models.BooleanField(_("stays empty rather than go to someone without"), default=True)
    starts_on = models.DateField(_("first day"))
    supervisor = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="supervised_seats"
    )
    is_open = models.BooleanField(_("open for matching"), default=True)

    class Meta:
        """Known words only; a label names one seat of an office."""

        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cohort", "office", "label"], name="seat_label_once"),
            models.CheckConstraint(name="seat_known_skill", condition=Q(skill__in=["", *ALL_SKILLS])),
            models.CheckConstraint(name="seat_known_funding", condition=Q(funding__in=Funding.values)),
            models.CheckConstraint(name="seat_known_employer", condition=Q(employer_of_record__in=Employer.values)),
        ]

    @property
    def spanish_needed(self) -> bool:
        """Whether only someone who speaks Spanish may have it."""
        return self.skill == SPANISH and self.skill_is_firm

    @spanish_needed.setter
    def spanish_needed(self, needed: bool) -> None:
        self.skill, self.skill_is_firm = (SPANISH if needed else ""), True
