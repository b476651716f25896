"""The redaction desk: what is suggested to be withheld from readers, and how withheld text is marked.

A withheld piece stands in the text as ``[name withheld]``. Suggestions only help a person: nothing
reaches a reader before somebody has read the text and cleared it.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_TERM = 3


class Hidden(StrEnum):
    """What kind of thing is withheld; the value is the word inside the brackets."""

    NAME = "name"
    EMAIL = "e-mail"
    PHONE = "phone"
    LINK = "link"
    SCHOOL = "school"
    PLACE = "place"
    WORKPLACE = "workplace"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the applicant's own that must not reach a reader."""

    text: str
    hidden: Hidden


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text, or the name of what is withheld in its place."""

    text: str
    withheld: bool = False


EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\w)@\w{3,}", re.IGNORECASE)
PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?(?:\d{3}[\s.-]?)?\d{4}(?!\d)")
MARKER = re.compile(r"\[(" + "|".join(re.escape(hidden.value) for hidden in Hidden) + r") withheld\]")
PATTERNS = ((EMAIL, Hidden.EMAIL), (LINK, Hidden.LINK), (PHONE, Hidden.PHONE))


def marker(hidden: Hidden) -> str:
    """The text that stands for a withheld piece."""
    return f"[{hidden.value} withheld]"


def plain(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in the text stay the same."""
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[0] for letter in text)


def _places(text: str, term: Term) -> Iterable[tuple[int, int]]:
    wanted = plain(term.text.strip())
    if len(wanted) < SHORTEST_TERM:
        return
    for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain(text)):
        yield found.span()


def own_terms(*, names: Iterable[str], identity: Iterable[str]) -> tuple[Term, ...]:
    """What to look for: names whole and in parts, and each answer to a question that identifies."""
    terms: list[Term] = []
    for name in names:
        terms += [Term(part, Hidden.NAME) for part in (name, *re.split(r"[\s-]+", name))]
    terms += [Term(text, Hidden.DETAIL) for text in identity]
    known: dict[str, Term] = {}
    for term in terms:
        if len(term.text.strip()) >= SHORTEST_TERM:
            known.setdefault(plain(term.text.strip()), term)
    return tuple(sorted(known.values(), key=lambda term: (-len(term.text), term.text)))


def suggest(text: str, terms: Iterable[Term]) -> str:
    """The text with the applicant's own terms, addresses, links and phone numbers marked as withheld.

    Longer terms win over shorter ones inside them; markers already in the text stay.
    """
    taken: list[tuple[int, int, Hidden]] = []

    def take(span: tuple[int, int], hidden: Hidden) -> None:
        start, end = span
        if all(end <= first or start >= last for first, last, _ in taken):
            taken.append((start, end, hidden))

    for found in MARKER.finditer(text):
        take(found.span(), Hidden(found[1]))
    for pattern, hidden in PATTERNS:
        for found in pattern.finditer(text):
            take(found.span(), hidden)
    for term in terms:
        for span in _places(text, term):
            take(span, term.hidden)
    parts, last = [], 0
    for start, end, hidden in sorted(taken):
        parts += [text[last:start], marker(hidden)]
        last = end
    return "".join([*parts, text[last:]])


def segments(text: str) -> tuple[Segment, ...]:
    """The text cut at its markers; a withheld segment names what is hidden ("name")."""
    found, last = [], 0
    for hit in MARKER.finditer(text):
        if hit.start() > last:
            found.append(Segment(text[last : hit.start()]))
        found.append(Segment(hit[1], withheld=True))
        last = hit.end()
    if last < len(text):
        found.append(Segment(text[last:]))
    return tuple(found)


def paragraphs(text: str) -> tuple[tuple[Segment, ...], ...]:
    """The text as paragraphs of segments; blank lines part them."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(segments(block.strip()) for block in re.split(r"\n\s*\n", normal) if block.strip())
