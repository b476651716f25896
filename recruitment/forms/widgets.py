"""Controls for two kinds of answers that Django has none for: offices put in order, and languages with a level."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import LANGUAGE_LABELS, LEVEL_LABELS
from recruitment.queries.openings import OfficeOption

LANGUAGE_ROWS = 4


class RankingWidget(forms.MultiWidget):
    """One small input for a number beside each office."""

    template_name = "recruitment/widgets/ranking.html"

    def __init__(self, offices: Sequence[OfficeOption], attrs: dict[str, Any] | None = None) -> None:
        self.offices = offices
        number = {"inputmode": "numeric", "autocomplete": "off", "size": "2"}
        super().__init__({office.id: forms.TextInput(dict(number)) for office in offices}, attrs)

    def decompress(self, value: Any) -> list[str]:
        """The office ids in order as a number beside each office."""
        ranks = {office: str(rank) for rank, office in enumerate(value or (), start=1)}
        return [ranks.get(office.id, "") for office in self.offices]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """What was typed beside each office."""
        return [str(value or "").strip() for value in super().value_from_datadict(data, files, name)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Each office beside its input; a list of ids is a stored answer, otherwise it is what was typed."""
        ids = {office.id for office in self.offices}
        is_stored = isinstance(value, list) and bool(ids & set(value))
        context = super().get_context(name, self.decompress(value) if is_stored else value, attrs)
        parts = context["widget"]["subwidgets"]
        for part in parts:
            part["attrs"]["class"] = "input input--s"
        context["widget"]["rows"] = [
            {"office": office, "widget": part} for office, part in zip(self.offices, parts, strict=True)
        ]
        return context


class OfficesField(forms.Field):
    """Offices put in order by numbers; cleaned to their ids, the first choice first."""

    def __init__(self, *, offices: Sequence[OfficeOption], **kwargs: Any) -> None:
        super().__init__(widget=RankingWidget(offices), **kwargs)
        self.offices = offices

    def to_python(self, value: Any) -> list[str]:
        """The ids in order. Gaps between numbers do no harm; the same number twice can't be read."""
        numbered: dict[int, OfficeOption] = {}
        for office, typed in zip(self.offices, value or (), strict=False):
            if not typed:
                continue
            number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0  # noqa: PLR2004
            if number < 1:
                sentence = _("Enter a number such as 1, 2 or 3 for %(office)s, or leave it empty.")
                raise ValidationError(sentence, "not_a_number", {"office": office.name})
            if number in numbered:
                sentence = _("Give each office its own number. %(first)s and %(second)s both have %(number)s.")
                names = {"first": numbered[number].name, "second": office.name, "number": number}
                raise ValidationError(sentence, "same_number", names)
            numbered[number] = office
        return [numbered[number].id for number in sorted(numbered)]


class LanguagesWidget(forms.MultiWidget):
    """A few rows, each a language and how well it is spoken."""

    template_name = "recruitment/widgets/languages.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        languages = [("", _("Choose a language"))]
        languages += [(code, label) for code, label in LANGUAGE_LABELS.items() if code != "en"]
        levels = [("", _("Choose how well")), *((str(level), label) for level, label in LEVEL_LABELS.items())]
        parts: dict[str, forms.Widget] = {}
        for row in range(1, LANGUAGE_ROWS + 1):
            parts[f"language{row}"] = forms.Select(choices=languages)
            parts[f"level{row}"] = forms.Select(choices=levels)
        super().__init__(parts, attrs)

    def decompress(self, value: Any) -> list[str]:
        """The stored rows as the list of all inputs."""
        flat = [part for row in value or () for part in (row["language"], row["level"])]
        return (flat + [""] * (2 * LANGUAGE_ROWS))[: 2 * LANGUAGE_ROWS]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The inputs in pairs."""
        typed = value if value is None or not _is_rows(value) else self.decompress(value)
        context = super().get_context(name, typed, attrs)
        parts = context["widget"]["subwidgets"]
        for part in parts:
            part["attrs"]["class"] = "select"
        context["widget"]["rows"] = [
            {"number": number, "language": language, "level": level}
            for number, (language, level) in enumerate(zip(parts[::2], parts[1::2], strict=True), start=1)
        ]
        return context


def _is_rows(value: Iterable[Any]) -> bool:
    return all(isinstance(row, Mapping) for row in value)


class LanguagesField(forms.Field):
    """Languages with a level each; cleaned to the rows that were filled."""

    widget = LanguagesWidget

    def to_python(self, value: Any) -> list[dict[str, str]]:
        """The filled rows; half a row, a language twice or an unknown one can't be read."""
        typed = [str(part or "") for part in value or ()]
        found: dict[str, str] = {}
        for language, level in zip(typed[::2], typed[1::2], strict=False):
            if not language and not level:
                continue
            if language not in LANGUAGE_LABELS:
                raise ValidationError(_("Choose the language for each level you chose."), "no_language")
            named = {"language": LANGUAGE_LABELS[language]}
            if level not in LEVEL_LABELS:
                raise ValidationError(_("Choose how well you speak %(language)s."), "no_level", named)
            if language in found:
                raise ValidationError(_("%(language)s is there twice. Keep one of them."), "twice", named)
            found[language] = level
        return [{"language": language, "level": level} for language, level in found.items()]
