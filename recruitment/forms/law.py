"""What those who read or keep the law fill in: filters, counsel's approval, a reason, an office for an exception."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField, limit_date
from fellowship.design.forms import FellowshipForm
from fellowship.models import HostOffice
from recruitment.models.case_wording import LEVELS
from recruitment.queries.law_list import APPROVED, NOT_APPROVED, OURS, LawsWanted

LONG = 4000
EARLIEST = date(2000, 1, 1)


def reason_field(help_text: Any = "") -> forms.CharField:
    """A reason in a few sentences."""
    return forms.CharField(
        label=_("Why"),
        help_text=help_text,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say why.")},
    )


def counsel_field() -> forms.CharField:
    """The name of the lawyer who decided."""
    return forms.CharField(
        label=_("Name of counsel"),
        help_text=_("The lawyer who decided this, not the person who writes it down."),
        max_length=200,
        error_messages={"required": _("Enter the name of counsel.")},
    )


COUNSEL = {APPROVED: _("Approved"), NOT_APPROVED: _("Not approved"), OURS: _("Amended by us")}


class LawFilters(FellowshipForm):
    """What narrows the list of laws, all of it in the address. A value that makes no sense narrows nothing."""

    mark_optional = False
    q = forms.CharField(
        label=_("Place, statute or agency"), required=False, max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Level"), required=False)
    counsel = forms.ChoiceField(label=_("Counsel"), required=False)

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        """Offer what some law has, with how many have it."""
        super().__init__(*args, **kwargs)
        for name, words in (("level", LEVELS), ("counsel", COUNSEL)):
            held = [(code, f"{label} ({counts.get(code, 0)})") for code, label in words.items()]
            self.fields[name].choices = [("", _("Any")), *held]  # type: ignore[attr-defined]

    def wanted(self) -> LawsWanted:
        """What the address asks for."""
        self.errors  # noqa: B018  (cleans)
        given = self.cleaned_data
        return LawsWanted(given.get("q", ""), given.get("level", ""), given.get("counsel", ""))


class ReasonForm(FellowshipForm):
    """Why something is done."""

    mark_optional = False
    reason = reason_field()


class ApprovalForm(FellowshipForm):
    """Who approved a text, and on which day."""

    mark_optional = False
    counsel = counsel_field()
    on = DatePartsField(
        label=_("Day of the approval"), error_messages={"required": _("Enter the day of the approval.")}
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Keep the day after which no approval can be."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """Refuse days to come."""
        day: date = self.cleaned_data["on"]
        field = self.fields["on"]
        assert isinstance(field, DatePartsField)  # noqa: S101  (it is declared above)
        limit_date(day, field=field, earliest=EARLIEST, latest=self.today)
        return day


class SwitchOnForm(FellowshipForm):
    """The office, counsel and the reason."""

    mark_optional = False
    office = forms.ChoiceField(label=_("Office"), error_messages={"required": _("Choose the office.")})
    counsel = counsel_field()
    reason = reason_field(_("What of this office the exception fits. It is shown with each case opened from now on."))

    def __init__(self, *args: Any, offices: tuple[HostOffice, ...], **kwargs: Any) -> None:
        """Offer the offices that the law reaches."""
        super().__init__(*args, **kwargs)
        self.offices = {office.slug: office for office in offices}
        choices = [("", _("Choose")), *((office.slug, f"{office.name}, {office.place}") for office in offices)]
        self.fields["office"].choices = choices  # type: ignore[attr-defined]
        if not offices:
            self.fields["office"].help_text = _("The law reaches no office for which this exception is off.")

    def clean_office(self) -> HostOffice:
        """The office itself."""
        return self.offices[self.cleaned_data["office"]]
