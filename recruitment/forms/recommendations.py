"""Asking for a recommendation, and writing one."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, WordsField
from fellowship.design.forms import FellowshipForm
from recruitment.rules.recommendations import MOST_WORDS


class AskForm(FellowshipForm):
    """Whom to ask."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"class": "input--l", "autocomplete": "off"}),
        error_messages={"required": _("Enter the name of the person you ask.")},
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, help_text=_("The link goes here, and to nobody else."),
        widget=forms.EmailInput(attrs={"class": "input--l", "autocomplete": "off"}),
        error_messages={"required": _("Enter the e-mail address of the person you ask."),
                        "invalid": _("Enter an e-mail address like name@example.com.")},
    )  # fmt: skip
    relation = forms.CharField(
        label=_("How they know your work"), max_length=200, required=False,
        help_text=_("For example: my supervisor at the clinic for two years."),
        widget=forms.TextInput(attrs={"class": "input--l"}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Write to them in"), choices=settings.LANGUAGES, widget=ChoiceRows)


class RecommendForm(FellowshipForm):
    """The recommendation itself."""

    text = WordsField(
        label=_("Your recommendation"), max_words=MOST_WORDS, rows=14,
        help_text=_("What you saw the person do, with an example or two, says more than praise."),
        error_messages={"required": _("Write your recommendation, or decline below.")},
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000, required=False)

    def seen(self) -> int:
        """The revision the window opened with."""
        value: Any = self.cleaned_data.get("revision") if self.is_valid() else None
        raw = self.data.get("revision", "")
        return value if value is not None else int(raw) if str(raw).isascii() and str(raw).isdigit() else 0
