"""A seat as staff fill it in, and the smallest team of an office."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import Employer, Funding, Seat
from fellowship.design.fields import ChoiceRows, DatePartsField, MoneyField
from fellowship.design.forms import FellowshipForm

Choices = Iterable[tuple[UUID, str]]
HIGHEST_PAY = 50_000_000


class SeatForm(FellowshipForm):
    """One seat; the supervisor must be one of that office."""

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
    spanish_needed = forms.BooleanField(
        label=_("Only for someone who speaks Spanish"),
        help_text=_("The seat stays empty rather than go to someone who doesn't."),
        required=False,
    )
    supervisor = forms.ChoiceField(label=_("Supervisor"), required=False)
    is_open = forms.BooleanField(label=_("Open for matching"), required=False, initial=True)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        offices: Choices,
        supervisors: Iterable[tuple[UUID, str, UUID]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.office_of = {(str(person), str(office)) for person, _name, office in supervisors}
        self.fields["office"].choices = [("", _("Choose an office")), *((str(pk), name) for pk, name in offices)]
        people = {str(person): name for person, name, _office in supervisors}
        self.fields["supervisor"].choices = [("", _("The office's first supervisor")), *people.items()]

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
        "spanish_needed": seat.spanish_needed,
        "supervisor": str(seat.supervisor_id or ""),
        "is_open": seat.is_open,
    }


class TeamForm(FellowshipForm):
    """The smallest team an office asks for."""

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
