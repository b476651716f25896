"""What a notice must say, item by item, proven by looking into its text.

A section says which items it is there for; that alone counts for nothing. Each item has marks that must be found in
the words of those sections (``recruitment/law/proofs.json``), and values of the case that must stand there: every
record, every duty, every factor with what was found, the last day, the agency with its phone. An item that can't be
proven is missing, and a notice with a missing item may not be sent.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recruitment.rules.fair_chance_notices import Forms, Notice, Section, asked_of
from recruitment.rules.fair_chance_stack import Stack

# Name, address and email; name, address and phone: each a label and a text.
_LEAST = {"reply": 6, "company": 6}


@dataclass(frozen=True, slots=True)
class Item:
    """One required item: which laws ask, where it stands, and what is lacking where it is not proven.

    ``lacks`` holds ``text`` (the words are not there), the name of a value, or ``enclosure:`` with a code.
    """

    code: str
    words: str
    laws: tuple[str, ...]
    sections: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def is_proven(self) -> bool:
        """Whether the text was found to hold it."""
        return not self.lacks


def plain(text: str) -> str:
    """A text as it is compared: one kind of letter forms and case, and no blanks, since a PDF breaks long words."""
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join(shown.split()).casefold()


def _are_there(signs: Iterable[str], words: str) -> bool:
    return all(re.search("".join(sign.split()), words, re.IGNORECASE) for sign in signs)


@dataclass(frozen=True, slots=True)
class _About:
    """What is looked into, and by what."""

    notice: Notice
    stack: Stack
    forms: Forms


def _factors(name: str, about: _About) -> tuple[str, ...]:
    """Each factor of the stack with what was found; an empty text for one that was not weighed."""
    found = dict(about.notice.values.rows[name])
    labels = (about.forms.codes["factor", code].within(about.notice.language) for code in about.stack.factors)
    return tuple(part for label in labels for part in (label, found.get(label, ""))) or tuple(found.values())


def _must_hold(name: str, about: _About) -> tuple[str, ...]:
    """The texts that must be found for a value; none, or an empty one, where nobody gave it."""
    notice, values = about.notice, about.notice.values
    kind, _, law = name.partition(":")
    if kind == "agency":
        return values.by_law.get(law, ())
    if name == "reasoning":
        answered = "has_response" in values.flags and any(section.key == "second" for section in notice.sections)
        name = "second" if answered else "assessment"
    if name in {"assessment", "second"}:
        return _factors(name, about)
    if name in values.lists:
        return values.lists[name]
    if name in values.rows:
        rows = tuple(part for row in values.rows[name] for part in row if part)
        return rows if len(rows) >= _LEAST.get(name, 1) else ()
    return (values.texts[name],)


def _is_there(parts: tuple[str, ...], words: str) -> bool:
    return bool(parts) and all(part and plain(part) in words for part in parts)


def _lacking(proof: Mapping[str, Any], about: _About, words: str) -> Iterable[str]:
    notice, forms = about.notice, about.forms
    if not _are_there(proof.get(notice.language, ()), words):
        yield "text"
    for name in proof.get("values", ()):
        if not _is_there(_must_hold(name, about), words):
            yield name
    code = proof.get("enclosure")
    if code:
        title = forms.speech(notice.language).enclosures[code].within(notice.language)
        if code not in notice.enclosed or plain(title) not in words:
            yield f"enclosure:{code}"


def _holds_instead(name: str, notice: Notice, forms: Forms, words: str) -> bool:
    """Whether the text says, and it is so, that there is nothing of the kind."""
    instead = forms.proofs["instead"].get(name)
    return instead is not None and instead["if"] in notice.values.flags and _are_there(instead[notice.language], words)


def _item(code: str, laws: tuple[str, ...], about: _About, text: str | None) -> Item:
    notice, forms = about.notice, about.forms
    claiming: list[Section] = [section for section in notice.sections if code in section.codes]
    words = plain("\n".join(section.text for section in claiming) if text is None else text)
    proof = forms.proofs["codes"].get(code, {})
    lacks = tuple(_lacking(proof, about, words))
    if not proof or not claiming:
        lacks = ("text",)
    elif lacks and _holds_instead(proof.get("or", ""), notice, forms, words):
        lacks = ()
    said = forms.codes["content", code].within(notice.language)
    return Item(code, said, laws, tuple(section.title for section in claiming), lacks)


def checklist(notice: Notice, stack: Stack, forms: Forms, *, text: str | None = None) -> tuple[Item, ...]:
    """Every item that the laws want in the notice, and whether its text holds it.

    With ``text`` (the words read back from the finished PDF) that text is looked into instead of the sections.
    """
    about = _About(notice, stack, forms)
    return tuple(_item(code, laws, about, text) for code, laws in asked_of(stack, notice.kind))


def enclosures_of(stack: Stack, kind: str, forms: Forms) -> frozenset[str]:
    """The papers that the laws want sent along with a notice of this kind."""
    proofs = forms.proofs["codes"]
    found = (proofs.get(code, {}).get("enclosure") for code, _ in asked_of(stack, kind))
    return frozenset(code for code in found if code)


def held(items: Iterable[Item]) -> frozenset[str]:
    """The items that were proven: what ``fair_chance_case.missing_contents`` and ``Facts.contents`` want."""
    return frozenset(item.code for item in items if item.is_proven)


def missing(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items for which the notice may not be sent."""
    return tuple(item for item in items if not item.is_proven)
