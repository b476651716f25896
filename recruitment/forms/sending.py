"""Submitting and withdrawing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class StatementForm(FellowshipForm):
    """What a person says when submitting."""

    statement = forms.BooleanField(
        label=_("These answers are mine and true as far as I know."),
        error_messages={"required": _("Tick the box to say that the answers are yours.")},
    )


class WithdrawForm(FellowshipForm):
    """Why, if the person wants to say."""

    reason = forms.CharField(
        label=_("Why do you withdraw?"),
        help_text=_("One line is enough, and you need not say. It helps us do better."),
        max_length=300, required=False, widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip
