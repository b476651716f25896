"""The sheet to import and what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fellowship.design.forms import FellowshipForm
from recruitment.rules.importing import Column


class SheetForm(FellowshipForm):
    """A file and the cycle its applications belong to."""

    cycle = forms.ChoiceField(label=_("Cycle"), error_messages={"required": _("Choose the cycle.")})
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("Excel (.xlsx) or CSV, with headings in the first row; 5,000 rows at most."),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty. Choose another one.")},
    )  # fmt: skip

    def __init__(self, *args: Any, cycles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].choices = cycles


class ColumnsForm(FellowshipForm):
    """Which column each field is read from."""

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, Any]], heads: Sequence[str], mapping: Mapping[str, int],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        columns = [("", _("Not in this sheet")), *((str(place), head) for place, head in enumerate(heads))]
        self.names = {f"column_{number}": field for number, (field, _label) in enumerate(choices)}
        for number, (field, label) in enumerate(choices):
            needed = field in {Column.NAME, Column.EMAIL}
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=label, choices=columns, required=needed, initial=str(mapping.get(field, "")),
                error_messages={"required": _("Choose the column of this field.")},
            )  # fmt: skip

    @property
    def mapping(self) -> dict[str, int]:
        """The columns chosen, by field."""
        return {field: int(self.cleaned_data[name]) for name, field in self.names.items() if self.cleaned_data[name]}
