"""The check before an application: six short questions and the languages one speaks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.models.eligibility_wording import CHECK_LABELS
from recruitment.models.wording import LANGUAGE_LABELS
from recruitment.rules.eligibility import Check

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def _question(label: Any, help_text: Any, missing: Any, hints: dict[str, Any] | None = None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=help_text, choices=YES_NO, widget=ChoiceRows(hints=hints or {}),
        error_messages={"required": missing},
    )  # fmt: skip


class EligibilityForm(FellowshipForm):
    """Nothing here asks for a record, a car or a license."""

    early_career = _question(
        CHECK_LABELS[Check.EARLY_CAREER],
        _("There is no upper age. People who change careers apply every year."),
        _("Say whether you are early in your career or would take an entry-level position."),
    )
    work_authorization = _question(
        CHECK_LABELS[Check.WORK_AUTHORIZATION],
        _("Any kind of work authorization counts. We do not ask which."),
        _("Say whether you may work in the United States."),
    )
    two_years = _question(CHECK_LABELS[Check.TWO_YEARS], "", _("Say whether you can stay for two years."))
    travel = _question(
        CHECK_LABELS[Check.TRAVEL],
        _("Bus, train, bike, rides or your own car: how is up to you. Each opening says what its office needs."),
        _("Say whether you have a reliable way to get around."),
    )
    social_worker = _question(
        CHECK_LABELS[Check.SOCIAL_WORKER],
        _("A degree in social work without a license is welcome."),
        _("Say whether you are a licensed social worker."),
    )
    law_degree = _question(
        CHECK_LABELS[Check.LAW_DEGREE],
        _("A J.D. or a degree in law from another country."),
        _("Say whether you hold a law degree."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak besides English?"),
        help_text=_("This helps us point you to openings. It does not decide whether you can apply."),
        choices=[(code, label) for code, label in LANGUAGE_LABELS.items() if code != "en"],
        widget=TickRows, required=False,
    )  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """The answers as kept: true and false by question, and the languages."""
        given: dict[str, Any] = {str(check): self.cleaned_data[check] == "yes" for check in Check}
        return {**given, "languages": self.cleaned_data["languages"]}
