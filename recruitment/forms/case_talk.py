"""The time of a talk with the applicant, and what counsel says after a last day."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ClockField, DatePartsField, limit_date
from fellowship.design.forms import FellowshipForm

# A talk that is further away would only keep the applicant waiting.
FURTHEST = timedelta(days=366)


class TalkForm(FellowshipForm):
    """Day and time, in the time zone of the office."""

    mark_optional = False
    day = DatePartsField(label=_("Day"))
    first = ClockField(label=_("Begins"), help_text=_("In the time zone of the office, for example 9:30 am."))

    def __init__(self, *args: Any, zone: str, today: date, **kwargs: Any) -> None:
        """Keep the zone and the day."""
        super().__init__(*args, **kwargs)
        self.zone, self.today = ZoneInfo(zone), today

    def clean_day(self) -> date:
        """Refuse days too far off; the service refuses those that have passed."""
        day: date = self.cleaned_data["day"]
        field = self.fields["day"]
        assert isinstance(field, DatePartsField)  # noqa: S101  (it is declared above)
        limit_date(day, field=field, earliest=None, latest=self.today + FURTHEST)
        return day

    def starts_at(self) -> datetime:
        """The moment."""
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["first"], tzinfo=self.zone)


class LateForm(FellowshipForm):
    """Who of counsel said why."""

    mark_optional = False
    counsel = forms.CharField(
        label=_("Name of counsel"), max_length=200, error_messages={"required": _("Enter counsel’s name.")}
    )
    reason = forms.CharField(
        label=_("What counsel says"),
        help_text=_("Encrypted. Only the officer of the case reads it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4, "class": "input"}),
        error_messages={"required": _("Write what counsel says.")},
    )
