"""Asking a person about the check, and noting the answer."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.forms.staff_notes import StaffNote
from recruitment.models.eligibility_wording import OUTCOME_LABELS

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
FEWEST_DIGITS = 7


class AskForm(FellowshipForm):
    """How to reach the person, and what they want to say."""

    contact = forms.CharField(
        label=_("Your e-mail address or phone number"), max_length=120,
        error_messages={"required": _("Enter an e-mail address or a phone number, so that we can answer.")},
        widget=forms.TextInput({"autocomplete": "email", "class": "input--l"}),
    )  # fmt: skip
    name = forms.CharField(
        label=_("What should we call you?"), max_length=80, required=False,
        widget=forms.TextInput({"autocomplete": "name", "class": "input--l"}),
    )  # fmt: skip
    message = forms.CharField(
        label=_("What should we know?"), max_length=2000, required=False,
        help_text=_("A sentence is enough. Leave out anything about a record: it has no part in this."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    def clean_contact(self) -> str:
        """Something that can be called or written to."""
        contact: str = self.cleaned_data["contact"]
        if not EMAIL.fullmatch(contact) and sum(letter.isdigit() for letter in contact) < FEWEST_DIGITS:
            raise ValidationError(_("Enter a whole e-mail address or phone number."), "unreachable")
        return contact


class AnswerForm(FellowshipForm):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), choices=[(key.value, label) for key, label in OUTCOME_LABELS.items()],
        widget=ChoiceRows, error_messages={"required": _("Say how it ended.")},
    )  # fmt: skip
    note = StaffNote(label=_("What you told them"), max_length=2000, required=False, rows=4)
