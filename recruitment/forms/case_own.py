"""What the applicant writes in a fair-chance case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.case_wording import ASKS
from recruitment.rules.fair_chance_law import Ask

LONG = 20_000
HINTS = {
    Ask.MORE_TIME.value: _("For example to wait for a court paper or a letter."),
    Ask.ORAL_PRESENTATION.value: _("By phone, by video or in person. We agree on a time with you."),
    Ask.ACCURACY_DISPUTE.value: _(
        "You can also tell the company that made the report. Its address is in your notice."
    ),
}


class ResponseForm(FellowshipForm):
    """What the applicant answers to the notice."""

    mark_optional = False
    text = forms.CharField(
        label=_("Your response"),
        help_text=_(
            "What is wrong in the report, what happened since, who knows you. Write as much or as little as you like."
        ),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 8, "class": "input"}),
    )
    file = forms.FileField(
        label=_("A file"),
        help_text=_("A PDF, a picture or a Word file, up to 10 MB. You can send more than one, one after the other."),
        required=False,
        widget=forms.FileInput({"accept": ".pdf,.docx,image/*"}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words or a file."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Write your response, or choose a file."))
        return data


class AskForm(FellowshipForm):
    """Something that gives the applicant more time."""

    mark_optional = False
    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        widget=ChoiceRows(hints=HINTS),
        error_messages={
            "required": _("Choose what you ask for."),
            "invalid_choice": _("Choose what you ask for."),
        },
    )

    def __init__(self, *args: Any, may_ask: tuple[str, ...], **kwargs: Any) -> None:
        """Offer what was not asked for yet."""
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, ASKS[Ask(kind)]) for kind in may_ask]  # type: ignore[attr-defined]

    def clean_kind(self) -> Ask:
        """The wish."""
        return Ask(self.cleaned_data["kind"])
