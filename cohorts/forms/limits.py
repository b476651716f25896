"""A fellow's hard limits, a partner's address, and a conflict of interest."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import ConflictKind
from cohorts.queries.limits import LimitsPage
from cohorts.queries.skills import skill_choices
from cohorts.rules.limits import Limits
from cohorts.rules.skills import DRIVER
from fellowship.design.fields import ChoiceRows, DatePartsField
from fellowship.design.forms import FellowshipForm
from fellowship.design.states import state_in_words

MINUTES = (15, 30, 45, 60, 90)


class LimitsForm(FellowshipForm):
    """What someone can't do without. Everything may stay empty."""

    mark_optional = False

    states = forms.MultipleChoiceField(
        label=_("States I can't live in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.MultipleChoiceField(
        label=_("Regions I can't live in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    not_before = DatePartsField(
        label=_("I can't start before"), help_text=_("Leave it empty if any first day is fine."), required=False
    )
    without_car = forms.BooleanField(
        label=_("Only offices I can reach without a car"),
        help_text=_("It closes offices that say a car is needed. Where an office has not said, it stays open."),
        required=False,
    )
    longest_commute = forms.TypedChoiceField(
        label=_("Longest way to work"),
        help_text=_("One way. Where an office has not said how long it takes, it stays open."),
        choices=[(0, _("No limit")), *((minutes, _("%(count)d minutes") % {"count": minutes}) for minutes in MINUTES)],
        coerce=int,
        empty_value=0,
        required=False,
    )
    skills = forms.MultipleChoiceField(
        label=_("What I bring"),
        help_text=_("Some seats are kept for it. Languages come from your application."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, page: LimitsPage) -> None:
        limits = page.limits
        initial = {
            "states": sorted(limits.states),
            "regions": sorted(limits.regions),
            "not_before": date.fromisoformat(limits.not_before) if limits.not_before else None,
            "without_car": limits.without_car,
            "longest_commute": limits.longest_commute,
            "skills": page.skills,
        }
        super().__init__(data, initial=initial)
        self.fields["states"].choices = sorted(
            ((state, state_in_words(state)) for state in page.states), key=lambda row: row[1]
        )
        self.fields["regions"].choices = page.regions
        self.fields["skills"].choices = skill_choices([DRIVER])

    def limits(self) -> Limits:
        """What was said."""
        kept = self.cleaned_data
        day = kept["not_before"]
        return Limits(
            states=frozenset(kept["states"]),
            regions=frozenset(kept["regions"]),
            without_car=kept["without_car"],
            longest_commute=kept["longest_commute"],
            not_before=day.isoformat() if day else "",
        )


class PartnerForm(FellowshipForm):
    """The mail address of a partner."""

    email = forms.EmailField(
        label=_("Your partner's e-mail address"),
        help_text=_("The one they signed up with. We don't write to it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Enter your partner's e-mail address."),
            "invalid": _("Enter an e-mail address, like name@example.org."),
        },
    )

    def clean_email(self) -> str:
        """The address as it is compared; letters like ß grow longer by that."""
        email, field = str(self.cleaned_data["email"]).casefold(), self.fields["email"]
        if len(email) > field.max_length:
            raise forms.ValidationError(field.error_messages["invalid"], "invalid")
        return email


class ConflictForm(FellowshipForm):
    """A conflict of interest: with whom, of which kind, and what staff should know."""

    other = forms.ChoiceField(label=_("Office"), error_messages={"required": _("Choose one.")})
    kind = forms.ChoiceField(
        label=_("What is it?"), choices=ConflictKind.choices, widget=ChoiceRows,
        error_messages={"required": _("Choose what it is.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("What should staff know?"),
        help_text=_("Only program managers read this, and each look is noted. Leave out what they don't need."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, choices: Iterable[tuple[UUID, str]], label: Any = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["other"].choices = [("", _("Choose one")), *((str(pk), name) for pk, name in choices)]
        if label is not None:
            self.fields["other"].label = label

    def other_id(self) -> UUID:
        """Whom it is with."""
        return UUID(self.cleaned_data["other"])
