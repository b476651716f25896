"""The words of every kind of letter, as they would go out, in every language."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from fellowship.models import LetterTemplate
from fellowship.rules import letters as rules


@dataclass(frozen=True, slots=True)
class LetterWords:
    """One kind in one language; ``own`` when the organization changed the words."""

    language: str
    subject: str
    body: str
    own: bool


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind of letter in all languages."""

    key: str
    label: object
    decision: bool
    placeholders: tuple[str, ...]
    words: tuple[LetterWords, ...]


def all_kinds() -> tuple[KindWords, ...]:
    """Every declared kind, by key; one query."""
    own = {(template.kind, template.language): template for template in LetterTemplate.objects.all()}
    return tuple(
        KindWords(
            key=kind.key,
            label=gettext(str(kind.label)),
            decision=kind.decision,
            placeholders=tuple(sorted(kind.placeholders)),
            words=tuple(_words(kind, language, own) for language, _name in settings.LANGUAGES),
        )
        for kind in sorted(rules.kinds(), key=lambda kind: kind.key)
    )


def _words(kind: rules.LetterKind, language: str, own: Mapping[tuple[str, str], LetterTemplate]) -> LetterWords:
    kept = own.get((kind.key, language))
    if kept is not None:
        return LetterWords(language, kept.subject, kept.body, own=True)
    subject, body = kind.default.get(language, kind.default["en"])
    return LetterWords(language, str(subject), str(body), own=False)
