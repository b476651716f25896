"""Forms for what happens to a placement after day one."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField
from fellowship.design.forms import FellowshipForm

LONGEST = 1000


class ReasonedForm(FellowshipForm):
    """A change always has a reason. ``choices`` fill the field that offers some."""

    choice_field = ""
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For program managers alone. It stands in no letter."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a sentence.")},
    )
    field_order: tuple[str, ...] = ()

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.choice_field:
            self.fields[self.choice_field].choices = choices  # type: ignore[attr-defined]
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])


class ExtendForm(ReasonedForm):
    """A later last day."""

    last_day = DatePartsField(label=_("New last day"))


class LeaveForm(ReasonedForm):
    """From when to when."""

    first_day = DatePartsField(label=_("First day of the leave"))
    last_day = DatePartsField(label=_("Last day of the leave"))


class TransferForm(ReasonedForm):
    """Which seat, from when."""

    choice_field = "seat_id"
    seat_id = forms.TypedChoiceField(
        label=_("Open seat"), coerce=UUID, widget=ChoiceRows, error_messages={"required": _("Choose a seat.")}
    )
    from_day = DatePartsField(label=_("First day there"))


class EndForm(ReasonedForm):
    """Which last day, for what kind of reason."""

    choice_field = "end_kind"
    last_day = DatePartsField(label=_("Last day"))
    end_kind = forms.ChoiceField(
        label=_("What kind of reason"),
        help_text=_("The letter to the advocate finds fitting words for it."),
        widget=ChoiceRows,
        error_messages={"required": _("Choose what kind of reason it is.")},
    )


class SupervisorForm(ReasonedForm):
    """Who, from when."""

    choice_field = "supervisor_id"
    supervisor_id = forms.TypedChoiceField(
        label=_("New supervisor"), coerce=UUID, widget=ChoiceRows, error_messages={"required": _("Choose a person.")}
    )
    from_day = DatePartsField(label=_("From"))


class ReturnForm(FellowshipForm):
    """The day work begins again."""

    back_on = DatePartsField(label=_("First day back at work"))


class PlacementFilter(FellowshipForm):
    """What the list of placements shows; anything unknown shows everything that runs."""

    mark_optional = False
    q = forms.CharField(label=_("Name"), required=False, max_length=80)
    office = forms.ChoiceField(label=_("Office"), required=False)
    stage = forms.ChoiceField(label=_("Stage"), required=False)

    def __init__(
        self, *args: Any, offices: list[tuple[str, str]], stages: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("Any office")), *offices]  # type: ignore[attr-defined]
        self.fields["stage"].choices = stages  # type: ignore[attr-defined]


FORMS: dict[str, type[ReasonedForm]] = {
    "extend": ExtendForm,
    "leave": LeaveForm,
    "transfer": TransferForm,
    "end": EndForm,
    "supervisor": SupervisorForm,
}
