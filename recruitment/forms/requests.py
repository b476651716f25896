"""Asking for more time, an accommodation or deletion, and answering."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField
from fellowship.design.forms import FellowshipForm

END_OF_DAY = time(23, 59)


def _text(label: Any, missing: Any, help_text: Any = "", *, rows: int = 5, most: int = 3000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
    )  # fmt: skip


class AskTimeForm(FellowshipForm):
    """Why more time would help."""

    reason = _text(
        _("What got in the way, and how much time would help?"),
        _("Say in a sentence what got in the way."),
        _("Those who answer read this. You need not say anything about health: for that, ask for an accommodation."),
        most=1500,
    )


class AskAccommodationForm(FellowshipForm):
    """What a person needs to take part."""

    need = _text(
        _("What would help you take part?"),
        _("Say what would help you."),
        _("For example: more time, a phone call instead of video, a sign language interpreter. No proof is needed."),
    )


class AnswerTimeForm(FellowshipForm):
    """Give a later deadline, or say no."""

    choice = forms.ChoiceField(
        label=_("Your answer"), choices=[("give", _("Give more time")), ("refuse", _("Say no"))], widget=ChoiceRows,
        error_messages={"required": _("Choose an answer.")},
    )  # fmt: skip
    until = DatePartsField(
        label=_("New last day"), required=False, help_text=_("It ends at 11:59 pm in your own time zone.")
    )
    answer = forms.CharField(
        label=_("Why not"), max_length=300, required=False, help_text=_("One sentence. It stands in the letter."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Each answer needs its own field."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("choice") == "give" and not cleaned.get("until") and "until" not in self.errors:
            self.add_error("until", _("Enter the new last day."))
        if cleaned.get("choice") == "refuse" and not cleaned.get("answer"):
            self.add_error("answer", _("Give a reason, so that the letter helps."))
        return cleaned

    def moment(self) -> datetime | None:
        """The end of the last day."""
        day = self.cleaned_data.get("until")
        return datetime.combine(day, END_OF_DAY, tzinfo=ZoneInfo(self.zone)) if day else None


class AnswerAccommodationForm(AnswerTimeForm):
    """Say what is arranged, or that it can't be."""

    choice = forms.ChoiceField(
        label=_("Your answer"),
        choices=[("arrange", _("This is arranged")), ("no", _("This is not possible"))],
        widget=ChoiceRows,
        error_messages={"required": _("Choose an answer.")},
    )
    answer = _text(
        _("What the person reads"), _("Write what is arranged, or what is possible instead."),
        _("It shows only on their page, never in a letter."),
    )  # fmt: skip
    until = DatePartsField(
        label=_("A later last day for the application"), required=False,
        help_text=_("Only if more time is part of it. Managers see that there is an arrangement, and never why."),
    )  # fmt: skip
    field_order = ("choice", "answer", "until")


class EraseForm(FellowshipForm):
    """Mean it."""

    sure = forms.BooleanField(
        label=_("I have read this. Delete my data."),
        error_messages={"required": _("Tick the box to say that you want your data deleted.")},
    )


class PutOffForm(FellowshipForm):
    """Why data can't be deleted yet."""

    answer = forms.CharField(
        label=_("Why not yet"), max_length=300, help_text=_("One sentence. It stands in the letter."),
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        error_messages={"required": _("Give a reason, so that the letter helps.")},
    )  # fmt: skip
