"""A seat as staff fill it in, and the smallest team of an office."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Employer, Funding, OfficeTerms, Seat
from cohorts.queries.skills import skill_choices
from fellowship.design.fields import ChoiceRows, DatePartsField, MoneyField, limit_date
from fellowship.design.forms import FellowshipForm

Choices = Iterable[tuple[UUID, str]]
HIGHEST_PAY = 50_000_000


class SeatForm(FellowshipForm):
    """One seat; the supervisor must be one of that office, and the first day within the cohort's time (``span``)."""

    office = forms.ChoiceField(label=_("Office"), error_messages={"required": _("Choose the office.")})
    label = forms.CharField(
        label=_("Name of the seat"),
        help_text=_("Short, unlike the office's other seats, for example “Felony unit”."),
        max_length=80,
        error_messages={"required": _("Give the seat a short name.")},
    )
    starts_on = DatePartsField(label=_("First day"))
    pay = MoneyField(label=_("Pay a year"), cap=HIGHEST_PAY)
    employer_of_record = forms.ChoiceField(
        label=_("Employer of record"), choices=Employer.choices, widget=ChoiceRows, initial=Employer.HOST
    )
    funding = forms.ChoiceField(
        label=_("Funding"), choices=Funding.choices, widget=ChoiceRows, initial=Funding.CONFIRMED
    )
    skill = forms.ChoiceField(
        label=_("Kept for someone with"),
        help_text=_("Languages count when someone works in them. Fellows say themselves whether they can drive."),
        required=False,
    )
    skill_is_firm = forms.TypedChoiceField(
        label=_("If nobody with it can come"),
        choices=[("yes", _("The seat stays empty")), ("no", _("It goes to someone else"))],
        coerce=lambda value: value == "yes",
        widget=ChoiceRows,
        initial="yes",
        required=False,
        empty_value=True,
    )
    supervisor = forms.ChoiceField(label=_("Supervisor"), required=False)
    is_open = forms.BooleanField(label=_("Open for matching"), required=False, initial=True)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        offices: Choices,
        supervisors: Iterable[tuple[UUID, str, UUID]],
        span: tuple[date, date],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.span = span
        self.office_of = {(str(person), str(office)) for person, _name, office in supervisors}
        self.fields["office"].choices = [("", _("Choose an office")), *((str(pk), name) for pk, name in offices)]
        people = {str(person): name for person, name, _office in supervisors}
        self.fields["skill"].choices = [("", _("Nobody in particular")), *skill_choices()]
        self.fields["supervisor"].choices = [("", _("The office's first supervisor")), *people.items()]

    def clean_starts_on(self) -> date:
        """A year before the cohort begins is early enough, and nobody begins after its last day."""
        day: date = self.cleaned_data["starts_on"]
        earliest, latest = self.span[0] - timedelta(days=365), self.span[1]
        limit_date(day, field=self.fields["starts_on"], earliest=earliest, latest=latest)  # type: ignore[arg-type]
        return day

    def clean(self) -> dict[str, Any]:
        """A supervisor of another office can't be named."""
        cleaned = super().clean() or self.cleaned_data
        pair = (cleaned.get("supervisor"), cleaned.get("office"))
        if all(pair) and pair not in self.office_of:
            self.add_error("supervisor", _("This person does not supervise in that office. Choose another."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The columns of the seat."""
        cleaned = dict(self.cleaned_data)
        supervisor = cleaned.pop("supervisor")
        places = {
            "office_id": UUID(cleaned.pop("office")),
            "supervisor_id": UUID(supervisor) if supervisor else None,
        }
        return cleaned | places


def initial_of(seat: Seat) -> dict[str, Any]:
    """What a form shows of a seat."""
    return {
        "office": str(seat.office_id),
        "label": seat.label,
        "starts_on": seat.starts_on,
        "pay": seat.pay,
        "employer_of_record": seat.employer_of_record,
        "funding": seat.funding,
        "skill": seat.skill,
        "skill_is_firm": "yes" if seat.skill_is_firm else "no",
        "supervisor": str(seat.supervisor_id or ""),
        "is_open": seat.is_open,
    }


class TermsForm(FellowshipForm):
    """The smallest team an office asks for, and what living and working there takes."""

    minimum = forms.IntegerField(
        label=_("Smallest team"),
        help_text=_("How many fellows this office needs at least. 0 when it does not matter."),
        min_value=0,
        max_value=20,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a whole number from 0 to 20.")
        ),
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )
    metro = forms.CharField(
        label=_("Metropolitan area"),
        help_text=_("Offices with the same words here are near each other for partners. Empty: the office's city."),
        max_length=80,
        required=False,
    )
    car_needed = forms.TypedChoiceField(
        label=_("Is a car needed?"),
        choices=[("", _("Not known")), ("yes", _("Yes, to live and work there")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=ChoiceRows,
        required=False,
        empty_value=None,
    )
    commute_minutes = forms.IntegerField(
        label=_("Usual way to work, in minutes"),
        help_text=_("One way, from where fellows can afford to live. When it is empty, it keeps nobody away."),
        min_value=1,
        max_value=240,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Enter minutes from 1 to 240.")),
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )

    def clean_metro(self) -> str:
        """Two spaces more or less are no other place."""
        return " ".join(self.cleaned_data["metro"].split())


def initial_terms(terms: OfficeTerms | None) -> dict[str, Any]:
    """What a form shows of an office's terms."""
    if terms is None:
        return {"minimum": 0}
    known = {True: "yes", False: "no", None: ""}
    return {
        "minimum": terms.minimum,
        "metro": terms.metro,
        "car_needed": known[terms.car_needed],
        "commute_minutes": terms.commute_minutes,
    }
