"""What a file is, from its bytes alone: the part that needs no library."""

import io
import re
import zipfile
import zlib
from enum import StrEnum


class FileKind(StrEnum):
    """Kinds of files that a purpose may take."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    DOCX = "docx"
    XLSX = "xlsx"


class Fault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    UNKNOWN = "unknown"
    NOT_WANTED = "not wanted"
    BROKEN = "broken"
    HEIC = "heic"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too many pixels"
    BOMB = "bomb"


class Unfit(Exception):
    """The bytes are not fit to keep. ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        """Keep the fault."""
        super().__init__(fault.value)
        self.fault = fault


CONTENT_TYPES = {
    FileKind.PDF: ("application/pdf", ".pdf"),
    FileKind.TEXT: ("text/plain; charset=utf-8", ".txt"),
    FileKind.DOCX: ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    FileKind.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
}

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_ZIP_START = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNPACKED_CAP = 200 * 1024 * 1024
RATIO_CAP = 100
MEMBERS_CAP = 5_000
_PDF_HEAD = re.compile(rb"%PDF-[12]\.\d")
_MAIN_PARTS = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}
_MACROS = ("vbaproject.bin", "vbadata.xml")


def is_image(content: bytes) -> bool:
    """Whether the bytes start as a JPEG, PNG or WebP picture does."""
    return (
        content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
        or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
    )  # fmt: skip


def guess(content: bytes) -> FileKind:
    """The kind that the bytes claim to be; raises :class:`Unfit` for none of ours. Not yet proof."""
    if not content:
        raise Unfit(Fault.EMPTY)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise Unfit(Fault.HEIC)
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if is_image(content):
        return FileKind.IMAGE
    if content.startswith(_ZIP_START):
        return _kind_of_package(content)
    if content.startswith(_OLD_OFFICE):
        raise Unfit(Fault.LOCKED)
    check_text(content)
    return FileKind.TEXT


def check_pdf(content: bytes) -> None:
    """Raise :class:`Unfit` unless the bytes begin and end as a PDF, with a cross-reference between."""
    if not _PDF_HEAD.match(content) or b"%%EOF" not in content[-1024:] or b"startxref" not in content[-2048:]:
        raise Unfit(Fault.BROKEN)


def check_text(content: bytes) -> None:
    """Raise :class:`Unfit` unless the bytes are UTF-8 words: no control signs, no markup that a browser would run."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unfit(Fault.UNKNOWN) from None
    if any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text):  # noqa: PLR2004  (control signs end at 31)
        raise Unfit(Fault.UNKNOWN)
    if re.match(r"\s*<(!doctype|html|svg|\?xml|script|!--)", text, re.IGNORECASE):
        raise Unfit(Fault.UNKNOWN)


def _package(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise Unfit(Fault.BROKEN) from None


def _kind_of_package(content: bytes) -> FileKind:
    names = set(_package(content).namelist())
    for kind, part in _MAIN_PARTS.items():
        if part in names and "[Content_Types].xml" in names:
            return kind
    raise Unfit(Fault.UNKNOWN)


def check_package(content: bytes, *, most: int = UNPACKED_CAP) -> None:
    """Raise :class:`Unfit` for an Office file that is broken, locked, holds macros or unpacks to over ``most`` bytes.

    What reads such a file takes many times its unpacked size, in time and in memory.
    """
    package = _package(content)
    members = package.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBERS_CAP or unpacked > min(most, max(len(content) * RATIO_CAP, 1024 * 1024)):
        raise Unfit(Fault.BOMB)
    for member in members:
        if member.flag_bits & 1:
            raise Unfit(Fault.LOCKED)
        if member.filename.lower().endswith(_MACROS):
            raise Unfit(Fault.UNKNOWN)
        if member.filename.startswith("/") or ".." in member.filename.split("/"):
            raise Unfit(Fault.BROKEN)
    _unpack(package, members)


def _unpack(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Read every member to its end: sizes written in a zip may lie, and sums of bytes are checked on the way."""
    left = UNPACKED_CAP
    try:
        for member in members:
            with package.open(member) as stream:
                while piece := stream.read(1024 * 1024):
                    left -= len(piece)
                    if left < 0:
                        raise Unfit(Fault.BOMB)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise Unfit(Fault.BROKEN) from None


def safe_name(name: str, extension: str) -> str:
    """A file name to show and to download under: the last part, printable signs only, our own ending."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    stem = shown.rsplit(".", 1)[0].strip(" .") or "file"
    return f"{stem[: 140 - len(extension)]}{extension}"
