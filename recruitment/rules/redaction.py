"""The redaction desk: what is suggested to be withheld from readers, and how withheld text is marked.

A withheld piece stands in the text as ``[name withheld]``. Suggestions only help a person: nothing
reaches a reader before somebody has read the text and cleared it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
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
    GENDER = "gender"
    AGE = "age"
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


@dataclass(frozen=True, slots=True)
class Find:
    """A place in a text that is suggested to be withheld, as what."""

    start: int
    end: int
    hidden: Hidden


# Bounded, so that a text written to be slow is not.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
LINK = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\w)@\w{3,}", re.IGNORECASE)
PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?(?:\d{3}[\s.-]?)?\d{4}(?!\d)")
ADDRESSES = ((EMAIL, Hidden.EMAIL), (LINK, Hidden.LINK), (PHONE, Hidden.PHONE))
Pattern = tuple[re.Pattern[str], Hidden]
MARKER = re.compile(r"\[(" + "|".join(re.escape(hidden.value) for hidden in Hidden) + r") withheld\]")


def marker(hidden: Hidden) -> str:
    """The text that stands for a withheld piece."""
    return f"[{hidden.value} withheld]"


def plain(text: str) -> str:
    """Lower case without accents, letter for letter, so that places in the text stay the same."""
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[0] for letter in text)


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


def _candidates(text: str, terms: Iterable[Term], patterns: Iterable[Pattern]) -> Iterator[Find]:
    """Everything that could be withheld, the surest first; the same words may come more than once."""
    for found in MARKER.finditer(text):
        yield Find(*found.span(), Hidden(found[1]))
    for pattern, hidden in ADDRESSES:
        for found in pattern.finditer(text):
            yield Find(*found.span(), hidden)
    simple = plain(text)
    for term in terms:
        wanted = plain(term.text.strip())
        if len(wanted) >= SHORTEST_TERM:
            for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", simple):
                yield Find(*found.span(), term.hidden)
    for pattern, hidden in patterns:
        for found in pattern.finditer(text):
            yield Find(*found.span("this" if found.groupdict().get("this") else 0), hidden)


def finds(text: str, terms: Iterable[Term], patterns: Iterable[Pattern] = ()) -> tuple[Find, ...]:
    """The places to withhold, in order and apart: where two overlap, the surer one stays.

    Markers that stand already come first, then addresses, then the applicant's own terms in the order given,
    then ``patterns``.
    """
    taken: list[Find] = []
    for found in _candidates(text, terms, patterns):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda found: found.start))


def suggest(text: str, terms: Iterable[Term], patterns: Iterable[Pattern] = ()) -> str:
    """The text with everything that :func:`finds` marked as withheld; markers already in the text stay."""
    parts, last = [], 0
    for found in finds(text, terms, patterns):
        parts += [text[last : found.start], marker(found.hidden)]
        last = found.end
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
