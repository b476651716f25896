"""Putting labels on applications, and taking them off."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.rules.labels import LONGEST_NAME, tidy_name


class LabelForm(FellowshipForm):
    """A label that is there, or the name of a new one."""

    mark_optional = False

    known = forms.ChoiceField(label=_("Label"), required=False, widget=ChoiceRows)
    new = forms.CharField(
        label=_("Or a new label"), required=False, max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"class": "input--m"}),
        help_text=_("Two or three words. Applicants and readers never see labels; the person can ask to read them."),
    )  # fmt: skip

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["known"].choices = [(name, name) for name in names]
        if not names:
            del self.fields["known"]
            self.fields["new"].label = _("New label")

    def clean(self) -> dict[str, Any]:
        """One of the two; what was written wins over what was picked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["name"] = tidy_name(cleaned.get("new") or "") or cleaned.get("known", "")
        if not cleaned["name"] and "new" not in self.errors:
            self.add_error("new", _("Write a name for the label, or choose one."))
        return cleaned


class UnlabelForm(FellowshipForm):
    """Which of the labels comes off."""

    label = forms.ChoiceField(
        label=_("Label"), widget=ChoiceRows, error_messages={"required": _("Choose the label to take off.")}
    )

    def __init__(self, *args: Any, labels: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].choices = list(labels)
