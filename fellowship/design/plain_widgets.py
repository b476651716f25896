"""The framework's plainest controls, drawn without a template: a page with filters or a rubric holds dozens of them.

The markup is what the framework's own templates of widgets give; a test compares both.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from fellowship.design.escaping import shown

Widget = Mapping[str, Any]


def _plain(value: Any) -> str:
    """A value of an attribute, whose numbers machines read."""
    text = str(value)
    return text if isinstance(text, SafeString) else escape(text)


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {shown(name)}" if value is True else f' {shown(name)}="{_plain(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Widget) -> str:
    value = widget["value"]
    given = "" if value is None else f' value="{_plain(value)}"'
    return (
        f'<input type="{shown(widget["type"])}" name="{shown(widget["name"])}"{given}{_attributes(widget["attrs"])}>'
    )


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    inside = shown(value) if value else ""
    return f'<textarea name="{shown(widget["name"])}"{_attributes(widget["attrs"])}>\n{inside}</textarea>'


def _option(widget: Widget) -> str:
    value = _plain(widget["value"])
    return f'\n  <option value="{value}"{_attributes(widget["attrs"])}>{shown(widget["label"])}</option>'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{shown(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        parts += [f'\n  <optgroup label="{shown(group)}">'] if group else []
        parts += [_option(option) for option in options]
        parts += ["\n  </optgroup>"] if group else []
    return "".join([*parts, "\n</select>"])


INPUTS = (
    "input", "text", "number", "hidden", "email", "url", "tel", "search", "password", "date", "checkbox",
    "radio_option", "checkbox_option",
)  # fmt: skip
DRAWN: Mapping[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}


def draw(template_name: str, context: Mapping[str, Any]) -> SafeString | None:
    """The control that the template would give, or ``None`` where the template itself has to be asked."""
    drawn, widget = DRAWN.get(template_name), context["widget"]
    if drawn is None or widget.get("wrap_label"):
        return None
    return mark_safe(drawn(widget))  # noqa: S308  (every part is escaped above)
