"""The redaction desk: the text for readers, one box an answer, and what it takes out of what was written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from recruitment.models.selection_wording import HIDDEN_LABELS, Words
from recruitment.queries.clearing import ToClear
from recruitment.rules.giveaways import worth_a_look
from recruitment.rules.striking import Piece, struck
from recruitment.services.clearing import ClearedText

ROWS_PER_CHARACTERS = 60
LONGEST_NUMBER = 9
SUGGESTED, WRITTEN = "suggested", "written"


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A run of the answer as written: kept, struck with what it is, or written instead."""

    piece: Piece
    reason: Words


@dataclass(frozen=True, slots=True)
class ClearingRow:
    """An answer as written, with what its box takes out, beside the box with the text for readers."""

    answer: ToClear
    field: BoundField
    pieces: tuple[ShownPiece, ...]
    hints: tuple[str, ...]


class ClearingForm(FellowshipForm):
    """One box an answer, filled with what readers see now or with every suggestion accepted."""

    mark_optional = False

    def __init__(self, answers: Sequence[ToClear], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = tuple(answers)
        for answer in self.answers:
            rows = max(3, len(answer.text) // ROWS_PER_CHARACTERS + 2)
            self.fields[f"text_{answer.id}"] = forms.CharField(
                label=_("What readers see"),
                required=False,
                max_length=20_000,
                initial=answer.text,
                widget=forms.Textarea(attrs={"rows": rows, "class": "input"}),
            )

    @property
    def rows(self) -> Iterator[ClearingRow]:
        """The answers with their boxes, in the order of the form."""
        for answer in self.answers:
            bound = self[f"text_{answer.id}"]
            now = str(bound.value() or "").replace("\r\n", "\n")
            pieces = struck(answer.original, now)
            shown = tuple(ShownPiece(piece, HIDDEN_LABELS.get(piece.reason, "")) for piece in pieces)
            yield ClearingRow(answer, bound, shown, worth_a_look(now))

    @property
    def texts(self) -> dict[int, ClearedText]:
        """The texts to clear, with the revision that the page had shown."""
        found = {}
        for answer in self.answers:
            seen = str(self.data.get(f"seen_{answer.id}", ""))
            fits = seen.isascii() and seen.isdecimal() and len(seen) <= LONGEST_NUMBER
            found[answer.id] = ClearedText(self.cleaned_data[f"text_{answer.id}"], int(seen) if fits else -1)
        return found


def with_boxes_refilled(answers: Sequence[ToClear], sent: QueryDict) -> QueryDict:
    """What was sent, with the boxes named by ``refill`` filled anew: ``suggested``, ``suggested:7``, ``written:7``."""
    data = sent.copy()
    what, _colon, which = str(sent.get("refill", "")).partition(":")
    for answer in answers:
        if which in ("", str(answer.id)) and what in {SUGGESTED, WRITTEN}:
            data[f"text_{answer.id}"] = answer.suggestion if what == SUGGESTED else answer.original
    return data
