"""Looking for words in what people wrote: what may be looked through, what is meant, and the place where it stands."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from recruitment.rules.questions import TEXT_KINDS, QuestionKind, plain, search_words

MOST_PHRASES = 6
LONGEST_TEXT = 60_000
BEFORE, AFTER = 60, 110

Phrases = tuple[tuple[str, ...], ...]


def is_searchable(kind: QuestionKind | str) -> bool:
    """Whether answers of a kind are looked through: what people wrote in words, and nothing that is kept apart.

    What people say about their record or about an accommodation is no answer of the form and is never here.
    """
    return kind in TEXT_KINDS or kind == QuestionKind.GROUP


def texts_in(kind: QuestionKind | str, value: object) -> tuple[str, ...]:
    """What an answer says in words: a text as it is, and every text of a repeating group."""
    if not is_searchable(kind):
        return ()
    entries = value if isinstance(value, list) else [value]
    parts = [part for entry in entries for part in (entry.values() if isinstance(entry, dict) else [entry])]
    return tuple(part.strip() for part in parts if isinstance(part, str) and part.strip())


def folded(text: str) -> str:
    """The plain words of a text in order, each after one space."""
    words = re.findall(r"[^\W_]+", plain(text[:LONGEST_TEXT]))
    return "".join(f" {word[:60]}" for word in words)


def read_phrases(text: str) -> Phrases:
    """What somebody looks for: words that all occur, in any order; "words in quotes" follow one another."""
    found: list[tuple[str, ...]] = []
    for quoted, loose in re.findall(r'"([^"]*)"|([^"]+)', text):
        if quoted:
            found.append(tuple(re.findall(r"[^\W_]+", plain(quoted))))
        else:
            found += [(word,) for word in search_words(loose)]
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))[:MOST_PHRASES]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an excerpt; ``hit`` where it is what was looked for."""

    text: str
    hit: bool


def _letter_by_letter(text: str) -> tuple[str, list[int]]:
    """The plain text, and for each of its letters the place in ``text`` that it came from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _hits(text: str, phrases: Phrases) -> list[tuple[int, int]]:
    """Where the phrases stand in ``text``, as start and end, in order and apart."""
    simple = text.lower() if text.isascii() else plain(text)
    places: Iterable[int] | None = None
    if len(simple) != len(text):
        simple, places = _letter_by_letter(text)
    alternatives = "|".join(r"[\W_]+".join(map(re.escape, phrase)) for phrase in phrases)
    pattern = re.compile(rf"(?<![^\W_])(?:{alternatives})[^\W_]*")
    spans = [match.span() for match in pattern.finditer(simple)]
    if places is None:
        return spans
    known = list(places)
    return [(known[start], known[end - 1] + 1) for start, end in spans]


def excerpt(text: str, phrases: Phrases) -> tuple[Piece, ...]:
    """The first place in ``text`` where a phrase stands, with what surrounds it; empty where none does."""
    hits = _hits(text, phrases) if phrases else []
    if not hits:
        return ()
    start, end = max(hits[0][0] - BEFORE, 0), min(hits[0][1] + AFTER, len(text))
    if start:
        start = text.find(" ", start, hits[0][0]) + 1 or hits[0][0]
    if end < len(text):
        end = max(text.rfind(" ", hits[0][1], end), hits[0][1])
    pieces, place = [Piece("… ", hit=False)] if start else [], start
    for first, last in hits:
        if last > end:
            break
        pieces += [Piece(text[place:first], hit=False), Piece(text[first:last], hit=True)]
        place = last
    pieces.append(Piece(text[place:end] + (" …" if end < len(text) else ""), hit=False))
    return tuple(piece for piece in pieces if piece.text)
