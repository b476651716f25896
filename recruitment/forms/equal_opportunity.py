"""The voluntary questions as a form: everything may stay empty."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.models import equal_opportunity_wording as words
from recruitment.queries.equal_opportunity import OwnAnswers
from recruitment.rules.equal_opportunity import Answers, Gender, Part, Race, YesNo

NOT_ONE_OF_THEM = _("Choose from the list.")
PREFER_NOT = (words.PREFER_NOT, words.PREFER_NOT_TO_SAY)
ANSWERS: dict[Part, type[Gender] | type[YesNo]] = {
    Part.GENDER: Gender,
    Part.VETERAN: YesNo,
    Part.DISABILITY: YesNo,
}


class EqualOpportunityForm(FellowshipForm):
    """Race and ethnicity, gender, and what the organization switched on."""

    mark_optional = False

    def __init__(self, *args: Any, own: OwnAnswers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        races = [(str(race), words.LABELS[race]) for race in Race]
        self.fields["race"] = forms.MultipleChoiceField(
            label=words.QUESTIONS[Part.RACE], help_text=words.SELECT_ALL, required=False,
            choices=[*races, PREFER_NOT], initial=sorted(own.answers.race),
            widget=TickRows(hints={str(race): words.HINTS[race] for race in Race}),
            error_messages={"invalid_choice": NOT_ONE_OF_THEM, "invalid_list": NOT_ONE_OF_THEM},
        )  # fmt: skip
        for part in own.parts:
            if part in ANSWERS:
                choices = [(str(answer), words.LABELS[answer]) for answer in ANSWERS[part]]
                self.fields[part] = forms.ChoiceField(
                    label=words.QUESTIONS[part], required=False, choices=[*choices, PREFER_NOT],
                    initial=getattr(own.answers, part), widget=ChoiceRows,
                    error_messages={"invalid_choice": NOT_ONE_OF_THEM},
                )  # fmt: skip

    def clean_race(self) -> frozenset[str]:
        """Categories, or the wish to say nothing: not both."""
        chosen = frozenset(self.cleaned_data["race"])
        if words.PREFER_NOT in chosen and len(chosen) > 1:
            message = _("Choose categories or “I prefer not to say”, not both.")
            raise forms.ValidationError(message, code="both")
        return chosen - {words.PREFER_NOT}

    def answers(self) -> Answers:
        """What was said; a wish to say nothing is kept as nothing."""
        said = {part: self.cleaned_data.get(part, "") for part in ANSWERS}
        plain = {str(part): "" if value == words.PREFER_NOT else value for part, value in said.items()}
        return Answers(race=self.cleaned_data["race"], **plain)
