"""Making and changing an event, and noting who came."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, ClockField, DatePartsField, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.events import AUDIENCE_LABELS, KIND_LABELS
from recruitment.queries.events import Guest, event_cycles
from recruitment.rules.events import LONGEST_MINUTES, MOST_PLACES, SHORTEST_MINUTES, Audience

LONG = {"class": "input--l"}


class EventForm(FellowshipForm):
    """What an event is, for whom, when and where."""

    cycle = forms.ModelChoiceField(queryset=None, label=_("Cycle"), empty_label=None)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(kind.value, label) for kind, label in KIND_LABELS.items()], widget=ChoiceRows,
        error_messages={"required": _("Choose what kind of event it is.")},
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who is asked to come"),
        choices=[(audience.value, label) for audience, label in AUDIENCE_LABELS.items()],
        widget=ChoiceRows,
        initial=Audience.APPLICANTS.value,
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, widget=forms.TextInput(attrs=LONG),
        error_messages={"required": _("Give the event a title.")},
    )  # fmt: skip
    title_es = forms.CharField(
        label=_("Title in Spanish"), max_length=120, required=False, widget=forms.TextInput(attrs=LONG)
    )
    about = forms.CharField(
        label=_("What happens there"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )  # fmt: skip
    about_es = forms.CharField(
        label=_("The same in Spanish"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )  # fmt: skip
    day = DatePartsField(label=_("Day"))
    first = ClockField(label=_("Begins"), help_text=_("In your own time zone, for example 5:30 pm."))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=SHORTEST_MINUTES, max_value=LONGEST_MINUTES, initial=60,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )  # fmt: skip
    place = forms.CharField(
        label=_("Place or link"), max_length=300, widget=forms.TextInput(attrs=LONG),
        help_text=_("A room with its address, or the link of a video call. Everyone who is asked to come sees it."),
        error_messages={"required": _("Say where it takes place.")},
    )  # fmt: skip
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=MOST_PLACES, initial=20,
        help_text=_("Whoever signs up after that waits in line and gets a place when one is free."),
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )  # fmt: skip

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["cycle"].queryset = event_cycles()  # type: ignore[attr-defined]

    def terms(self) -> dict[str, Any]:
        """The event as its service takes it."""
        data = dict(self.cleaned_data)
        data.pop("cycle", None)
        moment = datetime.combine(data.pop("day"), data.pop("first"), tzinfo=ZoneInfo(self.zone))
        return {**data, "starts_at": moment}


class AttendanceForm(FellowshipForm):
    """Who came, of those who had a place."""

    came = forms.MultipleChoiceField(label=_("Who came"), widget=TickRows, required=False)
    mark_optional = False

    def __init__(self, *args: Any, guests: tuple[Guest, ...], **kwargs: Any) -> None:
        super().__init__(*args, initial={"came": [str(guest.id) for guest in guests if guest.came]}, **kwargs)
        self.fields["came"].choices = [(str(guest.id), guest.name) for guest in guests]  # type: ignore[attr-defined]

    def ids(self) -> list[UUID]:
        """The sign-ups of those who came."""
        return [UUID(value) for value in self.cleaned_data["came"]]
