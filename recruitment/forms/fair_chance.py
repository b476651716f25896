"""The officer's notes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class NotesForm(FellowshipForm):
    """Notes that only the officer of the case reads."""

    mark_optional = False
    notes = forms.CharField(
        label=_("Your notes"),
        help_text=_("Encrypted. Only you can read them, and each time is noted. Leave out what you may not consider."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "input"}),
    )
