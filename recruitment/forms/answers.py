"""The form of one page of an application, made from its questions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import ChoiceRows, DatePartsField, TickRows, WordsField
from fellowship.design.forms import FellowshipForm
from recruitment.forms.groups import EntriesField
from recruitment.forms.widgets import LanguagesField, OfficesField
from recruitment.queries.openings import OfficeOption
from recruitment.queries.own import short_label
from recruitment.rules.answers import QuestionSpec, is_given
from recruitment.rules.conditions import Condition
from recruitment.rules.questions import TEXT_KINDS, QuestionKind

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
MOST_WORDS = 1000
AUTOCOMPLETE = {"phone": "tel", "email": "email"}


AskedWith = Callable[[Mapping[str, Any]], frozenset[str]]
Make = Callable[[QuestionSpec, Mapping[str, Any]], forms.Field]


def _short(spec: QuestionSpec, kwargs: Mapping[str, Any]) -> forms.Field:
    attrs = {"autocomplete": AUTOCOMPLETE.get(spec.key, "off"), "class": "input--l"}
    if spec.key == "phone":
        attrs["inputmode"] = "tel"
    return forms.CharField(max_length=300, widget=forms.TextInput(attrs), **kwargs)


def _long(spec: QuestionSpec, kwargs: Mapping[str, Any]) -> forms.Field:
    return WordsField(max_words=spec.max_words or MOST_WORDS, rows=9, **kwargs)


def _file(_spec: QuestionSpec, kwargs: Mapping[str, Any]) -> forms.Field:
    return forms.FileField(widget=forms.FileInput({"accept": ".pdf,.docx,image/*"}), **kwargs)


FIELDS: dict[QuestionKind, Make] = {
    QuestionKind.SHORT_TEXT: _short,
    QuestionKind.LONG_TEXT: _long,
    QuestionKind.CHOICE: lambda spec, kwargs: forms.ChoiceField(choices=spec.choices, widget=ChoiceRows, **kwargs),
    QuestionKind.YES_NO: lambda _spec, kwargs: forms.ChoiceField(choices=YES_NO, widget=ChoiceRows, **kwargs),
    QuestionKind.SEVERAL: lambda spec, kwargs: forms.MultipleChoiceField(
        choices=spec.choices, widget=TickRows, **kwargs
    ),
    QuestionKind.DATE: lambda _spec, kwargs: DatePartsField(**kwargs),
    QuestionKind.NUMBER: lambda _spec, kwargs: forms.DecimalField(max_digits=12, decimal_places=2, **kwargs),
    QuestionKind.FILE: _file,
    QuestionKind.LANGUAGES: lambda _spec, kwargs: LanguagesField(**kwargs),
    QuestionKind.GROUP: lambda spec, kwargs: EntriesField(parts=spec.parts, **kwargs),
    QuestionKind.STATEMENT: lambda _spec, kwargs: forms.BooleanField(**kwargs),
}


def field_for(spec: QuestionSpec, offices: Sequence[OfficeOption]) -> forms.Field:
    """The form field of a question."""
    missing = _("Answer “%(question)s”.") % {"question": short_label(spec)}
    kwargs = {
        "label": spec.label,
        "help_text": spec.help_text,
        "required": spec.required,
        "error_messages": {"required": missing},
    }
    if spec.kind is QuestionKind.OFFICES:
        return OfficesField(offices=offices, **kwargs)
    return FIELDS[spec.kind](spec, kwargs)


def as_kept(value: Any) -> Any:
    """A cleaned value as it is kept in JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def as_initial(spec: QuestionSpec, kept: Any) -> Any:
    """A kept value as the field shows it."""
    if spec.kind is QuestionKind.FILE:
        return None
    if spec.kind is QuestionKind.DATE and kept:
        return date.fromisoformat(kept)
    return kept


@dataclass(frozen=True, slots=True)
class PageRow:
    """A question of the page: its control, what it hangs on where that stands on the same page, and if it is asked."""

    field: forms.BoundField
    condition: Condition | None
    is_asked: bool


class PageForm(FellowshipForm):
    """One page of an application. Everything readable is kept, also where the page is not whole yet.

    ``asked_with`` tells which questions some answers ask. A question that isn't asked can't be answered wrongly, and
    one that has just come up need not be answered yet.
    """

    def __init__(
        self,
        *args: Any,
        specs: Sequence[QuestionSpec],
        answers: Mapping[str, Any],
        offices: Sequence[OfficeOption] = (),
        asked_with: AskedWith | None = None,
        **kwargs: Any,
    ) -> None:
        self.specs = specs
        self.left_empty: set[str] = set()
        self.asked_with = asked_with or (lambda _values: frozenset(spec.key for spec in specs))
        self.answers = answers
        initial = {spec.key: as_initial(spec, answers.get(spec.key)) for spec in specs}
        super().__init__(*args, initial=initial, **kwargs)
        for spec in specs:
            field = field_for(spec, offices)
            if spec.kind is QuestionKind.FILE and answers.get(spec.key):
                field.required = False
            self.fields[spec.key] = field

    @property
    def has_files(self) -> bool:
        """Whether the page takes files."""
        return any(spec.kind is QuestionKind.FILE for spec in self.specs)

    def _asked(self) -> frozenset[str]:
        """The keys that are asked with what was typed, or with what is kept."""
        return self.asked_with(self._readable() if self.is_bound else {})

    def rows(self) -> list[PageRow]:
        """The questions with their controls, in order."""
        asked, here = self._asked(), {spec.key for spec in self.specs}
        return [
            PageRow(
                self[spec.key], spec.shown_if if spec.shown_if and spec.shown_if.key in here else None,
                spec.key in asked,
            )
            for spec in self.specs
        ]  # fmt: skip

    def come_up(self) -> list[str]:
        """The keys of questions that what was typed asks, that were not asked before and have no answer yet."""
        before, values = self.asked_with({}), self.to_keep()
        return [
            spec.key for spec in self.specs
            if spec.key in self._asked() - before and not is_given(values.get(spec.key, self.answers.get(spec.key)))
        ]  # fmt: skip

    def _post_clean(self) -> None:
        """Forget what is wrong with questions that aren't asked, and what is missing where one has just come up."""
        super()._post_clean()
        self.left_empty = {spec.key for spec in self.specs if self.has_error(spec.key, "required")}
        asked, before = self._asked(), self.asked_with({})
        for key in list(self._errors or ()):
            if key not in asked or (key not in before and self.has_error(key, "required")):
                del self._errors[key]

    def _typed(self, spec: QuestionSpec) -> Any:
        """What was typed in a text or an entry that is not whole yet; ``None`` for other kinds."""
        if spec.kind is QuestionKind.GROUP:
            return self[spec.key].value()
        typed = self[spec.key].value() if spec.kind in TEXT_KINDS else None
        return None if typed is None else str(typed).replace("\x00", "").strip()

    def to_keep(self) -> dict[str, Any]:
        """The values to keep by key: cleaned ones, and texts as typed; what can't be read is left out."""
        self.errors  # noqa: B018  (cleans)
        return self._readable()

    def _readable(self) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for spec in self.specs:
            if spec.kind is QuestionKind.FILE:
                continue
            if spec.key in self.cleaned_data:
                kept[spec.key] = as_kept(self.cleaned_data[spec.key])
            elif self._typed(spec) is not None:
                kept[spec.key] = self._typed(spec)
            elif spec.key in self.left_empty:
                kept[spec.key] = None
        return kept

    def uploads(self) -> dict[str, Any]:
        """The files that came along, by key."""
        return {spec.key: self.files[spec.key] for spec in self.specs if spec.key in self.files}
