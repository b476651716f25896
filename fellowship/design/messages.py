"""Plain sentences in place of the framework's default error messages, chosen by kind of field."""

from functools import cache
from typing import Any, TypeAlias

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.design.fields import DatePartsField

Sentence: TypeAlias = str | Promise

CHOICES = (forms.ChoiceField, forms.ModelChoiceField)
REQUIRED: tuple[tuple[type[forms.Field] | tuple[type[forms.Field], ...], Sentence], ...] = (
    (DatePartsField, _("Enter the month, day and year for “%(label)s”.")),
    (forms.FileField, _("Choose a file for “%(label)s”.")),
    (CHOICES, _("Choose an answer to “%(label)s”.")),
    (forms.BooleanField, _("Tick the box “%(label)s” to go on.")),
    (forms.Field, _("Fill in “%(label)s”.")),
)
BY_CODE: dict[str, Sentence] = {
    "max_length": _("Shorten this to %(limit_value)s characters. It has %(show_value)s."),
    "min_length": _("Write at least %(limit_value)s characters. There are %(show_value)s."),
    "max_value": _("Enter a number no higher than %(limit_value)s."),
    "min_value": _("Enter a number no lower than %(limit_value)s."),
    "max_digits": _("Enter a shorter number."),
    "max_decimal_places": _("Enter a number with fewer decimals."),
    "max_whole_digits": _("Enter a smaller number."),
    "invalid_choice": _("That choice is not in the list any more. Choose again."),
    "invalid_list": _("Choose again from the list."),
    "invalid_pk_value": _("That choice is not in the list any more. Choose again."),
    "empty": _("The file you chose is empty. Choose another."),
    "missing": _("Choose a file."),
    "invalid_image": _("Choose a picture: this file is not one we can read."),
    "null_characters_not_allowed": _("Type this again: it holds a character we can't save."),
    "bad_date": _("Enter a date such as 15 January 2027."),
}
INVALID: tuple[tuple[type[forms.Field], Sentence], ...] = (
    (forms.EmailField, _("Enter an e-mail address like name@example.org.")),
    (forms.URLField, _("Enter a web address that begins with https://.")),
    (forms.DecimalField, _("Enter a number, for example 3.5.")),
    (forms.FloatField, _("Enter a number, for example 3.5.")),
    (forms.IntegerField, _("Enter a whole number, for example 3.")),
    (forms.DateTimeField, _("Enter a date and a time, for example 2027-01-15 16:30.")),
    (forms.DateField, _("Enter a date, for example 2027-01-15.")),
    (forms.TimeField, _("Enter a time, for example 16:30.")),
    (forms.FileField, _("Choose the file again: it did not arrive whole.")),
    (forms.UUIDField, _("That address is not complete.")),
)


@cache
def _framework_message(kind: type[forms.Field], code: str) -> Any:
    """The message the framework's own classes give a kind of field for a code, or ``None``."""
    for ancestor in kind.__mro__:
        own = vars(ancestor).get("default_error_messages", {})
        if code in own:
            return own[code] if ancestor.__module__.startswith("django.") else None
    return None


class _Labelled:
    """A message that names the field's label when it is turned into text, so that it follows the language."""

    def __init__(self, sentence: Sentence, label: Sentence) -> None:
        self.sentence = sentence
        self.label = label

    def __str__(self) -> str:
        return str(self.sentence) % {"label": str(self.label).rstrip(":?")}

    def __mod__(self, _params: object) -> str:
        return str(self)


@cache
def _own_messages(kind: type[forms.Field]) -> tuple[Sentence | None, Sentence | None]:
    """What we say where nothing was given, and where it can't be read."""
    required = next((sentence for kinds, sentence in REQUIRED if issubclass(kind, kinds)), None)
    return required, next((sentence for kinds, sentence in INVALID if issubclass(kind, kinds)), None)


def speak_plainly(field: forms.Field, label: Sentence) -> None:
    """Replace each default error message of ``field`` with a plain one; messages its author wrote are kept."""
    messages = field.error_messages

    def replace(code: str, sentence: Any) -> None:
        current = messages.get(code)
        if sentence is not None and (current is None or current is _framework_message(type(field), code)):
            messages[code] = sentence

    required, invalid = _own_messages(type(field))
    if required is not None:
        replace("required", _Labelled(required, label))
    replace("invalid", invalid)
    for code, sentence in BY_CODE.items():
        if not (code == "max_length" and isinstance(field, forms.FileField)):
            replace(code, sentence)
