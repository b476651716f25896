"""Kinds of letters, files and work that exist only in tests, and letters made with them."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from PIL import Image

from fellowship.models import Letter, Person
from fellowship.rules import files as file_rules
from fellowship.rules import jobs as job_rules
from fellowship.rules import letters as letter_rules
from fellowship.rules.letters import TRUSTED, UNTRUSTED, LetterKind
from fellowship.services import letters
from tests.factories.people import make_person

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

NEWS = LetterKind(
    key="tests.news",
    label="News",
    placeholders={"called": TRUSTED, "link": TRUSTED, "note": UNTRUSTED},
    default={
        "en": ("News from us", "Dear {called},\n\n{note}\n\nSee {link}."),
        "es": ("Noticias", "Hola, {called}:\n\n{note}\n\nVea {link}."),
    },
)
DECISION = LetterKind(
    key="tests.decision",
    label="A decision",
    placeholders={"called": TRUSTED},
    decision=True,
    default={"en": ("Our answer", "Dear {called},\n\nHere is our answer.")},
)
VALUES = {"called": "Maya", "link": "http://localhost:8000/my/", "note": "All is well."}

for _kind in (NEWS, DECISION):
    letter_rules.register(_kind)
for _purpose in (
    file_rules.FilePurpose(key="tests.paper", read_permission="tests.read_papers"),
    file_rules.FilePurpose(
        key="tests.secret", kinds=frozenset({"pdf", "image"}), owner_reads=False, read_permission="tests.read_secrets",
        sensitive=True,
    ),
    file_rules.FilePurpose(key="tests.sheet", kinds=frozenset({"xlsx"})),
    file_rules.FilePurpose(key="tests.small", kinds=frozenset({"text"}), cap=file_rules.MEGABYTE),
):  # fmt: skip
    file_rules.register(_purpose)
for _name in ("quick", "silent", "broken"):
    job_rules.register(f"tests.{_name}", f"tests.factories.work.{_name}")


def make_letter(recipient: Person | None = None, *, kind: LetterKind = NEWS, **terms: Any) -> Letter:
    """A letter in the outbox, about its own recipient."""
    recipient = recipient or make_person(called="Maya")
    values = {name: value for name, value in VALUES.items() if name in kind.placeholders}
    terms = {"actor": None, "values": values, "subject_record": recipient, "at": AT, **terms}
    return letters.compose_letter(kind=kind.key, recipient=recipient, **terms)


def pdf_bytes(words: str = "Hello") -> bytes:
    """A small true PDF."""
    body = (
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        f"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n% {words}\nxref\n0 1\n0000000000 65535 f \n"
        "trailer<</Root 1 0 R/Size 4>>\nstartxref\n200\n%%EOF\n"
    )
    return body.encode()


def image_bytes(form: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: Any) -> bytes:
    """A small true picture."""
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, form, **more)
    return out.getvalue()


def office_bytes(part: str = "word/document.xml", more: dict[str, bytes] | None = None) -> bytes:
    """A small Office file; ``part`` decides whether it is a text or a sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(part, "<document/>")
        for name, content in (more or {}).items():
            package.writestr(name, content)
    return out.getvalue()
