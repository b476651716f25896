"""Moves by hand and signatures."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.rules.solving import LIMIT, Choices
from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm


class RunForm(FellowshipForm):
    """How far to climb, how long, and whether seats count whose money is not sure yet."""

    mark_optional = False
    level = forms.ChoiceField(
        label=_("How far"),
        help_text=_("No choice here changes anyone's list."),
        choices=[
            ("", _("Climb until every rule is met (recommended)")),
            ("L0", _("Only let fellows ask in turn (L0)")),
            ("L1", _("Only exact outcomes in which nobody has a claim; makes the best use of ties (L1)")),
            ("L2", _("With seats held empty for smallest teams (L2)")),
            ("L3", _("With exceptions, as few as can be (L3)")),
        ],
        required=False,
    )
    seconds = forms.TypedChoiceField(
        label=_("Longest time"),
        help_text=_("Most cohorts take a second. What was not proven to be the best by then says so."),
        choices=[(30, _("30 seconds")), (120, _("2 minutes")), (300, _("5 minutes"))],
        coerce=int,
        empty_value=LIMIT,
        required=False,
    )
    tentative = forms.BooleanField(label=_("Count seats with tentative funding too"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, tentative: int) -> None:
        super().__init__(data, initial={"seconds": LIMIT})
        if not tentative:
            del self.fields["tentative"]

    def choices(self) -> Choices:
        """What was asked for."""
        kept = self.cleaned_data
        return Choices(
            level=kept["level"], seconds=kept["seconds"] or LIMIT, tentative=bool(kept.get("tentative", False))
        )


class KeepForm(FellowshipForm):
    """Why a place is kept when matching runs again."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Kept with the place. Staff read it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Say in a sentence why this place is agreed.")},
    )


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
    """When people are told, and a signature under the exceptions of a plan where it has some."""

    mark_optional = False
    letters = forms.ChoiceField(
        label=_("When are people told?"),
        choices=[
            (
                "hold",
                _("When the hour is over in which you can take it back; until then only staff see it"),
            ),
            ("now", _("At once")),
        ],
        widget=ChoiceRows,
        initial="hold",
        required=False,
    )

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

    def holds_letters(self) -> bool:
        """Whether letters and pages wait for the hour."""
        return bool(self.cleaned_data["letters"] != "now")
