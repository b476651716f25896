"""What was taken out of a text: the words as written beside the words for readers, piece by piece."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from recruitment.rules.redaction import MARKER

TOKEN = re.compile(rf"(?:{MARKER.pattern})\s*|\w+\s*|[^\w\s]\s*|\s+")
EDITED = "edited"
# Beyond this the text is shown as written, without its pieces.
MOST_TOKENS = 4000


class Fate(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    STRUCK = "struck"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. ``reason`` says of what is struck what it is ("name"), or that it was edited."""

    text: str
    fate: Fate = Fate.KEPT
    reason: str = ""


def _tokens(text: str) -> list[str]:
    return [found[0] for found in TOKEN.finditer(text)]


def struck(original: str, cleared: str) -> tuple[Piece, ...]:
    """The original with what readers don't get struck, and what was written instead; put together it is whole.

    Markers of ``cleared`` are not repeated: they are the reasons of what stands in their place.
    """
    before, after = _tokens(original), _tokens(cleared)
    if max(len(before), len(after)) > MOST_TOKENS:
        return (Piece(original),)
    same = SequenceMatcher(None, [token.strip() for token in before], [token.strip() for token in after])
    pieces: list[Piece] = []
    for what, start, end, first, last in same.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[first:last])
        if what == "equal":
            pieces.append(Piece(old))
            continue
        marks = [found[1] for found in MARKER.finditer(new)]
        written = MARKER.sub("", new).strip()
        if old:
            pieces.append(Piece(old, Fate.STRUCK, marks[0] if marks else EDITED))
        if written:
            pieces.append(Piece(f"{written} ", Fate.ADDED))
    return tuple(pieces)
