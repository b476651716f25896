"""Holding papers of closed cases back, and letting them go."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm

LONG = 2000


class ReasonForm(FellowshipForm):
    """Why."""

    mark_optional = False
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Encrypted. Fair-chance officers read it."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say why in words.")},
    )


class HoldForm(ReasonForm):
    """Which case, and why."""

    reference = forms.CharField(
        label=_("Reference of the application"),
        max_length=40,
        error_messages={"required": _("Enter the reference.")},
    )
    field_order = ("reference", "reason")
