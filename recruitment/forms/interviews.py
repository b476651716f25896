"""Making interview times, and writing a scorecard."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, ClockField, DatePartsField, TickRows, limit_date
from fellowship.design.forms import FellowshipForm
from fellowship.models import Person
from recruitment.models.selection_wording import RECOMMENDATIONS
from recruitment.queries.interviews import cycles_with_interviews, interviewers
from recruitment.rules.interviews import LONGEST_MINUTES, MOST_SLOTS, SHORTEST_MINUTES


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name: the text of a person is a code."""
        return obj.get_full_name() if isinstance(obj, Person) else str(obj)


class SlotsForm(FellowshipForm):
    """A row of interview times on one day."""

    cycle = forms.ModelChoiceField(queryset=None, label=_("Cycle"), empty_label=None)
    day = DatePartsField(label=_("Day"))
    first = ClockField(label=_("First interview begins"), help_text=_("In your own time zone, for example 9:30 am."))
    count = forms.IntegerField(
        label=_("How many interviews"),
        min_value=1,
        max_value=MOST_SLOTS,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
        initial=4,
    )
    minutes = forms.IntegerField(
        label=_("Minutes each"),
        min_value=SHORTEST_MINUTES,
        max_value=LONGEST_MINUTES,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
        initial=45,
    )
    pause = forms.IntegerField(
        label=_("Minutes between"),
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
        initial=15,
    )
    interviewers = PeopleField(
        queryset=None,
        label=_("Interviewers"),
        widget=TickRows,
        error_messages={"required": _("Choose at least one interviewer.")},
    )
    place = forms.CharField(
        label=_("Place or link"),
        help_text=_("A room with its address, or the link of a video call. The applicant sees it."),
        max_length=300,
        widget=forms.TextInput(attrs={"class": "input--l"}),
    )

    def __init__(self, *args: Any, at: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["cycle"].queryset = cycles_with_interviews()  # type: ignore[attr-defined]
        self.fields["interviewers"].queryset = interviewers(at)  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """Refuse days that are over."""
        day: date = self.cleaned_data["day"]
        limit_date(day, field=self.fields["day"], earliest=self.today, latest=None)  # type: ignore[arg-type]
        return day


class ScorecardForm(FellowshipForm):
    """What one interviewer would do, and why."""

    recommendation = forms.ChoiceField(
        label=_("Should we offer a place?"),
        choices=[(word.value, label) for word, label in RECOMMENDATIONS.items()],
        widget=ChoiceRows,
        error_messages={"required": _("Choose what you would do.")},
    )
    notes = forms.CharField(
        label=_("What you saw and heard"),
        help_text=_(
            "Examples, in their words where you can. If a record came up, write only that it was volunteered and"
            " not recorded."
        ),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8, "class": "input"}),
        error_messages={"required": _("Write at least one example of what you saw or heard.")},
    )
