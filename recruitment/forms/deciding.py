"""Noting decisions, and places on the waiting list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.forms.staff_notes import StaffNote
from recruitment.models.deciding_wording import PENDING_HINTS, PENDING_LABELS
from recruitment.models.wording import DECLINE_LABELS
from recruitment.rules.decisions import PendingAction


class PendForm(FellowshipForm):
    """What is decided, and why when no place is offered."""

    action = forms.ChoiceField(
        label=_("What is decided?"), error_messages={"required": _("Choose what is decided.")},
    )  # fmt: skip
    category = forms.ChoiceField(
        label=_("Why, if closed with a letter?"), required=False, widget=ChoiceRows,
        help_text=_("The letter gives this reason. Choose the one that is true."),
        choices=[("", _("Not closed with a letter")), *((str(key), label) for key, label in DECLINE_LABELS.items())],
    )  # fmt: skip
    note = StaffNote(
        label=_("Note for staff"), help_text=_("The person can ask to read it. Write as if they will."),
        required=False, max_length=300,
    )  # fmt: skip

    def __init__(self, *args: Any, actions: Sequence[PendingAction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].widget = ChoiceRows(hints={str(action): PENDING_HINTS[action] for action in actions})
        self.fields["action"].choices = [(str(action), PENDING_LABELS[action]) for action in actions]

    def clean(self) -> dict[str, Any]:
        """A letter needs a reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("action") == PendingAction.DECLINE and not cleaned.get("category"):
            self.add_error("category", _("Choose the reason that the letter gives."))
        return cleaned


class PlaceForm(FellowshipForm):
    """A place on the waiting list, counted from 1."""

    place = forms.IntegerField(
        label=_("Place"), min_value=1, max_value=9999,
        error_messages={"required": _("Enter a place, for example 2."), "invalid": _("Enter a whole number.")},
    )  # fmt: skip
