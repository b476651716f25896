"""The words of a Word document, taken out without trusting it: sizes are capped, declared entities refused."""

import io
import zipfile
import zlib
from enum import StrEnum
from xml.parsers import expat

MOST_LETTERS = 15_000
MOST_XML = 20 * 1024 * 1024
MAIN_PART = "word/document.xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SKIPPED = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


class TextState(StrEnum):
    """What became of the text of a file."""

    READ = "read"
    EMPTY = "empty"
    UNREADABLE = "unreadable"


class Unreadable(Exception):
    """The document can't be opened, or it is not safe to open."""


def tidy(text: str) -> str:
    """The text with plain line ends, without control signs and runs of blank lines, at most 15,000 letters."""
    lines = "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in text.replace("\r", "\n"))
    kept: list[str] = []
    for line in (" ".join(row.split()) for row in lines.split("\n")):
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()[:MOST_LETTERS]


class _Words:
    """Gathers the text of paragraphs while the parser goes through the document."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.letters = 0
        self.in_text = 0
        self.skipping = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_declaration: object) -> None:
        raise Unreadable

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.skipping += name == SKIPPED or self.skipping > 0
        if name == f"{SPACE}}}t":
            self.in_text += 1
        elif name in {f"{SPACE}}}tab", f"{SPACE}}}br", f"{SPACE}}}cr"}:
            self.add(" " if name.endswith("tab") else "\n")

    def end(self, name: str) -> None:
        if name == f"{SPACE}}}t":
            self.in_text -= 1
        elif name == f"{SPACE}}}p":
            self.add("\n")
        self.skipping -= self.skipping > 0

    def text(self, data: str) -> None:
        if self.in_text:
            self.add(data)

    def add(self, text: str) -> None:
        if not self.skipping and self.letters <= MOST_LETTERS * 2:
            self.parts.append(text)
            self.letters += len(text)


def docx_text(content: bytes) -> str:
    """The words of a ``.docx``, paragraph by paragraph; raises :class:`Unreadable`.

    Only the main part is read, at most 20 MB of it. Headers, comments and deleted text are left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(MAIN_PART) as part:
            xml = part.read(MOST_XML + 1)
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
    ):
        raise Unreadable from None
    if len(xml) > MOST_XML:
        raise Unreadable
    words = _Words()
    try:
        words.parser.Parse(xml, True)
    except expat.ExpatError:
        raise Unreadable from None
    return tidy("".join(words.parts))
