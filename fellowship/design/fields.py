"""Fields of our own: money in cents, dates in three parts, times as typed, answers with a word limit."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from fellowship.design.parsing import Trouble, Unreadable, cents_from, date_from, time_from
from fellowship.design.wording import day_in_words, money_in_words, time_in_words

LARGEST_AMOUNT = 100_000_000_00  # cents: a hundred million dollars fits every column we have


class ChoiceRows(forms.RadioSelect):
    """Radio buttons as full rows. ``hints`` gives a second, softer line per value."""

    def __init__(self, *args: Any, hints: Mapping[Any, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})


class TickRows(forms.CheckboxSelectMultiple):
    """Checkboxes as full rows. ``hints`` gives a second, softer line per value."""

    def __init__(self, *args: Any, hints: Mapping[Any, str | Promise] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = dict(hints or {})


class MoneyInput(forms.TextInput):
    """A text input after a dollar sign; shows integer cents as dollars and keeps wrong input as typed."""

    template_name = "forms/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "class": "input input--m", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Cents become "1,200.50"; text stays text."""
        if isinstance(value, int):
            return money_in_words(value).replace("$", "")
        return super().format_value(value)


class MoneyField(forms.Field):
    """Dollars as typed, cleaned to integer cents; refuses zero, less, three decimals and more than ``cap``."""

    widget = MoneyInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Enter an amount in dollars, for example 740 or 1,200.50."),
        "not_positive": _("Enter an amount above zero."),
        "decimals": _("Enter cents with two figures at most, for example 12.50."),
        "cap": _("Enter %(cap)s or less."),
    }

    def __init__(self, *, cap: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cap = cap

    def to_python(self, value: Any) -> int | None:
        """Integer cents, or ``None`` when nothing was typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        cap = LARGEST_AMOUNT if self.cap is None else self.cap
        try:
            return cents_from(str(value), cap=cap)
        except Unreadable as refusal:
            if refusal.trouble is Trouble.EMPTY:
                return None
            code = refusal.trouble.value
            sentence = self.error_messages[code]
            raise ValidationError(sentence, code, {"cap": money_in_words(cap, whole=True)}) from None


class DatePartsWidget(forms.MultiWidget):
    """Month, day and year as three labelled text inputs, in the order the reader's language expects."""

    template_name = "forms/widgets/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, purpose: str = "") -> None:
        self.purpose = purpose
        parts: dict[str, forms.Widget | type[forms.Widget]] = {}
        for name, keypad in (("month", "text"), ("day", "numeric"), ("year", "numeric")):
            parts[name] = forms.TextInput({"autocomplete": self._purpose(name), "inputmode": keypad})
        super().__init__(parts, attrs)

    def _purpose(self, part: str) -> str:
        return f"{self.purpose}-{part}" if self.purpose else "off"

    def decompress(self, value: date | None) -> list[str]:
        """A stored date as the three texts."""
        if isinstance(value, datetime):
            value = value.date()
        return [str(value.month), str(value.day), str(value.year)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each part with its label, ids kept, the day first in Spanish."""
        context = super().get_context(name, value, attrs)
        month, day, year = context["widget"]["subwidgets"]
        labelled = [(_("Month"), month), (_("Day"), day), (_("Year"), year)]
        if (get_language() or "en").startswith("es"):
            labelled[:2] = reversed(labelled[:2])
        context["widget"]["parts"] = [{"label": label, "widget": part} for label, part in labelled]
        return context


class DatePartsField(forms.Field):
    """A date typed in three parts, months by number or name; what was typed stays when it can't be read."""

    widget = DatePartsWidget
    default_error_messages: ClassVar[dict[str, Any]] = {
        "day_missing": _("Enter the day as well."),
        "month_missing": _("Enter the month as well."),
        "year_missing": _("Enter the year as well."),
        "year_short": _("Enter the year with four figures, for example 2027."),
        "no_such_date": _("Enter a real date, for example 1 15 2027."),
        "too_early": _("Enter a date on or after %(limit)s."),
        "too_late": _("Enter a date on or before %(limit)s."),
    }

    def to_python(self, value: Any) -> date | None:
        """The date, or ``None`` when all three parts are empty."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        month, day, year = ((part or "") for part in value)
        try:
            return date_from(day=day, month=month, year=year)
        except Unreadable as refusal:
            code = refusal.trouble.value
            raise ValidationError(self.error_messages[code], code) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare as dates; what can't be read counts as changed."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True


class ClockInput(forms.TextInput):
    """A short text input that shows a time as people write it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "class": "input input--time", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """A time becomes "4:12 pm"; text stays text."""
        if isinstance(value, time):
            return time_in_words(value, get_language() or "en")
        return super().format_value(value)


class ClockField(forms.Field):
    """A time of day as typed: "3:30 pm", "9am", "15:30"."""

    widget = ClockInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Enter a time, for example 3:30 pm."),
    }

    def to_python(self, value: Any) -> time | None:
        """The time, or ``None`` when nothing was typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return time_from(str(value).replace("\N{NO-BREAK SPACE}", " "))
        except Unreadable as refusal:
            if refusal.trouble is Trouble.EMPTY:
                return None
            raise ValidationError(self.error_messages["invalid"], "invalid") from None


def words_in(text: str) -> int:
    """How many words a text has: runs of anything but white space."""
    return len(text.split())


class WordsField(forms.CharField):
    """A longer answer in a person's own words, with an upper limit of words shown beside it."""

    widget = forms.Textarea
    too_long = ngettext_lazy(
        "Shorten your answer to %(limit)d word. It has %(count)d.",
        "Shorten your answer to %(limit)d words. It has %(count)d.",
        "limit",
    )

    def __init__(self, *, max_words: int, rows: int = 9, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", max_words * 20 + 2000)
        super().__init__(**kwargs)
        self.max_words = max_words
        self.widget.attrs |= {"rows": rows, "data-count-words": max_words}

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: a person may paste too much and then shorten it."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def validate(self, value: str) -> None:
        """Refuse more words than allowed, saying how many there are."""
        super().validate(value)
        count = words_in(value)
        if count > self.max_words:
            sentence = self.error_messages.get("max_words", self.too_long)
            raise ValidationError(sentence, "max_words", {"limit": self.max_words, "count": count})


def limit_date(value: date, *, field: DatePartsField, earliest: date | None, latest: date | None) -> None:
    """Raise the field's own message when a date lies outside its limits; for a form's ``clean_<name>``."""
    language = get_language() or "en"
    if earliest is not None and value < earliest:
        limit = day_in_words(earliest, language)
        raise ValidationError(field.error_messages["too_early"], "too_early", {"limit": limit})
    if latest is not None and value > latest:
        limit = day_in_words(latest, language)
        raise ValidationError(field.error_messages["too_late"], "too_late", {"limit": limit})
