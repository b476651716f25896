"""What staff note about a pair: a conflict of interest, or a place agreed on."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.forms.limits import ConflictForm
from fellowship.design.forms import FellowshipForm

Choices = Iterable[tuple[UUID, str]]
CHOOSE = ("", _("Choose one"))


class StaffConflictForm(ConflictForm):
    """A conflict as staff note it; when it is changed, the two stay as they are."""

    fellow = forms.ChoiceField(label=_("Fellow"), error_messages={"required": _("Choose the fellow.")})
    field_order = ("fellow", "other", "kind", "note")

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: Choices | None = None, fellows: Choices = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, choices=choices or (), initial=initial)
        self.fields["fellow"].choices = [CHOOSE, *((str(pk), name) for pk, name in fellows)]
        if choices is None:
            del self.fields["fellow"], self.fields["other"]

    def fellow_id(self) -> UUID:
        """The fellow of the pair."""
        return UUID(self.cleaned_data["fellow"])


class LockForm(FellowshipForm):
    """A place agreed on before matching."""

    fellow = forms.ChoiceField(label=_("Fellow"), error_messages={"required": _("Choose the fellow.")})
    office = forms.ChoiceField(label=_("Office"), error_messages={"required": _("Choose the office.")})
    reason = forms.CharField(
        label=_("Why is it agreed?"),
        help_text=_("Staff read it."),
        max_length=300,
        error_messages={"required": _("Say in a sentence why this place is agreed.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, fellows: Choices, offices: Choices) -> None:
        super().__init__(data)
        self.fields["fellow"].choices = [CHOOSE, *((str(pk), name) for pk, name in fellows)]
        self.fields["office"].choices = [CHOOSE, *((str(pk), name) for pk, name in offices)]

    def values(self) -> dict[str, Any]:
        """Who goes where, and why."""
        kept = self.cleaned_data
        return {
            "fellow_id": UUID(kept["fellow"]), "office_id": UUID(kept["office"]), "reason": kept["reason"],
        }  # fmt: skip
