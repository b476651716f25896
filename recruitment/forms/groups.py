"""The control for repeating entries such as jobs or schools; nothing here needs a script."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fellowship.design.parsing import date_in
from recruitment.queries.answer_texts import said
from recruitment.rules.groups import DATED, MOST_ENTRIES, Part, PartKind, entries_in, gap_in

SHORT, LONG = 300, 3000
EXAMPLES = {PartKind.DATE: "2024-05-14", PartKind.MONTH: "2024-05"}


def as_kept(part: Part, typed: str) -> str:
    """What was typed as it is kept: dates by year, month and day where they can be read, all else as it is."""
    if part.kind not in DATED or not typed.strip():
        return typed
    day_first = (get_language() or "en").startswith("es")
    found = date_in(typed, day_first=day_first, month_is_enough=part.kind is PartKind.MONTH)
    return typed if found is None else found.isoformat()[: len(EXAMPLES[part.kind])]


def as_shown(part: Part, kept: str) -> str:
    """What was kept as its input shows it: dates in words, all else as it is."""
    return said(part, kept) if part.kind in DATED else kept


class EntriesWidget(forms.Widget):
    """The entries that are there and an empty one after them, each with its parts."""

    template_name = "recruitment/widgets/entries.html"
    use_fieldset = True

    def __init__(self, parts: Sequence[Part], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[dict[str, str]]:
        """What was typed, without the entries that are to be removed."""
        rows = []
        for number in range(MOST_ENTRIES):
            if data.get(f"{name}_{number}_remove"):
                continue
            rows.append(
                {
                    part.key: as_kept(part, str(data.get(f"{name}_{number}_{part.key}") or "").replace("\x00", ""))
                    for part in self.parts
                }
            )
        return entries_in(self.parts, rows)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Empty inputs are an answer too."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each entry with a name, an id and a value for each part. The first input of all has the field's own id."""
        context = super().get_context(name, value, attrs)
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        kept = entries_in(self.parts, value)
        rows = [*kept, {}][:MOST_ENTRIES]
        context["widget"]["entries"] = [
            {
                "number": number + 1, "is_kept": number < len(kept), "remove": f"{name}_{number}_remove",
                "id": f"{base}_{number}_entry",
                "parts": [
                    {
                        "part": part, "name": f"{name}_{number}_{part.key}",
                        "value": as_shown(part, row.get(part.key, "")),
                        "example": said(part, EXAMPLES[part.kind]) if part.kind in DATED else "",
                        "id": base if number == index == 0 else f"{base}_{number}_{part.key}",
                    }
                    for index, part in enumerate(self.parts)
                ],
            }
            for number, row in enumerate(rows)
        ]  # fmt: skip
        context["widget"]["can_add"] = len(rows) < MOST_ENTRIES or len(kept) < MOST_ENTRIES
        return context


class EntriesField(forms.Field):
    """Repeating entries; cleaned to the entries that hold anything."""

    def __init__(self, *, parts: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(widget=EntriesWidget(parts), **kwargs)
        self.parts = parts

    def to_python(self, value: Any) -> list[dict[str, str]]:
        """The entries; one with a part that is missing or can't be read is refused by its number."""
        gap = gap_in(self.parts, value)
        if gap is not None:
            number, part = gap
            if part.kind in DATED and entries_in(self.parts, value)[number - 1].get(part.key):
                raise ValidationError(
                    _("Entry %(number)s: write “%(part)s” like this: %(example)s."), "gap",
                    {"number": number, "part": part.label, "example": said(part, EXAMPLES[part.kind])},
                )  # fmt: skip
            raise ValidationError(
                _("Entry %(number)s: fill in “%(part)s”, or remove the entry."), "gap",
                {"number": number, "part": part.label},
            )  # fmt: skip
        return entries_in(self.parts, value)
