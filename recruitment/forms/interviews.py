"""Making interview times, and writing a scorecard."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, ClockField, DatePartsField, TickRows, limit_date
from fellowship.design.forms import FellowshipForm
from fellowship.models import Person
from recruitment.forms.staff_notes import StaffNote
from recruitment.models.selection_wording import RECOMMENDATIONS
from recruitment.queries.interview_rounds import KitFacts, all_rounds
from recruitment.queries.interviews import cycles_with_interviews, interviewers
from recruitment.rules.interviews import LONGEST_GRID, LONGEST_MINUTES, MOST_SLOTS, SHORTEST_MINUTES, Panels
from recruitment.services.interviews import Heard


class PeopleField(forms.ModelMultipleChoiceField):
    """People by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the name: the text of a person is a code."""
        return obj.get_full_name() if isinstance(obj, Person) else str(obj)


OVERALL = ("recommendation", "notes")
MARKS = [
    ("", _("Not asked")), ("1", _("1: little of it")), ("2", _("2: some of it")), ("3", _("3: much of it")),
    ("4", _("4: all of it, with an example")),
]  # fmt: skip
WEEKDAYS = {
    0: _("Monday"), 1: _("Tuesday"), 2: _("Wednesday"), 3: _("Thursday"), 4: _("Friday"), 5: _("Saturday"),
    6: _("Sunday"),
}  # fmt: skip


class RoundField(forms.ModelChoiceField):
    """Rounds with their cycle."""

    def label_from_instance(self, obj: Any) -> str:
        """Name both."""
        return f"{obj.name} ({obj.cycle})"


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


class GridForm(SlotsForm):
    """Interview times on several days, for a panel or for several interviewers side by side."""

    day = None
    round = RoundField(queryset=None, label=_("Round"), required=False, empty_label=_("No round"))
    first_day = DatePartsField(label=_("First day"))
    last_day = DatePartsField(label=_("Last day"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these weekdays"), choices=list(WEEKDAYS.items()), coerce=int, initial=[0, 1, 2, 3, 4],
        widget=TickRows, error_messages={"required": _("Choose at least one weekday.")},
    )  # fmt: skip
    panels = forms.ChoiceField(
        label=_("Who sits together?"), initial=Panels.TOGETHER.value, widget=ChoiceRows,
        choices=[
            (Panels.TOGETHER.value, _("All of them in each interview, as one panel")),
            (Panels.EACH.value, _("Each holds interviews alone, at the same times")),
        ],
    )  # fmt: skip
    field_order = (
        "cycle", "round", "first_day", "last_day", "weekdays", "first", "count", "minutes", "pause", "interviewers",
        "panels", "place",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["round"].queryset = all_rounds()  # type: ignore[attr-defined]

    def clean_first_day(self) -> date:
        """Refuse days that are over."""
        day: date = self.cleaned_data["first_day"]
        limit_date(day, field=self.fields["first_day"], earliest=self.today, latest=None)  # type: ignore[arg-type]
        return day

    def clean(self) -> dict[str, Any]:
        """Days the right way round and not too far apart; a round of the cycle chosen."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last, of = cleaned.get("first_day"), cleaned.get("last_day"), cleaned.get("round")
        if first and last and not first <= last <= first + LONGEST_GRID:
            self.add_error("last_day", _("Choose a day from the first day on, at most 60 days later."))
        if of and cleaned.get("cycle") and of.cycle_id != cleaned["cycle"].pk:
            self.add_error("round", _("Choose a round of this cycle."))
        return cleaned


class ScorecardForm(FellowshipForm):
    """What one interviewer would do, and why."""

    recommendation = forms.ChoiceField(
        label=_("Should we offer a place?"),
        choices=[(word.value, label) for word, label in RECOMMENDATIONS.items()],
        widget=ChoiceRows,
        error_messages={"required": _("Choose what you would do.")},
    )
    notes = StaffNote(
        label=_("What you saw and heard"),
        help_text=_(
            "Examples, in their words where you can. If a record came up, write only that it was volunteered and"
            " not recorded."
        ),
        max_length=6000,
        rows=8,
        error_messages={"required": _("Write at least one example of what you saw or heard.")},
    )

    def __init__(self, *args: Any, kit: KitFacts | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kit = kit
        for asked in kit.questions if kit else ():
            self.fields[f"mark_{asked.id}"] = forms.TypedChoiceField(
                label=asked.question, help_text=asked.listen_for, choices=MARKS, coerce=int, empty_value=None,
                required=False, widget=ChoiceRows,
            )  # fmt: skip
            self.fields[f"note_{asked.id}"] = StaffNote(label=_("What they said"), required=False, max_length=600)
        self.order_fields([*(name for name in self.fields if name not in OVERALL), *OVERALL])

    @property
    def marks(self) -> dict[int, Heard]:
        """What was heard, by question; those not asked are left out."""
        given = self.cleaned_data
        asked = self.kit.questions if self.kit else ()
        return {
            one.id: Heard(given[f"mark_{one.id}"], given[f"note_{one.id}"])
            for one in asked
            if given.get(f"mark_{one.id}")
        }
