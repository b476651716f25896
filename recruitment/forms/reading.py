"""What a reader posts: marks for one packet, and why they stepped back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from recruitment.forms.staff_notes import SUFFIX, StaffNote
from recruitment.queries.reading import CriterionFacts, DraftFacts
from recruitment.rules.reading import MARKS
from recruitment.rules.record_words import words_of_a_record
from recruitment.services.reading import ABSTAINED

LONGEST_NUMBER = 9


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
    """One mark or an abstention for each criterion, and a note to the panel."""

    note = StaffNote(label=_("Note to the panel"), required=False, max_length=2000, rows=2)

    def __init__(
        self, criteria: Sequence[CriterionFacts], *args: Any, draft: DraftFacts | None = None, **kwargs: Any
    ) -> None:
        if draft is not None:
            kwargs["initial"] = {"note": draft.note, **{f"c{key}": str(mark) for key, mark in draft.marks.items()}}
        super().__init__(*args, **kwargs)
        self.criteria = tuple(criteria)
        for criterion in self.criteria:
            self.fields[self.key(criterion)] = forms.TypedChoiceField(
                label=criterion.name,
                choices=[(str(mark), str(mark)) for mark in (ABSTAINED, *MARKS)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Give a mark for “%(name)s”.") % {"name": criterion.name},
                    "invalid_choice": _("Choose a mark from 1 to 4."),
                },
            )
        self.order_fields([*(self.key(criterion) for criterion in self.criteria), "note"])

    def clean(self) -> dict[str, Any]:
        """Refuse abstentions alone: then the whole packet is abstained from."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [cleaned.get(self.key(criterion)) for criterion in self.criteria]
        if chosen and all(mark == ABSTAINED for mark in chosen):
            self.add_error(None, _("You abstained from every criterion. Use “I can’t judge this one fairly” instead."))
        return cleaned

    @staticmethod
    def key(criterion: CriterionFacts) -> str:
        """The name of the field of a criterion."""
        return f"c{criterion.id}"

    @property
    def rows(self) -> Iterator[CriterionRow]:
        """The criteria with their fields, in rubric order."""
        for criterion in self.criteria:
            bound = self[self.key(criterion)]
            value = bound.value()
            yield CriterionRow(criterion, bound, "" if value is None else str(value))

    @property
    def given(self) -> int:
        """How many criteria have a mark or an abstention."""
        return sum(1 for row in self.rows if row.chosen)

    @property
    def marks(self) -> dict[int, int]:
        """The marks by criterion, once the form is clean."""
        return {criterion: mark for criterion, mark in self._chosen() if mark != ABSTAINED}

    @property
    def abstained(self) -> frozenset[int]:
        """The criteria abstained from, once the form is clean."""
        return frozenset(criterion for criterion, mark in self._chosen() if mark == ABSTAINED)

    def _chosen(self) -> Iterator[tuple[int, int]]:
        for criterion in self.criteria:
            yield criterion.id, self.cleaned_data[self.key(criterion)]

    @property
    def typed(self) -> dict[int, int]:
        """What was chosen so far, complete or not; anything that can't be is left out."""
        allowed = {str(mark): mark for mark in (ABSTAINED, *MARKS)}
        sent = {criterion.id: self.data.get(self.key(criterion), "") for criterion in self.criteria}
        return {criterion: allowed[mark] for criterion, mark in sent.items() if mark in allowed}

    @property
    def typed_note(self) -> str:
        """The note so far, at most as long as it may be; empty where it waits."""
        return "" if self.note_waits else str(self.data.get("note", ""))[:2000]

    @property
    def note_waits(self) -> bool:
        """Whether the note seems to speak of a record, so that it is not kept before the reader has looked again."""
        return bool(words_of_a_record(str(self.data.get("note", "")))) and not self.data.get("note" + SUFFIX)

    @property
    def seen(self) -> int:
        """The revision of the draft that the page had shown."""
        number = str(self.data.get("revision", ""))
        return int(number) if number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER else -1


class SteppedBackForm(FellowshipForm):
    """Why, if the reader wants to say."""

    reason = StaffNote(
        label=_("Why?"),
        help_text=_("One line is enough. Only those who give out packets see it."),
        required=False,
        max_length=300,
    )
