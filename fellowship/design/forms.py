"""The ancestors of our forms: plain messages, no browser bubbles, and ``problems`` for the error summary."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.text import capfirst

from fellowship.design.messages import speak_plainly

KEYPADS = {"tel": "tel", "postal-code": "text", "bday-year": "numeric", "one-time-code": "numeric"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary; ``href`` points at a real control, or is empty for the form as a whole."""

    href: str
    message: str


def shown_options(bound: BoundField) -> list[BoundWidget]:
    """The options of radios or checkboxes; the framework's blank "---------" is left out."""
    return [
        option
        for option in bound.subwidgets
        if option.data["value"] not in {"", None} or set(str(option.choice_label)) - {"-"}
    ]


def first_control_id(bound: BoundField) -> str:
    """The id of the first control of a field: the first radio, the first part of a date, or the input itself."""
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        rows = shown_options(bound)
        return rows[0].id_for_label if rows else f"{bound.auto_id}_group"
    if isinstance(widget, forms.MultiWidget):
        return f"{bound.auto_id}_0"
    return str(widget.attrs.get("id") or bound.auto_id)


def problems_of(form: forms.BaseForm) -> list[Problem]:
    """What is wrong with a form, in the order of its fields, each with a link to the control that mends it."""
    if not form.is_bound:
        return []
    errors = form.errors
    found = [Problem("", str(message)) for message in form.non_field_errors()]
    for bound in form:
        if bound.name not in errors:
            continue
        href = "" if bound.is_hidden else f"#{first_control_id(bound)}"
        found += [Problem(href, str(message)) for message in errors[bound.name]]
    return found


class PlainForm:
    """Mixed into every form of ours. ``purposes`` maps a field to its ``autocomplete`` value (WCAG 1.3.5)."""

    use_required_attribute = False
    purposes: ClassVar[Mapping[str, str]] = {}
    mark_optional = True
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, purpose in self.purposes.items():
            if name in self.fields:
                attrs = self.fields[name].widget.attrs
                attrs.setdefault("autocomplete", purpose)
                if purpose in KEYPADS:
                    attrs.setdefault("inputmode", KEYPADS[purpose])

    def full_clean(self) -> None:
        """Give each field its plain messages (also fields added late), then clean as usual."""
        for name, field in self.fields.items():
            speak_plainly(field, field.label or capfirst(name.replace("_", " ")))
        super().full_clean()  # type: ignore[misc]

    @property
    def problems(self) -> list[Problem]:
        """The lines of the error summary."""
        return problems_of(self)  # type: ignore[arg-type]


class FellowshipForm(PlainForm, forms.Form):
    """A form of ours that no model backs."""


class FellowshipModelForm(PlainForm, forms.ModelForm):
    """A form of ours over one model's own columns."""
