"""The name of a saved view."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class SavedViewForm(FellowshipForm):
    """What a view is called and who sees it."""

    name = forms.CharField(
        label=_("Name of the view"), max_length=60, help_text=_("For example: waiting longer than two weeks."),
        error_messages={"required": _("Write a name for the view."), "max_length": _("Use 60 characters or fewer.")},
    )  # fmt: skip
    shared = forms.BooleanField(
        label=_("Show it to everybody who manages applications"), required=False,
        help_text=_("They see the name and the filters. Only you can change it."),
    )  # fmt: skip
