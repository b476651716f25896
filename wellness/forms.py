"""What people type into coaching: topics, promises, notes, times, pairs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, ClockField, DatePartsField
from fellowship.design.forms import FellowshipForm
from wellness.rules.identifiers import Identifier, found_in
from wellness.rules.stages import Audience
from wellness.rules.times import BadTime, TimeTrouble, check_ahead, moment_of

LOOKS_LIKE = {
    Identifier.SSN: _("a Social Security number"),
    Identifier.BIRTH_DATE: _("a date of birth"),
    Identifier.PHONE: _("a phone number"),
    Identifier.CASE_NUMBER: _("a case number"),
}
TIME_TROUBLES = {
    TimeTrouble.NO_SUCH_TIME: _("Choose another time: the clocks jump over this one that night."),
    TimeTrouble.PAST: _("Choose a time that is still to come."),
    TimeTrouble.TOO_FAR: _("Choose a time within a year."),
}


class WarnedForm(FellowshipForm):
    """A text that is looked through for a client's numbers; a second press saves it as it is."""

    as_it_is = forms.BooleanField(required=False, widget=forms.HiddenInput)
    watched = "text"
    key = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", self.key)
        super().__init__(*args, **kwargs)
        self.warnings: list[Any] = []

    def clean(self) -> dict[str, Any]:
        """Warn once about what looks like a client's number; never refuse."""
        cleaned = super().clean() or self.cleaned_data
        found = found_in(str(cleaned.get(self.watched, "")))
        if found and not cleaned.get("as_it_is") and not self.errors:
            self.warnings = [LOOKS_LIKE[kind] for kind in found]
        return cleaned

    @property
    def may_save(self) -> bool:
        """Whether it is valid and nothing is left to warn of."""
        return self.is_valid() and not self.warnings

    @property
    def as_it_is_name(self) -> str:
        """The name under which the second button says so."""
        return self.add_prefix("as_it_is")


def _text(label: Any, missing: Any, *, help_text: Any = "", rows: int = 2, cap: int = 2000) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=cap,
        widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
        error_messages={"required": missing},
    )


class TopicForm(WarnedForm):
    """Something to talk about."""

    key = "topic"
    mark_optional = False
    text = _text(_("What do you want to talk about?"), _("Write what you want to talk about."))
    audience = forms.ChoiceField(label=_("Who can read this"), widget=ChoiceRows(), initial=Audience.SHARED.value)

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences(other)  # type: ignore[attr-defined]


class NoteForm(WarnedForm):
    """A note in a one-on-one."""

    key = "note"
    mark_optional = False
    text = _text(_("Note"), _("Write the note first."), rows=4, cap=8000)
    audience = forms.ChoiceField(label=_("Who can read this"), widget=ChoiceRows(), initial=Audience.PRIVATE.value)

    def __init__(self, *args: Any, other: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = audiences(other)  # type: ignore[attr-defined]


class PromiseForm(WarnedForm):
    """What one of the two will do."""

    key = "promise"
    text = forms.CharField(
        label=_("What will be done?"), max_length=300, error_messages={"required": _("Write what will be done.")}
    )
    owner = forms.ChoiceField(label=_("Who does it?"), widget=ChoiceRows())
    due_on = DatePartsField(label=_("By when?"), required=False)

    def __init__(self, *args: Any, owners: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"owner": owners[0][0]})
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]


def audiences(other: str) -> list[tuple[str, Any]]:
    """The two audiences, as sentences with the other person's name."""
    return [
        (Audience.SHARED.value, _("You and %(other)s, nobody else") % {"other": other}),
        (Audience.PRIVATE.value, _("Only you. Not even an administrator")),
    ]


class TimeForm(FellowshipForm):
    """A day, a time and a place for a one-on-one, in the reader's own time zone."""

    day = DatePartsField(label=_("Day"))
    clock = ClockField(label=_("Time"), error_messages={"required": _("Enter the time.")})
    place = forms.CharField(
        label=_("Where"), help_text=_("For example “by phone” or a room."), max_length=120, required=False
    )

    def __init__(self, *args: Any, time_zone: str, at: datetime, meeting: Any = None, **kwargs: Any) -> None:
        if meeting is not None:
            here = meeting.scheduled_at.astimezone(ZoneInfo(time_zone))
            kwargs.setdefault("initial", {"day": here.date(), "clock": here.time(), "place": meeting.place})
        super().__init__(*args, **kwargs)
        self.time_zone, self.at = time_zone, at
        self.moment = at

    def clean(self) -> dict[str, Any]:
        """Put day and time together in the reader's zone."""
        cleaned = super().clean() or self.cleaned_data
        day: date | None = cleaned.get("day")
        if day is not None and cleaned.get("clock") is not None:
            try:
                self.moment = moment_of(day, cleaned["clock"], self.time_zone)
                check_ahead(self.moment, self.at)
            except BadTime as wrong:
                self.add_error(
                    "day" if wrong.trouble is not TimeTrouble.NO_SUCH_TIME else "clock", TIME_TROUBLES[wrong.trouble]
                )
        return cleaned


class PairForm(FellowshipForm):
    """Who coaches an Advocate from now on."""

    coach = forms.ChoiceField(
        label=_("Coach"), widget=ChoiceRows(), error_messages={"required": _("Choose the coach.")}
    )

    def __init__(self, *args: Any, coaches: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].choices = list(coaches)  # type: ignore[attr-defined]


class TickForm(FellowshipForm):
    """One press beside an agenda item or a promise."""

    which = forms.UUIDField()
    is_so = forms.BooleanField(required=False)


class CloseForm(FellowshipForm):
    """How a one-on-one went."""

    outcome = forms.ChoiceField(choices=[("held", _("We met")), ("missed", _("It did not happen"))])
