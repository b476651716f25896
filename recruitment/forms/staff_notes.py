"""Free text of staff before an offer: words that seem to speak of a record are sent back with what to do instead."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from recruitment.rules.record_words import words_of_a_record

SUFFIX = "_about_work"
WARNING = _(
    "“%(words)s” seems to speak of a record of the applicant. Nothing about it may be kept before an offer: take it"
    " out. Or say below that it is about the work or other people."
)


class Written(str):
    """What was typed, and whether the writer says that it speaks of the work."""

    __slots__ = ("is_about_work",)
    is_about_work: bool


class _AsksAgain:
    """Mixed into a text control: below words that seem to speak of a record stands the way to say that they don't."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Written | None:
        """The text with the answer beside it."""
        value = super().value_from_datadict(data, files, name)  # type: ignore[misc]
        if value is None:
            return None
        written = Written(value)
        written.is_about_work = bool(data.get(name + SUFFIX))
        return written

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The control, and the tick where it is needed."""
        plain: SafeString = super().render(name, value, attrs, renderer)  # type: ignore[misc]
        if not value or not words_of_a_record(str(value)):
            return plain
        context = {"control": plain, "name": name + SUFFIX, "is_ticked": getattr(value, "is_about_work", False)}
        return SafeString(renderer.render("recruitment/widgets/staff_note.html", context))


class NoteArea(_AsksAgain, forms.Textarea):
    """Several lines."""


class NoteLine(_AsksAgain, forms.TextInput):
    """One line."""


class StaffNote(forms.CharField):
    """Free text about an applicant; ``rows`` makes it several lines high."""

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        widget = NoteArea({"rows": rows, "class": "input"}) if rows else NoteLine({"class": "input--l"})
        super().__init__(**{"widget": widget, **kwargs})

    def clean(self, value: Any) -> Any:
        """The text; refused where it seems to speak of a record and the writer has not said that it doesn't."""
        text = super().clean(value)
        words = words_of_a_record(text or "")
        if words and not getattr(value, "is_about_work", False):
            raise ValidationError(WARNING, code="record", params={"words": words})
        return text
