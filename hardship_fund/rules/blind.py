"""A story without the person: names, workplace, addresses and numbers are taken out before anyone else reads it."""

import re
from collections.abc import Iterable
from enum import StrEnum

SHORTEST_NAME = 2


class Withheld(StrEnum):
    """What stands where something was taken out; the screen turns it into a soft pill."""

    NAME = "name"
    WORKPLACE = "workplace"
    EMAIL = "e-mail"
    PHONE = "phone"
    ADDRESS = "address"


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w$.,])\+?(?:\d[\s().-]{0,2}){9,14}\d(?!\w)|(?<![\w$.,])\d{3}[\s.-]\d{4}(?!\w)")
_STREET = re.compile(
    r"\b\d{1,6}\s+(?:[A-Z][\w.'-]*\s+){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Ct|Court|Way|Pl|Place)\b\.?"
)


def pill(kind: Withheld) -> str:
    """The mark left in the text."""
    return f"[{kind} withheld]"


def _words(texts: Iterable[str]) -> list[str]:
    """Whole texts and their single words, longest first, so that a full name goes before its parts."""
    found = set()
    for text in texts:
        whole = " ".join(text.split())
        found |= {whole, *re.split(r"[\s-]+", whole)}
    return sorted((word for word in found if len(word) >= SHORTEST_NAME), key=len, reverse=True)


def _take_out(text: str, words: Iterable[str], kind: Withheld) -> str:
    for word in words:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", pill(kind), text, flags=re.IGNORECASE)
    return text


def redact(text: str, *, names: Iterable[str] = (), workplaces: Iterable[str] = ()) -> str:
    """``text`` without addresses, numbers, the given names (whole and in parts) and the given workplaces (whole).

    A help, not a proof: it takes out what is known about the person; the form asks them to leave the rest out.
    """
    text = _EMAIL.sub(pill(Withheld.EMAIL), text)
    text = _WEB.sub(pill(Withheld.ADDRESS), text)
    text = _take_out(text, sorted({" ".join(w.split()) for w in workplaces if w.strip()}, key=len, reverse=True),
                     Withheld.WORKPLACE)  # fmt: skip
    text = _STREET.sub(pill(Withheld.ADDRESS), text)
    text = _PHONE.sub(pill(Withheld.PHONE), text)
    return _take_out(text, _words(names), Withheld.NAME)
