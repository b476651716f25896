"""What a member of the committee decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, MoneyField, TickRows, WordsField
from fellowship.design.forms import FellowshipForm
from hardship_fund.queries.words import CRITERION, REASON
from hardship_fund.rules.deciding import DenialReason


class _Seen(FellowshipForm):
    """Carries the version that was read, so that a decision counts for that one."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def seen_version(self) -> int:
        """The version that was read; 0 (which never matches) when the page lost it."""
        return int(self.cleaned_data.get("version") or 0)


class ApproveForm(_Seen):
    """The checklist and the amount."""

    criteria = forms.MultipleChoiceField(
        label=_("What you checked"),
        choices=list(CRITERION.items()),
        widget=TickRows,
        error_messages={"required": _("Tick all four points to approve. If one is not met, ask for more or say no.")},
    )
    amount = MoneyField(
        label=_("Amount you approve"),
        help_text=_("If the two of you approve different amounts, the lower one counts."),
    )
    confirm = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_criteria(self) -> list[str]:
        """All four, or none."""
        ticked: list[str] = self.cleaned_data["criteria"]
        if len(set(ticked)) < len(CRITERION):
            raise forms.ValidationError(self.fields["criteria"].error_messages["required"])
        return ticked


class DenyForm(_Seen):
    """Why not, and what would change it."""

    criteria = forms.MultipleChoiceField(
        label=_("What is met"), choices=list(CRITERION.items()), widget=TickRows, required=False
    )
    reason = forms.ChoiceField(
        label=_("Why not?"),
        choices=[(key, words.choice) for key, words in REASON.items()],
        widget=ChoiceRows(hints={key: words.sentence for key, words in REASON.items()}),
    )
    note = WordsField(
        label=_("What else should they know?"),
        max_words=150,
        rows=4,
        required=False,
        help_text=_("They read this. Say what would change your answer. No blame."),
    )

    def denial_reason(self) -> DenialReason:
        """The reason chosen."""
        return DenialReason(self.cleaned_data["reason"])


class AskForm(_Seen):
    """One question."""

    question = WordsField(
        label=_("Your question"),
        max_words=100,
        rows=4,
        help_text=_(
            "Ask one thing, and only what the decision turns on. Never ask for a diagnosis, a police report or papers."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].error_messages["required"] = _("Write your question.")
