"""What a practice round needs, and what a reader posts in one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField, TickRows
from fellowship.design.forms import FellowshipForm
from recruitment.forms.reading import ScoreForm
from recruitment.rules.reading import MARKS


class RoundForm(FellowshipForm):
    """Which applications are samples, and by when."""

    applications = forms.MultipleChoiceField(
        label=_("Samples"), widget=TickRows, help_text=_("Five or more tell most. Twenty at most."),
        error_messages={"required": _("Choose one application at least.")},
    )  # fmt: skip
    due_on = DatePartsField(label=_("Please mark them by"), required=False)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["applications"].choices = choices


class PracticeForm(ScoreForm):
    """The rubric without abstentions: in practice every mark helps to compare."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for criterion in self.criteria:
            self.fields[self.key(criterion)].choices = [(str(mark), str(mark)) for mark in MARKS]
        del self.fields["note"]
