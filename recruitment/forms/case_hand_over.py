"""Who gets a fair-chance case, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from fellowship.models import Person
from recruitment.queries.case_hand_over import HandOver


class TakeOverForm(FellowshipForm):
    """Why another officer goes on with a case."""

    mark_optional = False
    reason = forms.CharField(
        label=_("Why the case changes hands"),
        help_text=_("Encrypted. Only the officer of the case reads it. Leave out the record."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say why in words.")},
    )


class HandOverForm(TakeOverForm):
    """To whom, and why."""

    to = forms.ChoiceField(
        label=_("Fair-chance officer who goes on"),
        error_messages={
            "required": _("Choose who goes on with the case."),
            "invalid_choice": _("Choose who goes on with the case."),
        },
    )
    field_order = ("to", "reason")

    def __init__(self, *args: Any, subject: HandOver, **kwargs: Any) -> None:
        """Offer the other officers."""
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in subject.people}
        choices = [("", _("Choose")), *((pk, person.get_full_name()) for pk, person in self.people.items())]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        """The officer."""
        return self.people[self.cleaned_data["to"]]
