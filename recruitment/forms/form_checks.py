"""The reason of a fair-chance officer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class AllowForm(FellowshipForm):
    """Why the law leaves room for a question."""

    reason = forms.CharField(
        label=_("Why does the law allow it here?"),
        help_text=_("Name the law, the contract or the duty of the job. Your reason stays on record."),
        max_length=1000, widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        error_messages={"required": _("Say why the law allows this question here.")},
    )  # fmt: skip
    digest = forms.CharField(widget=forms.HiddenInput, max_length=16)
