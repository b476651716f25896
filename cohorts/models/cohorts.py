"""Cohorts and the seats that host offices offer them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import HostOffice, Person, PublicRecord


class Funding(models.TextChoices):
    """Whether the money for a seat is there."""

    CONFIRMED = "confirmed", _("Confirmed")
    TENTATIVE = "tentative", _("Tentative")


class Employer(models.TextChoices):
    """Who is the employer of record."""

    HOST = "host", _("The host office")
    PROGRAM = "program", _("The program")


class Cohort(PublicRecord):
    """The fellows of one year. The seed of the lottery is drawn when the cohort opens, before any list is made."""

    cycle = models.ForeignKey("recruitment.Cycle", on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    lottery_seed = models.CharField(max_length=64, editable=False)
    lottery_drawn_at = models.DateTimeField(editable=False)

    class Meta:
        """One cohort per cycle; it ends after it starts."""

        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["cycle"], name="cohort_once_a_cycle"),
            models.CheckConstraint(name="cohort_ends_after_start", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    def __str__(self) -> str:
        """Return the name: a cohort is not personal data."""
        return self.name


class OfficeTerms(models.Model):
    """What one office asks of the whole team it gets in one cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="office_terms")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="cohort_terms")
    minimum = models.PositiveSmallIntegerField(_("smallest team"), default=0)

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
    spanish_needed = models.BooleanField(_("only for someone who speaks Spanish"), default=False)
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
            models.CheckConstraint(name="seat_known_funding", condition=Q(funding__in=Funding.values)),
            models.CheckConstraint(name="seat_known_employer", condition=Q(employer_of_record__in=Employer.values)),
        ]
