"""Forms about a seat that fell free: offering it, placing somebody at once, and saying yes or no."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.rules.seat_offers import MOST_DAYS, USUAL_DAYS
from fellowship.design.fields import ChoiceRows, DatePartsField
from fellowship.design.forms import FellowshipForm


class SeatOfferForm(FellowshipForm):
    """From when, and how long there is to answer."""

    starts_on = DatePartsField(label=_("First day"))
    days = forms.IntegerField(
        label=_("Business days to answer"),
        help_text=_("Counted at the office. The last one ends at midnight where the person lives."),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        widget=forms.NumberInput(attrs={"class": "input--s"}),
    )


class PlaceForm(FellowshipForm):
    """The first day of somebody who agreed already, and how."""

    starts_on = DatePartsField(label=_("First day"))
    reason = forms.CharField(
        label=_("How did they agree?"),
        help_text=_("For example: said yes on the phone today. It stays with the placement’s history."),
        max_length=300,
        error_messages={"required": _("Say in a sentence how they agreed.")},
    )


class AnswerSeatForm(FellowshipForm):
    """Yes or no."""

    mark_optional = False
    answer = forms.ChoiceField(
        label=_("Do you take this seat?"),
        widget=ChoiceRows,
        choices=[("yes", _("Yes, I take it.")), ("no", _("No. I keep waiting for another seat."))],
        error_messages={"required": _("Choose yes or no.")},
    )

    @property
    def says_yes(self) -> bool:
        """Whether the seat is taken."""
        return bool(self.cleaned_data["answer"] == "yes")
