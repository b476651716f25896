"""Writing, extending and answering offers."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField, MoneyField, limit_date
from fellowship.design.forms import FellowshipForm
from recruitment.queries.offers import OfferSubject, openings_of, terms_of_opening
from recruitment.rules.offers import Terms, TimeOutcome, earliest_last_day

LONG = 4000


class OpeningField(forms.ModelChoiceField):
    """Openings by office."""

    def label_from_instance(self, obj: Any) -> str:
        """Show the office."""
        return f"{obj.office.name}, {obj.office.place}"


class OfferForm(FellowshipForm):
    """The terms of a conditional offer."""

    opening = OpeningField(
        queryset=None, label=_("Office"), empty_label=None, error_messages={"required": _("Choose an office.")}
    )
    pay = MoneyField(label=_("Pay a year"))
    spanish = MoneyField(label=_("More a year for working Spanish"), required=False)
    moving = MoneyField(label=_("Help with moving, up to"), required=False)
    starts_on = DatePartsField(label=_("First day at the office"))
    supervisor = forms.CharField(
        label=_("Supervisor"), required=False, max_length=200, widget=forms.TextInput(attrs={"class": "input--l"})
    )
    benefits = forms.CharField(
        label=_("Benefits"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say what benefits come with the place.")},
    )
    words = forms.CharField(
        label=_("A few words of your own"),
        help_text=_("They stand at the beginning of the offer. Say what the readers and interviewers saw."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
    )
    last_day = DatePartsField(
        label=_("Last day to answer"), help_text=_("At least seven full days from the day you send the offer.")
    )

    def __init__(self, subject: OfferSubject, *args: Any, at: datetime, **kwargs: Any) -> None:
        chosen = kwargs.pop("chosen", False)
        own = subject.draft if not chosen else None
        draft = own or subject.suggested
        if draft is not None:
            kwargs.setdefault(
                "initial",
                {
                    "opening": subject.draft_opening_id if own else subject.suggested_opening_id,
                    "pay": draft.pay_cents,
                    "spanish": draft.spanish_cents or None,
                    "moving": draft.moving_cents or None,
                    "starts_on": draft.starts_on,
                    "supervisor": draft.supervisor,
                    "benefits": draft.benefits,
                    "words": draft.words,
                    "last_day": subject.draft_last_day,
                },
            )
        super().__init__(*args, **kwargs)
        self.earliest = earliest_last_day(at, subject.time_zone)
        self.fields["opening"].queryset = openings_of(subject.cycle_id)  # type: ignore[attr-defined]

    def clean_last_day(self) -> date:
        """Refuse a day that leaves less than seven."""
        day: date = self.cleaned_data["last_day"]
        limit_date(day, field=self.fields["last_day"], earliest=self.earliest, latest=None)  # type: ignore[arg-type]
        return day

    @property
    def opening_id(self) -> UUID:
        """The opening chosen."""
        chosen: UUID = self.cleaned_data["opening"].pk
        return chosen

    @property
    def terms(self) -> Terms:
        """The terms as typed, with the office of the opening chosen."""
        data = self.cleaned_data
        office, place = terms_of_opening(self.opening_id)
        return Terms(
            office=office,
            place=place,
            pay_cents=data["pay"],
            starts_on=data["starts_on"],
            benefits=data["benefits"],
            spanish_cents=data["spanish"] or 0,
            moving_cents=data["moving"] or 0,
            supervisor=data["supervisor"],
            words=data["words"],
        )


class SignatureForm(FellowshipForm):
    """A typed name that stands for a signature."""

    signature = forms.CharField(
        label=_("Type your full name"),
        help_text=_("It counts as your signature. The time and your network address are kept with it."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input--l", "autocomplete": "name"}),
        error_messages={"required": _("Type your full name.")},
    )


class TurnDownForm(FellowshipForm):
    """Why, if the person wants to say."""

    reason = forms.CharField(
        label=_("Why do you turn it down?"),
        help_text=_("You need not say. It helps us do better."),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuestionForm(FellowshipForm):
    """A question about an offer, or a wish for more time."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("We answer by letter and here. To ask for more time, use “Ask for more time” on the offer."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write your question.")},
    )


class AnswerForm(FellowshipForm):
    """Our answer to a question."""

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("The applicant gets it by letter."),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Write an answer.")},
    )


class ExtendForm(FellowshipForm):
    """A later last day."""

    last_day = DatePartsField(label=_("New last day to answer"))


class TimeForm(FellowshipForm):
    """A wish for more time."""

    wished_day = DatePartsField(
        label=_("Until which day?"), help_text=_("The offer stays open while we reply, whatever the answer is.")
    )
    reason = forms.CharField(
        label=_("Why?"), help_text=_("You need not say. It helps us to say yes."), required=False, max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class TimeAnswerForm(FellowshipForm):
    """More time or not."""

    outcome = forms.ChoiceField(
        label=_("Give more time?"), widget=ChoiceRows,
        choices=[(TimeOutcome.GRANTED.value, _("Yes")), (TimeOutcome.REFUSED.value, _("No"))],
        error_messages={"required": _("Choose yes or no.")},
    )  # fmt: skip
    last_day = DatePartsField(label=_("If yes: new last day to answer"), required=False)

    def clean(self) -> dict[str, Any]:
        """A yes names a day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("outcome") == TimeOutcome.GRANTED and not cleaned.get("last_day") and not self.errors:
            self.add_error("last_day", _("Enter the new last day."))
        return cleaned
