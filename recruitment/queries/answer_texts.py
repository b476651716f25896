"""Answers as text for people: on the check page, the copy, the staff page and the spreadsheet."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.design.wording import day_in_words, month_in_words
from fellowship.models import HostOffice
from recruitment.models.wording import LANGUAGE_LABELS, LEVEL_LABELS
from recruitment.rules.answers import QuestionSpec, is_given
from recruitment.rules.groups import DATED, Part, PartKind, as_text, day_of
from recruitment.rules.questions import LanguageLevel, QuestionKind


def office_names(values: Mapping[str, Any], specs: tuple[QuestionSpec, ...]) -> dict[str, str]:
    """The names of all offices that these answers mention; one query, none without such an answer."""
    keys = [spec.key for spec in specs if spec.kind is QuestionKind.OFFICES]
    ids = {office for key in keys for office in values.get(key) or ()}
    if not ids:
        return {}
    return {str(pk): name for pk, name in HostOffice.objects.filter(pk__in=ids).values_list("pk", "name")}


def _languages(value: list[dict[str, str]]) -> str:
    return "; ".join(
        f"{LANGUAGE_LABELS.get(row['language'], row['language'])} – {LEVEL_LABELS[LanguageLevel(row['level'])]}"
        for row in value
    )


Offices = Mapping[str, str]


def _choice(spec: QuestionSpec, value: Any) -> str:
    labels = dict(spec.choices)
    keys = [value] if isinstance(value, str) else value
    return ", ".join(labels.get(key, str(key)) for key in keys)


def said(part: Part, kept: str) -> str:
    """A part of an entry in words of the active language."""
    language = get_language() or "en"
    if part.kind is PartKind.YES_NO:
        return {"yes": _("Yes"), "no": _("No")}.get(kept, kept)
    day = day_of(part, kept) if part.kind in DATED else None
    if day is None:
        return kept
    return day_in_words(day, language) if part.kind is PartKind.DATE else month_in_words(day, language)


TEXTS: dict[QuestionKind, Callable[[QuestionSpec, Any, Offices], str]] = {
    QuestionKind.CHOICE: lambda spec, value, _offices: _choice(spec, value),
    QuestionKind.SEVERAL: lambda spec, value, _offices: _choice(spec, value),
    QuestionKind.YES_NO: lambda _spec, value, _offices: _("Yes") if value == "yes" else _("No"),
    QuestionKind.STATEMENT: lambda _spec, _value, _offices: _("Agreed"),
    QuestionKind.DATE: lambda _spec, value, _offices: day_in_words(date.fromisoformat(value), get_language() or "en"),
    QuestionKind.FILE: lambda _spec, value, _offices: str(value.get("name", "")),
    QuestionKind.LANGUAGES: lambda _spec, value, _offices: _languages(value),
    QuestionKind.GROUP: lambda spec, value, _offices: as_text(spec.parts, value, said),
    QuestionKind.OFFICES: lambda _spec, value, offices: " · ".join(
        f"{rank}. {offices.get(pk, pk)}" for rank, pk in enumerate(value, start=1)
    ),
}


def text_of(spec: QuestionSpec, value: Any, offices: Offices) -> str:
    """An answer in words of the active language; empty where nothing was answered."""
    if not is_given(value):
        return ""
    make = TEXTS.get(spec.kind)
    return make(spec, value, offices) if make else str(value)
