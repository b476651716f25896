"""Files of a fair-chance case, and official papers that go along with notices."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField, limit_date
from fellowship.design.forms import FellowshipForm
from recruitment.queries.case_enclosures import PER_CASE, enclosure_name, official_codes

EARLIEST = date(1990, 1, 1)
FILE_HELP = _("A PDF, a picture or a Word file, up to 10 MB.")


class CaseFileForm(FellowshipForm):
    """A copy of what was found about the applicant."""

    mark_optional = False
    code = forms.ChoiceField(label=_("What it is"), widget=ChoiceRows)
    file = forms.FileField(label=_("The file"), help_text=FILE_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what belongs to one case."""
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(code, enclosure_name(code)) for code in PER_CASE]  # type: ignore[attr-defined]


class EnclosureForm(FellowshipForm):
    """An official paper, with where it is from and of what day it is."""

    mark_optional = False
    code = forms.ChoiceField(label=_("What it is"), widget=ChoiceRows)
    language = forms.ChoiceField(
        label=_("Language"), choices=[("en", "English"), ("es", "Español")], widget=forms.RadioSelect
    )
    source = forms.CharField(label=_("Where it is from"), help_text=_("The agency and the web page."), max_length=300)
    dated_on = DatePartsField(
        label=_("Day of this version"), help_text=_("The day on the paper, or on which you got it.")
    )
    file = forms.FileField(label=_("The official PDF"), help_text=_("A PDF, up to 10 MB. Do not change it."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Offer every paper that a notice may need."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["code"].choices = [(code, enclosure_name(code)) for code in official_codes()]  # type: ignore[attr-defined]

    def clean_dated_on(self) -> date:
        """Refuse days to come."""
        day: date = self.cleaned_data["dated_on"]
        limit_date(day, field=self.fields["dated_on"], earliest=EARLIEST, latest=self.today)
        return day
