"""What an officer adds to a case so that a notice can be written."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField
from fellowship.design.forms import FellowshipForm
from recruitment.models.case_wording import CHANNELS
from recruitment.queries.case_papers import PaperSubject
from recruitment.rules.fair_chance_windows import Address, Channel

OFFERS = ("conditional_offer", "conditional_offer_background_notice")
DISCLOSURE = "pre_check_disclosure_and_authorization"
REPLY = ("language", "address", "mailed_to", "reply_address", "reply_email")
PAPERS = ("source", "company", "company_name", "company_address", "company_phone", "other_material")
FINAL = (*REPLY, *PAPERS, "reasons", "reconsidered", "reconsideration")
BY_KIND: dict[str, tuple[str, ...]] = {
    "preliminary_adverse": (*REPLY, "ways", *PAPERS),
    **dict.fromkeys(OFFERS, (*REPLY, "good_cause", "checks")),
    DISCLOSURE: ("language",),
    "final_adverse": FINAL,
    "public_employer_denial_notice": (*FINAL, "grievance", "reapply_on"),
    "statement_of_reasons_on_request": (*FINAL, "asked_on"),
    "statement_on_request": (*REPLY, *PAPERS, "asked_on"),
    "report_on_request": (*REPLY, *PAPERS, "asked_on"),
}


def _area(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
    )  # fmt: skip


def _choice(label: Any, *choices: tuple[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


class PaperForm(FellowshipForm):
    """The values that only the officer knows. What a law wants and nobody gave is told by the checklist."""

    language = forms.ChoiceField(
        label=_("Language that goes out first"), choices=[("en", "English"), ("es", "Español")],
        help_text=_("The notice is written in both languages. The applicant finds both on their own page."),
        widget=forms.RadioSelect,
    )  # fmt: skip
    address = _area(_("Postal address of the applicant"))
    mailed_to = _choice(
        _("Where the mail goes"), (Address.IN_STATE.value, _("In the state")),
        (Address.OUT_OF_STATE.value, _("To another state")), (Address.OUTSIDE_US.value, _("Abroad")),
    )  # fmt: skip
    ways = forms.MultipleChoiceField(
        label=_("Ways in which it will go out"),
        help_text=_("The days in the notice are counted from sending it today in all of these ways."),
        choices=[(channel.value, words) for channel, words in CHANNELS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reply_address = _area(_("Postal address for answers"))
    reply_email = forms.EmailField(label=_("Email address for answers"), required=False)
    good_cause = _area(_("Why a record is looked at for this position"), _("“Safety” alone is not enough."))
    checks = _area(_("Everything that will be checked, one a line"), rows=6)
    source = forms.CharField(label=_("Where the information came from"), required=False, max_length=300)
    company = _choice(_("Did a company make the report?"), ("yes", _("Yes")), ("no", _("No")))
    company_name = forms.CharField(label=_("Name of the company"), required=False, max_length=200)
    company_address = _area(_("Address of the company"))
    company_phone = forms.CharField(label=_("Toll-free phone of the company"), required=False, max_length=40)
    other_material = _choice(
        _("Was other material used (internet, courts, news)?"),
        ("none", _("No")),
        ("enclosed", _("Yes, and a copy is kept with the case")),
    )
    reasons = _area(_("More reasons, if there are any"))
    reconsidered = _choice(_("Can the decision be looked at again?"), ("yes", _("Yes")), ("no", _("No")))
    reconsideration = _area(_("How to ask for that"))
    grievance = _area(_("How to complain to this employer"))
    asked_on = DatePartsField(label=_("Day on which the applicant asked"), required=False)
    reapply_on = DatePartsField(label=_("Day from which the applicant may apply again"), required=False)

    def __init__(self, *args: Any, subject: PaperSubject, **kwargs: Any) -> None:
        """Offer what this kind of notice needs."""
        initial = {
            "language": subject.language, "reply_address": subject.reply_address, "reply_email": subject.reply_email,
            "mailed_to": Address.IN_STATE.value, "ways": sorted(subject.channels) or [Channel.EMAIL.value],
        }  # fmt: skip
        super().__init__(*args, initial=initial, **kwargs)
        wanted = BY_KIND.get(subject.kind, (*REPLY, *PAPERS))
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
