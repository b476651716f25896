"""Forms of the outbox: what to list, and the words of one letter."""

from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from fellowship.models import Person
from fellowship.queries import letters as queries
from fellowship.rules.letters import SUBJECT_CAP

BODY_CAP = 20_000


class FilterForm(FellowshipForm):
    """What the list of letters is narrowed to; nonsense in the address narrows nothing."""

    stage = forms.ChoiceField(label=_("Where it stands"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    q = forms.CharField(label=_("Recipient"), required=False, max_length=100)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = [(key, label) for key, (_tag, label) in queries.STAGES.items()]
        self.fields["stage"].choices = [("", _("Anywhere")), *stages]
        self.fields["kind"].choices = [("", _("Any kind")), *queries.kind_choices(person)]

    def filters(self) -> queries.Filters:
        """The filters, as far as they make sense."""
        self.is_valid()
        data = self.cleaned_data
        return queries.Filters(
            stage=data.get("stage", ""), kind=data.get("kind", ""), search=data.get("q", "").strip()
        )


class LetterForm(FellowshipForm):
    """The words of one letter, and when they had last been changed as the page was opened."""

    subject = forms.CharField(
        label=_("Subject"), max_length=SUBJECT_CAP, help_text=_("Shown on locked phones: nothing private here."),
        error_messages={"required": _("Enter a subject")},
    )  # fmt: skip
    body = forms.CharField(
        label=_("Letter"), max_length=BODY_CAP, widget=forms.Textarea({"rows": 18}),
        help_text=_("Plain text. Leave an empty line between paragraphs."),
        error_messages={"required": _("Enter the words of the letter")},
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_seen(self) -> Any:
        """Read the moment back; anything else counts as never changed."""
        try:
            return parse_datetime(self.cleaned_data["seen"])
        except ValueError:
            return None
