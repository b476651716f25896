"""Lists by typed numbers and by buttons; whichever button is pressed, the typed numbers count first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from cohorts.rules import lists
from fellowship.design.forms import FellowshipForm

LARGEST = 999
BEST_SCORE = 100
STEPS = {"up": -1, "down": 1}


class Row(Protocol):
    """What has a number on a list."""

    @property
    def id(self) -> UUID: ...

    @property
    def name(self) -> str: ...

    @property
    def position(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Outcome:
    """The list after what was typed and pressed; ``set_aside``: never, or refused; ``focus``: the row to return to.

    ``version`` is the one of the list that the page showed; ``scores`` where the order was made of them; ``met`` and
    ``unmet`` are whom the office says now that it met, or did not.
    """

    groups: list[list[UUID]]
    set_aside: frozenset[UUID]
    submit: bool
    focus: UUID | None
    undo: bool = False
    version: int | None = None
    scores: Mapping[UUID, int] = field(default_factory=dict)
    met: UUID | None = None
    unmet: UUID | None = None

    @property
    def order(self) -> list[UUID]:
        """The list without ties."""
        return [row_id for group in self.groups for row_id in group]


class NumbersForm(FellowshipForm):
    """One small field a row. ``ties`` lets several rows have the same number; with ``scores`` more is better."""

    mark_optional = False

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        rows: Iterable[Row],
        aside: Iterable[Row],
        ties: bool = False,
        scores: Mapping[UUID, int] | None = None,
        beside: Iterable[Row] = (),
    ) -> None:
        if data is not None and data.get("do") == "undo":  # what was typed since does not count
            data = {key: data[key] for key in ("do", "version", "by") if key in data}
        super().__init__(data)
        self.rows = list(rows)
        self.aside = list(aside)
        self.beside = list(beside)
        self.ties = ties
        self.by_score = scores is not None
        for row in self.rows:
            self.fields[self.field_name(row.id)] = forms.IntegerField(
                label=(_("Score for %(name)s") if self.by_score else _("Number for %(name)s")) % {"name": row.name},
                required=False,
                min_value=1,
                max_value=BEST_SCORE if self.by_score else LARGEST,
                initial=(row.position if scores is None else scores.get(row.id)) or None,
                widget=forms.NumberInput(attrs={"class": "input--s", "autocomplete": "off"}),
                error_messages=self.messages_for(row.name, by_score=self.by_score),
            )

    @staticmethod
    def field_name(row_id: UUID) -> str:
        return f"n_{row_id.hex}"

    @staticmethod
    def messages_for(name: str, *, by_score: bool = False) -> dict[str, Any]:
        words = (
            _("Enter a score from 1 to 100 for %(name)s, or leave it empty.")
            if by_score
            else _("Enter a whole number from 1 for %(name)s, or leave it empty.")
        )
        sentence = words % {"name": name}
        return dict.fromkeys(("invalid", "min_value", "max_value"), sentence)

    def pairs(self) -> list[tuple[Row, BoundField]]:
        """Each row with its field, for the page."""
        return [(row, self[self.field_name(row.id)]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """Without ties, no number may stand twice."""
        cleaned = super().clean() or self.cleaned_data
        names = {row.id: row.name for row in self.rows}
        for row_id, number in ({} if self.ties else lists.repeated(self.numbers())).items():
            sentence = _("Two or more rows have number %(number)d. Give %(name)s another.")
            self.add_error(self.field_name(row_id), sentence % {"number": number, "name": names[row_id]})
        return cleaned

    def numbers(self) -> dict[UUID, int]:
        """The numbers typed, by row."""
        found = {row.id: self.cleaned_data.get(self.field_name(row.id)) for row in self.rows}
        return {row_id: number for row_id, number in found.items() if number}

    @property
    def version(self) -> int | None:
        """The version of the list that the page showed; nothing where none came along."""
        sent = str(self.data.get("version", ""))
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None  # noqa: PLR2004

    def outcome(self) -> Outcome:
        """The list after the numbers and then the button pressed, a button of no known row doing nothing more."""
        verb, _colon, target = str(self.data.get("do", "save")).partition(":")
        target, _colon, beside = target.partition(":")
        numbers = self.numbers()
        groups = lists.by_numbers({key: -number for key, number in numbers.items()} if self.by_score else numbers)
        aside = {row.id for row in self.aside}
        known = {str(row.id): row.id for row in (*self.rows, *self.aside)}
        row_id, met = known.get(target), None
        if verb == "met":
            met = next((row.id for row in self.beside if str(row.id) == target), None)
        if row_id is not None:
            if verb in STEPS:
                groups = lists.moved(groups, row_id, STEPS[verb])
            elif verb == "drop" and row_id not in aside:
                groups = lists.dropped(groups, row_id, known.get(beside))
            elif verb == "add":
                groups, aside = lists.added(groups, row_id), aside - {row_id}
            elif verb == "never":
                groups, aside = lists.without(groups, [row_id]), aside | {row_id}
            elif verb == "allow":
                aside -= {row_id}
            elif verb == "remove":
                groups = lists.without(groups, [row_id])
        return Outcome(
            groups, frozenset(aside), verb == "submit", row_id or met, undo=verb == "undo", version=self.version,
            scores=numbers if self.by_score else {}, met=met, unmet=row_id if verb == "unmet" else None,
        )  # fmt: skip


class ReasonForm(FellowshipForm):
    """Why an office can't take someone."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Program managers read this. The fellow never does. Write only what you would say in a meeting."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        error_messages={"required": _("Say in a sentence why.")},
    )
