"""Answers as text for people: on the check page, the copy, the staff page and the spreadsheet."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fellowship.design.wording import day_in_words
from fellowship.models import HostOffice
from recruitment.models.wording import LANGUAGE_LABELS, LEVEL_LABELS
from recruitment.rules.answers import QuestionSpec, is_given
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


def text_of(spec: QuestionSpec, value: Any, offices: Mapping[str, str]) -> str:
    """An answer in words of the active language; empty where nothing was answered."""
    if not is_given(value):
        return ""
    labels = dict(spec.choices)
    match spec.kind:
        case QuestionKind.CHOICE:
            return labels.get(value, str(value))
        case QuestionKind.SEVERAL:
            return ", ".join(labels.get(key, str(key)) for key in value)
        case QuestionKind.YES_NO:
            return _("Yes") if value == "yes" else _("No")
        case QuestionKind.STATEMENT:
            return _("Agreed")
        case QuestionKind.DATE:
            return day_in_words(date.fromisoformat(value), get_language() or "en")
        case QuestionKind.FILE:
            return str(value.get("name", ""))
        case QuestionKind.OFFICES:
            return " · ".join(f"{rank}. {offices.get(pk, pk)}" for rank, pk in enumerate(value, start=1))
        case QuestionKind.LANGUAGES:
            return _languages(value)
        case _:
            return str(value)
