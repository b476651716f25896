"""Rules of a cohort: caps of regions, whom offices rank, and whom an office met."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.models import OfficesRank
from fellowship.design.fields import ChoiceRows, DatePartsField, TickRows, limit_date
from fellowship.design.forms import FellowshipForm

MOST = 999


class CapForm(FellowshipForm):
    """At most so many fellows in one region, and why."""

    region = forms.ChoiceField(label=_("Region"), error_messages={"required": _("Choose the region.")})
    most = forms.IntegerField(
        label=_("At most"),
        help_text=_("Fellows this year, agreed places counted."),
        min_value=0,
        max_value=MOST,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a whole number from 0 to 999.")
        ),
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Staff read it. Fellows read the number, not the reason."),
        max_length=300,
        error_messages={"required": _("Say in a sentence why.")},
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, regions: Iterable[tuple[UUID, str, int]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial)
        self.fields["region"].choices = [("", _("Choose one")), *((str(pk), name) for pk, name, _seats in regions)]

    def values(self) -> dict[str, Any]:
        """Which region takes how many, and why."""
        kept = self.cleaned_data
        return {"region_id": UUID(kept["region"]), "most": kept["most"], "reason": kept["reason"]}


class OfficesRankForm(FellowshipForm):
    """Whom offices put on their lists."""

    offices_rank = forms.ChoiceField(
        label=_("Offices rank"),
        choices=OfficesRank.choices,
        widget=ChoiceRows(
            hints={
                OfficesRank.ALL: _("Every finalist of the cohort stands on every office’s page."),
                OfficesRank.MET: _("Whoever an office did not meet comes last there, in the draw."),
            }
        ),
        error_messages={"required": _("Choose one.")},
    )


class MeetingsForm(FellowshipForm):
    """Whom an office met, and the day where it was one for all."""

    mark_optional = False
    met = forms.MultipleChoiceField(label=_("They met"), widget=TickRows, required=False)
    met_on = DatePartsField(
        label=_("Day of the meetings"), help_text=_("For those you tick now. Empty: today."), required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, people: Iterable[tuple[UUID, str]], met: Iterable[UUID],
        today: date,
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"met": [str(key) for key in met]})
        self.today = today
        self.fields["met"].choices = [(str(key), name) for key, name in people]

    def clean_met_on(self) -> date | None:
        """A meeting to come was not yet one."""
        day: date | None = self.cleaned_data["met_on"]
        if day is not None:
            limit_date(day, field=self.fields["met_on"], earliest=None, latest=self.today)
        return day

    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {"met": {UUID(key) for key in self.cleaned_data["met"]}, "met_on": self.cleaned_data["met_on"]}
