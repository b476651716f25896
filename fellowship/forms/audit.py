"""The filters of the auditors' list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from fellowship.queries import audit as queries


class FilterForm(FellowshipForm):
    """Who, what, and between which days; a field that makes no sense narrows nothing and says so."""

    person = forms.CharField(label=_("Person"), required=False, max_length=100)
    action = forms.ChoiceField(label=_("Action"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("Any kind")), *queries.KINDS.items()])
    first = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": _("Enter the first day as a date")},
    )  # fmt: skip
    last = forms.DateField(
        label=_("Through"), required=False, widget=forms.DateInput({"type": "date"}),
        error_messages={"invalid": _("Enter the last day as a date")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("Any action")), *queries.action_choices()]

    def filters(self) -> queries.Filters:
        """The filters, as far as they make sense."""
        self.is_valid()
        data = self.cleaned_data
        return queries.Filters(
            person=data.get("person", "").strip(), action=data.get("action", ""), kind=data.get("kind", ""),
            first=data.get("first"), last=data.get("last"),
        )  # fmt: skip
