"""The sheet of an office's list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class SheetForm(FellowshipForm):
    """One file."""

    file = forms.FileField(
        label=_("Sheet"),
        help_text=_("Excel (.xlsx) or CSV, 2 megabytes at most. Only the list is kept, not the file."),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")},
    )
