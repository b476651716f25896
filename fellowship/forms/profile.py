"""What a person says about themselves."""

import zoneinfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm

US_ZONES = [
    ("America/New_York", _("Eastern")), ("America/Chicago", _("Central")), ("America/Denver", _("Mountain")),
    ("America/Phoenix", _("Arizona")), ("America/Los_Angeles", _("Pacific")), ("America/Anchorage", _("Alaska")),
    ("Pacific/Honolulu", _("Hawaii")), ("America/Puerto_Rico", _("Puerto Rico")),
]  # fmt: skip


def zone_choices(current: str) -> list[tuple[str, object]]:
    """The zones of the United States, and the person's own where it is another."""
    known = {zone for zone, _label in US_ZONES}
    extra = (
        [(current, current)] if current and current not in known and current in zoneinfo.available_timezones() else []
    )
    return [*US_ZONES, *extra]


class ProfileForm(FellowshipForm):
    """Name, name to be called, pronouns, language and time zone."""

    purposes = {"name": "name", "called": "nickname"}

    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Enter your name")})
    called = forms.CharField(
        label=_("Name to be called"), max_length=100, required=False, help_text=_("We use it when we speak to you.")
    )
    pronouns = forms.CharField(label=_("Pronouns"), max_length=60, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.RadioSelect,
        help_text=_("For these pages and for what we send you."),
    )  # fmt: skip
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Times on your pages are shown in it."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Offer the person's present zone too."""
        super().__init__(*args, **kwargs)
        initial: dict[str, str] = self.initial
        self.fields["time_zone"].choices = zone_choices(initial.get("time_zone", ""))
