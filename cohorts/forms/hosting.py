"""Forms of host supervisors and advocates: promises, feedback, requests; and a manager's answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.queries.hosting import PromiseRow
from cohorts.queries.request_words import ask_label, impression_label
from cohorts.rules.requests import AskKind, Impression, Promise
from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm

AREA = forms.Textarea(attrs={"rows": 4})


class PromisesForm(FellowshipForm):
    """What the office confirms, and the name it is signed with."""

    promises = forms.MultipleChoiceField(
        label=_("We confirm"),
        widget=TickRows,
        error_messages={"required": _("Tick what your office can promise. Ask for a change about the rest.")},
    )
    signed_as = forms.CharField(
        label=_("Your name, as a signature"),
        max_length=120,
        error_messages={"required": _("Sign with your name.")},
    )

    def __init__(self, *args: Any, rows: Iterable[PromiseRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, known = self.fields["promises"], list(rows)
        field.choices = [(row.key, row.words) for row in known]  # type: ignore[attr-defined]
        # What somebody signed in the meantime is no error, and is not asked again.
        shown = [(row.key, row.words) for row in known if row.signed_at is None]
        field.widget.choices = shown  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        kept = self.cleaned_data
        return {"promises": [Promise(key) for key in kept["promises"]], "signed_as": kept["signed_as"]}


class FeedbackForm(FellowshipForm):
    """How a meeting went."""

    impression = forms.ChoiceField(
        label=_("After you met"), widget=ChoiceRows, error_messages={"required": _("Choose one.")}
    )
    words = forms.CharField(
        label=_("What should program managers know?"),
        help_text=_("For program managers; the finalist does not read it. It may be a public record at your office."),
        max_length=1000,
        required=False,
        widget=AREA,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(one.value, impression_label(one)) for one in Impression]
        self.fields["impression"].choices = rows  # type: ignore[attr-defined]


class AskForm(FellowshipForm):
    """What is asked, in one's own words."""

    kind = forms.ChoiceField(
        label=_("What is it about?"), widget=ChoiceRows, error_messages={"required": _("Choose what it is about.")}
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("Only your program managers and you read it."),
        max_length=1000,
        widget=AREA,
        error_messages={"required": _("Say it in a sentence or two.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.value, ask_label(one)) for one in AskKind]  # type: ignore[attr-defined]


class AnswerForm(FellowshipForm):
    """A manager's answer."""

    agree = forms.TypedChoiceField(
        label=_("Do you agree?"),
        choices=[("yes", _("Yes. I plan the change next.")), ("no", _("No, not now."))],
        coerce=lambda value: value == "yes",
        widget=ChoiceRows,
        error_messages={"required": _("Choose yes or no.")},
    )
    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("Whoever asked reads this."),
        max_length=1000,
        widget=AREA,
        error_messages={"required": _("Write a sentence.")},
    )
