"""The applicant's own words that must not reach a reader: names, and what their answers say about who they are."""

import re
from collections.abc import Iterator
from typing import Any

from recruitment.models import Answer, Application
from recruitment.rules.questions import QuestionKind
from recruitment.rules.redaction import Hidden, Term, own_terms

# By the key of the question or of the part of an entry: what an answer to it is.
KINDS: tuple[tuple[re.Pattern[str], Hidden], ...] = (
    (re.compile(r"school|college|universit|degree|escuela|colegio|universidad"), Hidden.SCHOOL),
    (re.compile(r"employ|company|office_of|whom|work|job|emple|empresa|trabaj|quien"), Hidden.WORKPLACE),
    (re.compile(r"city|town|address|street|county|state|from|place|ciudad|direccion|calle|donde"), Hidden.PLACE),
    (re.compile(r"phone|telephone|mobile|telefono"), Hidden.PHONE),
    (re.compile(r"e?mail|correo"), Hidden.EMAIL),
    (re.compile(r"name|nombre|called"), Hidden.NAME),
    (re.compile(r"pronoun|gender|genero"), Hidden.GENDER),
)
TYPED = (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)
MOST_WORDS = 8
COMMON = frozenset(
    (
        "none",
        "other",
        "self",
        "home",
        "school",
        "work",
        "family",
        "friends",
        "yes",
        "ninguno",
        "otro",
        "casa",
        "familia",
    )
)


def _kind(key: str) -> Hidden:
    return next((hidden for pattern, hidden in KINDS if pattern.search(key.lower())), Hidden.DETAIL)


def _pieces(key: str, text: str) -> Iterator[Term]:
    """The text whole where it is short, and the parts of a place or a list between commas."""
    hidden = _kind(key)
    whole = text.strip()
    if len(whole.split()) <= MOST_WORDS and whole.lower() not in COMMON:
        yield Term(whole, hidden)
    for piece in re.split(r"[,;\n]", whole):
        words = piece.strip()
        is_code = len(words) <= 2  # noqa: PLR2004  (a state's code stands in many words)
        if words != whole and not is_code and len(words.split()) <= MOST_WORDS and words.lower() not in COMMON:
            yield Term(words, hidden)


def _in_entries(key: str, value: list[Any]) -> Iterator[Term]:
    """The short parts of a list of jobs or schools."""
    for entry in value:
        for part, text in entry.items() if isinstance(entry, dict) else ():
            if isinstance(text, str) and re.search(r"[^\W\d_]{3}", text):
                yield from _pieces(f"{key}_{part}" if _kind(part) is Hidden.DETAIL else part, text)


def _answered(application: Application) -> Iterator[Term]:
    """What the applicant typed where it identifies, and the short parts of every list of jobs or schools."""
    answers = Answer.objects.filter(application=application).exclude(question__kind=QuestionKind.LANGUAGES)
    for answer in answers.select_related("question").order_by("pk"):
        question, value = answer.question, answer.value
        if question.identifies and question.kind in TYPED and isinstance(value, str):
            yield from _pieces(question.key, value)
        elif isinstance(value, list):
            yield from _in_entries(question.key, value)


def terms_of(application: Application) -> tuple[Term, ...]:
    """What to look for in the application's texts; one query."""
    person = application.person
    names = [name for name in (person.name, person.called) if name]
    address = re.split(r"[^a-z]+", person.email.partition("@")[0].lower())
    own = own_terms(names=names, identity=())
    longer = [Term(part, Hidden.NAME) for part in address if len(part) > 3]  # noqa: PLR2004  (initials are no name)
    known: dict[str, Term] = {}
    for term in (*own, *_answered(application), *longer):
        known.setdefault(term.text.lower(), term)
    return tuple(sorted(known.values(), key=lambda term: (-len(term.text), term.text)))
