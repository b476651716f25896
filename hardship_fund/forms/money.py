"""What the treasurer types: how a payment ended, money that came in, which entries to show."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import MoneyField
from fellowship.design.forms import FellowshipForm
from hardship_fund.queries.words import ACCOUNT, MEMO

WHOLE_FUND = 10_000_000_00
# The calendar of Python ends in 9999; a day that far out can't be counted on from.
SANE_DAYS = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2200, 1, 1)))


def _day(label: object) -> forms.DateField:
    """A day that narrows a list."""
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}), validators=SANE_DAYS)


class PaidForm(FellowshipForm):
    """The number of the check or transfer, and a receipt."""

    reference = forms.CharField(label=_("Check or transfer number"), max_length=60)
    receipt = forms.FileField(
        label=_("Receipt"), required=False, help_text=_("A picture or a PDF, up to 10 MB. Only treasurers open it.")
    )


class FailedForm(FellowshipForm):
    """Why it did not arrive."""

    reason = forms.CharField(
        label=_("What went wrong?"),
        max_length=200,
        help_text=_("The person who asked reads this. Say what they can do."),
    )


class MoneyInForm(FellowshipForm):
    """A gift or a check that came in."""

    amount = MoneyField(label=_("Amount"), cap=WHOLE_FUND)
    note = forms.CharField(
        label=_("What it is"),
        max_length=200,
        help_text=_("For example: spring appeal, check 1042. No names of donors."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)


class BooksFilter(FellowshipForm):
    """Which entries to show."""

    mark_optional = False
    account = forms.ChoiceField(label=_("Account"), required=False)
    memo = forms.ChoiceField(label=_("Movement"), required=False)
    since = _day(_("From"))
    until = _day(_("To"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [("", _("All")), *ACCOUNT.items()]
        self.fields["memo"].choices = [("", _("All")), *MEMO.items()]


class PeriodForm(FellowshipForm):
    """Which quarter the report is about."""

    mark_optional = False
    quarter = forms.ChoiceField(label=_("Quarter"), required=False)

    def __init__(self, *args: Any, quarters: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = quarters
