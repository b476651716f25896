"""Typed questions of an application form: what a form may ask for and how its answers are kept."""

import re
import unicodedata
from enum import StrEnum


class QuestionKind(StrEnum):
    """The kind of a question. The comment says how an answer is kept as JSON."""

    SHORT_TEXT = "short_text"  # "text"
    LONG_TEXT = "long_text"  # "text"
    CHOICE = "choice"  # "key"
    SEVERAL = "several"  # ["key", …]
    DATE = "date"  # "2027-01-15"
    NUMBER = "number"  # "3.5", as a decimal in a string
    FILE = "file"  # {"name": …, "size": …}; the file itself is Answer.file
    OFFICES = "offices"  # ["office id", …], first choice first
    LANGUAGES = "languages"  # [{"language": "es", "level": "working"}, …]
    STATEMENT = "statement"  # true
    YES_NO = "yes_no"  # "yes" | "no"
    GROUP = "group"  # [{"part key": "text", …}, …], one an entry


class RetentionClass(StrEnum):
    """How long an answer is kept."""

    APPLICATION = "application"
    DECISION = "decision"
    STATUTE = "statute"


class LanguageLevel(StrEnum):
    """How well a language is spoken, in plain steps."""

    BASIC = "basic"
    WORKING = "working"
    FLUENT = "fluent"


TEXT_KINDS = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})
CHOICE_KINDS = frozenset({QuestionKind.CHOICE, QuestionKind.SEVERAL})
LARGEST_WORD = 60


def plain(text: str) -> str:
    """Lower case without accents, for comparing what people type."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    if decomposed.isascii():
        return decomposed
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def search_words(*texts: str) -> tuple[str, ...]:
    """The distinct words of the texts as search finds them: plain, at most 60 characters each, in order."""
    words = (word[:LARGEST_WORD] for text in texts for word in re.findall(r"[^\W_]+", plain(text)))
    return tuple(dict.fromkeys(words))


def choice_key(label: str) -> str:
    """The value kept for a choice: its English label as a short key of letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", plain(label)).strip("-")[:80]


def choices_in(lines: str, lines_es: str = "", *, spanish: bool = False) -> tuple[tuple[str, str], ...]:
    """Choices written one a line as ``(key, label)``; the Spanish label where asked and there is one."""
    english = [line.strip() for line in lines.splitlines() if line.strip()]
    translated = [line.strip() for line in lines_es.splitlines() if line.strip()]
    labels = translated if spanish and len(translated) == len(english) else english
    return tuple((choice_key(line), label) for line, label in zip(english, labels, strict=True))
