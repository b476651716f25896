"""Moves by hand and signatures."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm


class MoveForm(FellowshipForm):
    """Where to, why, and whether later runs keep it."""

    to = forms.ChoiceField(widget=forms.HiddenInput, error_messages={"required": _("Choose an office.")})
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept with the plan. Staff read it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Say in a sentence why you move them.")},
    )
    lock = forms.BooleanField(
        label=_("Keep this place when matching runs again"),
        help_text=_("For places already agreed with both sides."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        targets: Iterable[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["to"].choices = [*targets, ("none", _("Not placed"))]

    def office(self) -> UUID | None:
        """The office chosen, or nothing for not placed."""
        chosen = self.cleaned_data["to"]
        return None if chosen == "none" else UUID(chosen)


class SignForm(FellowshipForm):
    """A signature under the exceptions of a plan; without exceptions there is nothing to fill in."""

    reason = forms.CharField(
        label=_("Why do you publish with these exceptions?"),
        help_text=_("Kept with the placements. Staff read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say why you publish with the exceptions listed here.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, exceptions: bool) -> None:
        super().__init__(data)
        if not exceptions:
            del self.fields["reason"]
