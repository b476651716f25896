"""The redaction desk: the text for readers, one box an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from recruitment.queries.clearing import ToClear
from recruitment.services.clearing import ClearedText

ROWS_PER_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class ClearingRow:
    """An answer as written, beside the box with the text for readers."""

    answer: ToClear
    field: BoundField


class ClearingForm(FellowshipForm):
    """One box an answer, filled with the suggestion."""

    mark_optional = False

    def __init__(self, answers: Sequence[ToClear], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = tuple(answers)
        for answer in self.answers:
            rows = max(3, len(answer.suggestion) // ROWS_PER_CHARACTERS + 2)
            self.fields[f"text_{answer.id}"] = forms.CharField(
                label=_("What readers see"),
                required=False,
                max_length=20_000,
                initial=answer.suggestion,
                widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
            )

    @property
    def rows(self) -> Iterator[ClearingRow]:
        """The answers with their boxes, in the order of the form."""
        for answer in self.answers:
            yield ClearingRow(answer, self[f"text_{answer.id}"])

    @property
    def texts(self) -> dict[int, ClearedText]:
        """The texts to clear, with the revision that the page had shown."""
        found = {}
        for answer in self.answers:
            seen = str(self.data.get(f"seen_{answer.id}", ""))
            revision = int(seen) if seen.isdecimal() else -1
            found[answer.id] = ClearedText(self.cleaned_data[f"text_{answer.id}"], revision)
        return found
