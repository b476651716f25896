"""The notices of a fair-chance case as documents: what each says, section by section, in English or Spanish.

The sentences are data (``recruitment/law/notices.json``). A document is put together from the laws that stand on top
of one another and from the values of one case. Whether it says all that it must is told by ``fair_chance_checklist``,
which looks into the text; a section only claims the items that it is there for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recruitment.rules.fair_chance_law import Agency, LawBook, Words
from recruitment.rules.fair_chance_notice_values import CaseValues, Rows, Saying, Speech, Values, values_of
from recruitment.rules.fair_chance_stack import Stack

LANGUAGES = ("en", "es")
# The agency that an item names, whether or not its law is in the stack.
COMPLAIN_TO: Mapping[str, str] = {
    "complain_crd": "us-ca",
    "complain_la_county": "us-ca-los-angeles-county-uninc",
    "complain_idhr": "us-il",
    "complain_chicago": "us-il-chicago",
    "complain_dc": "us-dc",
}
# Two notices that go out as one paper: what either must say stands in it.
TOGETHER = (frozenset({"conditional_offer", "conditional_offer_background_notice"}),)
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, or rows of label and text."""

    text: str = ""
    items: tuple[str, ...] = ()
    rows: Rows = ()

    @property
    def words(self) -> str:
        """All of it as one text."""
        return "\n".join(part for part in (self.text, *self.items, *(f"{a}: {b}" for a, b in self.rows)) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a notice under its own heading; ``codes`` are the items that it is there for."""

    key: str
    title: str
    codes: frozenset[str]
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The heading and the words under it."""
        return "\n".join((self.title, *(block.words for block in self.blocks)))


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it is read. One that ``is_alone`` has nothing but its sections: no greeting, no other words."""

    kind: str
    language: str
    title: str
    is_alone: bool
    address: tuple[str, ...]
    about: Rows
    greeting: str
    sections: tuple[Section, ...]
    signer: str
    enclosed: frozenset[str]
    values: Values

    @property
    def text(self) -> str:
        """The words of all sections."""
        return "\n\n".join(section.text for section in self.sections)

    @property
    def data(self) -> dict[str, Any]:
        """The notice for the document template: plain text throughout."""
        return {
            "title": self.title,
            "is_alone": self.is_alone,
            "address": list(self.address),
            "about": [list(row) for row in self.about],
            "greeting": self.greeting,
            "signer": self.signer,
            "sections": [
                {
                    "title": section.title,
                    "blocks": [
                        {"text": block.text, "items": list(block.items), "rows": [list(row) for row in block.rows]}
                        for block in section.blocks
                    ],
                }
                for section in self.sections
            ],
        }


@dataclass(frozen=True, slots=True)
class Forms:
    """The sentences of the notices, what proves each item, the words of the codes, and how days are said."""

    notices: Mapping[str, Any]
    proofs: Mapping[str, Any]
    codes: Mapping[tuple[str, str], Words]
    say: Saying

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of notice that there are sentences for."""
        return tuple(self.notices["documents"])

    def speech(self, language: str) -> Speech:
        """The words of one language."""
        labels, enclosures = (
            {key: Words(**words) for key, words in self.notices[name].items()} for name in ("labels", "enclosures")
        )
        return Speech(self.say, labels, enclosures, self.codes, language)


def kinds_with(kind: str) -> frozenset[str]:
    """The kinds of notice whose items stand in the same paper."""
    return next((kinds for kinds in TOGETHER if kind in kinds), frozenset({kind}))


def asked_of(stack: Stack, kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a notice must say by this stack, each item once, with the laws that ask."""
    found: dict[str, list[str]] = {}
    for notice in stack.notices:
        if notice.kind in kinds_with(kind):
            for code, laws in notice.contents:
                found.setdefault(code, []).extend(law for law in laws if law not in found.get(code, ()))
    return tuple((code, tuple(laws)) for code, laws in found.items())


def agencies_for(stack: Stack, book: LawBook) -> tuple[tuple[str, Agency], ...]:
    """Who takes complaints: the agencies of the stack, and those that an item names without their law being there."""
    found = dict(stack.agencies)
    for notice in stack.notices:
        for law in (COMPLAIN_TO[code] for code, _ in notice.contents if code in COMPLAIN_TO):
            text = (book.in_force(law, stack.day) or book.texts(law)[0]) if law in book else None
            if text is not None and text.agency is not None:
                found.setdefault(law, text.agency)
    return tuple(found.items())


def _filled(form: str, texts: Mapping[str, str]) -> str:
    """The sentence with its values, put in once; empty where one of them is empty."""
    if any(not texts[name] for name in _PLACE.findall(form)):
        return ""
    return _PLACE.sub(lambda found: texts[found.group(1)], form)


def _block(form: Mapping[str, Any], values: Values, flags: frozenset[str], language: str) -> Block:
    if form.get("if", "") not in flags | {""}:
        return Block()
    if "list" in form:
        return Block(items=values.lists[form["list"]])
    if "facts" in form:
        return Block(rows=values.rows[form["facts"]])
    if "items" in form:
        return Block(items=tuple(item[language] for item in form["items"]))
    return Block(text=_filled(form["text"][language], values.texts))


def _blocks(forms: Iterable[Mapping[str, Any]], values: Values, flags: frozenset[str], language: str) -> list[Block]:
    """The blocks that have something to say; a sentence that leads to nothing (it ends in a colon) goes too."""
    made: list[Block] = []
    for form in forms:
        block = _block(form, values, flags, language)
        if block.words:
            made.append(block)
        elif "text" not in form and made and made[-1].text.endswith(":"):
            made.pop()
    if made and made[-1].text.endswith(":"):
        made.pop()
    return made


def _sections(
    keys: Sequence[str], forms: Forms, values: Values, asked: frozenset[str], language: str
) -> Iterator[Section]:
    flags = values.flags if "respond" in keys else values.flags | {"without_respond"}
    for key in keys:
        form = forms.notices["sections"][key]
        if "when" in form and asked.isdisjoint(form["when"]):
            continue
        blocks = _blocks(form["blocks"], values, flags, language)
        if blocks:
            yield Section(key, form["title"][language], frozenset(form["codes"]), tuple(blocks))


def build(kind: str, stack: Stack, case: CaseValues, forms: Forms, language: str) -> Notice:
    """The notice of a kind for a case, in ``language`` (English where it is not one of ours).

    Raises ``KeyError`` for a kind that there are no sentences for.
    """
    language = language[:2] if language[:2] in LANGUAGES else "en"
    document = forms.notices["documents"][kind]
    speech = forms.speech(language)
    values = values_of(stack, case, speech)
    is_alone = bool(document.get("is_alone"))
    asked = frozenset(code for code, _ in asked_of(stack, kind))
    about = (
        (speech.label("date"), speech.say.day(case.on, language)),
        (speech.label("reference"), case.reference),
        (speech.label("role"), case.position),
        (speech.label("office"), f"{case.office}, {case.place}"),
    )
    return Notice(
        kind=kind, language=language, title=document["title"][language], is_alone=is_alone,
        address=() if is_alone else (case.name, *(line.strip() for line in case.address.splitlines() if line.strip())),
        about=() if is_alone else about,
        greeting="" if is_alone else speech.label("greeting").replace("{name}", case.name),
        sections=tuple(_sections(document["sections"], forms, values, asked, language)),
        signer="" if is_alone else case.officer, enclosed=case.enclosures, values=values,
    )  # fmt: skip
