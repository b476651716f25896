"""Repeating entries such as jobs or schools: what one entry is made of, and how entries are read and kept.

The builder writes one part a line: ``Employer | short text`` or ``Months | number | optional``. An answer is kept as
a list with one mapping an entry, from the part's key to what was typed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from recruitment.rules.questions import choice_key, plain

MOST_ENTRIES = 8
MOST_LETTERS = 3000
MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,2})?")


class PartKind(StrEnum):
    """The kind of a part."""

    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DATE = "date"
    MONTH = "month"


# Parts whose answer is kept as year-month-day or year-month, however it was typed.
DATED = frozenset({PartKind.DATE, PartKind.MONTH})
# As the builder writes them, without accents.
KIND_WORDS: Mapping[str, PartKind] = {
    "short text": PartKind.SHORT_TEXT, "texto corto": PartKind.SHORT_TEXT, "": PartKind.SHORT_TEXT,
    "long text": PartKind.LONG_TEXT, "texto largo": PartKind.LONG_TEXT,
    "number": PartKind.NUMBER, "numero": PartKind.NUMBER,
    "yes or no": PartKind.YES_NO, "si o no": PartKind.YES_NO,
    "date": PartKind.DATE, "fecha": PartKind.DATE,
    "month": PartKind.MONTH, "mes": PartKind.MONTH,
}  # fmt: skip
OPTIONAL_WORDS = frozenset({"optional", "opcional"})


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an entry."""

    key: str
    label: str
    kind: PartKind = PartKind.SHORT_TEXT
    required: bool = True


Say = Callable[[Part, str], str]


class PartFault(StrEnum):
    """What is wrong with the parts as written."""

    NONE = "none"
    UNREADABLE = "unreadable"
    SAME = "same"
    DIFFER = "differ"


def _lines(text: str) -> list[list[str]]:
    return [[piece.strip() for piece in line.split("|")] for line in text.splitlines() if line.strip()]


def _part(pieces: Sequence[str]) -> Part | None:
    label, kind, *rest = [*pieces, ""] if len(pieces) == 1 else list(pieces)
    known = KIND_WORDS.get(plain(kind))
    if known is None or not choice_key(label) or [plain(word) for word in rest if plain(word) not in OPTIONAL_WORDS]:
        return None
    return Part(choice_key(label), label, known, required=not rest)


def parts_in(lines: str, lines_es: str = "", *, spanish: bool = False) -> tuple[Part, ...]:
    """The parts written one a line; with the Spanish labels where asked and there are as many."""
    parts = [part for part in map(_part, _lines(lines)) if part is not None]
    labels = [pieces[0] for pieces in _lines(lines_es)]
    if not spanish or len(labels) != len(parts):
        return tuple(parts)
    return tuple(
        Part(part.key, label, part.kind, required=part.required) for part, label in zip(parts, labels, strict=True)
    )


def fault_of(lines: str, lines_es: str) -> PartFault | None:
    """What keeps the parts from being published."""
    written = _lines(lines)
    parts = [_part(pieces) for pieces in written]
    if not written:
        return PartFault.NONE
    if None in parts:
        return PartFault.UNREADABLE
    keys = [part.key for part in parts if part is not None]
    if len(set(keys)) < len(keys):
        return PartFault.SAME
    return PartFault.DIFFER if lines_es.strip() and len(_lines(lines_es)) != len(written) else None


def entries_in(parts: Sequence[Part], value: Any) -> list[dict[str, str]]:
    """The entries of a kept answer that hold anything, each with its known parts only; nothing else passes."""
    rows = value if isinstance(value, list) else []
    found = []
    for row in rows:
        texts = {part.key: row.get(part.key) for part in parts} if isinstance(row, Mapping) else {}
        entry = {key: text.strip() for key, text in texts.items() if isinstance(text, str) and text.strip()}
        if entry:
            found.append(entry)
    return found[:MOST_ENTRIES]


def day_of(part: Part, kept: str) -> date | None:
    """The day that a kept date names, the first of the month for a month; ``None`` where it can't be read."""
    is_month = part.kind is PartKind.MONTH
    if not (MONTH if is_month else DAY).fullmatch(kept):
        return None
    try:
        return date.fromisoformat(f"{kept}-01" if is_month else kept)
    except ValueError:
        return None


def is_readable(part: Part, text: str) -> bool:
    """Whether a kept text fits the part: a number is one, yes or no is one of the two, a date is a day there was."""
    if part.kind is PartKind.NUMBER:
        return NUMBER.fullmatch(text) is not None
    if part.kind is PartKind.YES_NO:
        return text in ("yes", "no")
    if part.kind in DATED:
        return day_of(part, text) is not None
    return len(text) <= MOST_LETTERS


def gap_in(parts: Sequence[Part], value: Any) -> tuple[int, Part] | None:
    """The first entry (from 1) and its part that is missing or can't be read; ``None`` when all are whole."""
    for number, entry in enumerate(entries_in(parts, value), start=1):
        for part in parts:
            text = entry.get(part.key, "")
            if (part.required and not text) or (text and not is_readable(part, text)):
                return number, part
    return None


def words_in(value: Any) -> tuple[str, ...]:
    """Every text of a kept answer, whatever its parts."""
    rows = value if isinstance(value, list) else []
    return tuple(
        text for row in rows if isinstance(row, Mapping) for text in row.values() if isinstance(text, str) and text
    )


def as_text(parts: Sequence[Part], value: Any, say: Say) -> str:
    """The entries as plain text, a part a line, a blank line between entries; ``say`` puts what was kept in words."""
    blocks = []
    for entry in entries_in(parts, value):
        said = {part.key: say(part, text) for part in parts if (text := entry.get(part.key, ""))}
        blocks.append("\n".join(f"{part.label}: {said[part.key]}" for part in parts if part.key in said))
    return "\n\n".join(blocks)
