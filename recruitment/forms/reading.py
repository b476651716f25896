"""What a reader posts: marks for one packet, and why they stepped back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from recruitment.queries.reading import CriterionFacts
from recruitment.rules.reading import MARKS


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion with its radio buttons; ``chosen`` is the mark that was posted."""

    criterion: CriterionFacts
    field: BoundField
    chosen: str

    @property
    def words(self) -> str:
        """What the chosen mark looks like, or the two ends of the scale."""
        first, last = self.criterion.anchors[0], self.criterion.anchors[-1]
        found = [anchor.words for anchor in self.criterion.anchors if str(anchor.mark) == self.chosen]
        return found[0] if found else f"{first.mark}: {first.words} · {last.mark}: {last.words}"


class ScoreForm(FellowshipForm):
    """One mark for each criterion, and a note to the panel."""

    note = forms.CharField(
        label=_("Note to the panel"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
    )

    def __init__(self, criteria: Sequence[CriterionFacts], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = tuple(criteria)
        for criterion in self.criteria:
            self.fields[self.key(criterion)] = forms.TypedChoiceField(
                label=criterion.name,
                choices=[(str(mark), str(mark)) for mark in MARKS],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Give a mark for “%(name)s”.") % {"name": criterion.name},
                    "invalid_choice": _("Choose a mark from 1 to 4."),
                },
            )
        self.order_fields([*(self.key(criterion) for criterion in self.criteria), "note"])

    @staticmethod
    def key(criterion: CriterionFacts) -> str:
        """The name of the field of a criterion."""
        return f"c{criterion.id}"

    @property
    def rows(self) -> Iterator[CriterionRow]:
        """The criteria with their fields, in rubric order."""
        for criterion in self.criteria:
            bound = self[self.key(criterion)]
            yield CriterionRow(criterion, bound, str(bound.value() or ""))

    @property
    def given(self) -> int:
        """How many criteria have a mark."""
        return sum(1 for row in self.rows if row.chosen)

    @property
    def marks(self) -> dict[int, int]:
        """The marks by criterion, once the form is clean."""
        return {criterion.id: self.cleaned_data[self.key(criterion)] for criterion in self.criteria}


class SteppedBackForm(FellowshipForm):
    """Why, if the reader wants to say."""

    reason = forms.CharField(
        label=_("Why did you step back?"),
        help_text=_("One line is enough. Only those who give out packets see it."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "input--l"}),
    )
