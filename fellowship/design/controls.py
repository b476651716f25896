"""How a bound field is drawn: which kind of control, which classes, which rows. Used by the tag library."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from fellowship.design.forms import shown_options

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "area"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (Input, "input"),
)
UNDRESSED = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One radio button or checkbox as a row: the control, its id, label and softer second line."""

    control: SafeString
    id: str
    label: str
    hint: str


def kind_of(bound: BoundField) -> str:
    """``hidden``, ``rows`` (radios, checkboxes), ``parts`` (several inputs), ``tick`` (one checkbox) or ``line``."""
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "rows"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "parts" if widget.use_fieldset else "line"


def word_limit(bound: BoundField) -> int | None:
    """The limit of words of a text, if it has one."""
    limit = bound.field.widget.attrs.get("data-count-words")
    return int(limit) if limit else None


def classes_for(bound: BoundField) -> str:
    """Our class of the control, then those its author asked for."""
    widget = bound.field.widget
    base = (
        "" if isinstance(widget, UNDRESSED) else next((css for kind, css in CLASSES if isinstance(widget, kind)), "")
    )
    asked = str(widget.attrs.get("class", ""))
    if base == "area" and "input" in asked.split():
        base = ""
    words = [*base.split(), *(word for word in asked.split() if word not in base.split())]
    return " ".join(words)


def draw(bound: BoundField) -> SafeString:
    """The control alone: our classes, described by hint, error and word count, no placeholder, no browser bubble."""
    bound.form.use_required_attribute = False
    attrs: dict[str, Any] = {"class": classes_for(bound) or False, "placeholder": False}
    if isinstance(bound.field.widget, forms.Textarea):
        attrs["cols"] = False
    widget = bound.field.widget
    if isinstance(widget, forms.NumberInput):
        widget.input_type = "text"
        attrs |= {"inputmode": widget.attrs.get("inputmode", "numeric"), "min": False, "max": False, "step": False}
    if not bound.use_fieldset:
        described = (bound.aria_describedby or widget.attrs.get("aria-describedby", "")).split()
        described += [f"{bound.auto_id}_count"] if word_limit(bound) else []
        attrs["aria-describedby"] = " ".join(described) or False
    return bound.as_widget(attrs=attrs)


def rows_of(bound: BoundField) -> list[ChoiceRow]:
    """The choices of radios or checkboxes, with their hints."""
    bound.form.use_required_attribute = False
    hints = getattr(bound.field.widget, "hints", {})
    rows = []
    for option in shown_options(bound):
        value = option.data["value"]
        hint = hints.get(value, hints.get(str(value), ""))
        option.data["attrs"].pop("aria-invalid", None)
        rows.append(ChoiceRow(option.tag(), option.id_for_label, str(option.choice_label), str(hint)))
    return rows
