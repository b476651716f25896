"""Private files: what may be kept, keeping it, and handing it to those who may read it."""

import hashlib
import mimetypes
import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from fellowship.models import Person, StoredFile
from fellowship.queries import files as queries
from fellowship.rules import files as rules
from fellowship.rules import sniff
from fellowship.rules.refusals import Conflict
from fellowship.rules.sniff import Fault, FileKind, Unfit
from fellowship.services import audit, pictures

KIND_NAMES = {
    FileKind.PDF: _("PDF"),
    FileKind.IMAGE: _("a picture (JPEG, PNG or WebP)"),
    FileKind.DOCX: _("Word (.docx)"),
    FileKind.XLSX: _("Excel (.xlsx)"),
    FileKind.TEXT: _("plain text"),
}
SENTENCES = {
    Fault.EMPTY: _("This file is empty. Choose another one."),
    Fault.BROKEN: _("This file is damaged. Open it on your own device, save it again, and send the new copy."),
    Fault.HEIC: _(
        "This picture is in the HEIC format of newer phones, which many offices can't open. On an iPhone, choose "
        "Settings, Camera, Formats, Most Compatible, and take it again; or take a screenshot of it and send that."
    ),
    Fault.LOCKED: _("This file has a password or an old format. Save it as a PDF without a password."),
    Fault.TOO_MANY_PIXELS: _("This picture is too big to open safely. Make it smaller, to 6000 dots a side at most."),
    Fault.BOMB: _("This file grows too large when it is opened. Save it again as a PDF."),
}  # fmt: skip
SNIFFED = {
    FileKind.PDF: {".pdf"},
    FileKind.IMAGE: {".jpg", ".jpeg", ".jfif", ".jpe", ".png", ".webp"},
}


class FileRefused(Conflict):
    """The file can't be kept; the sentence says why and what to do. ``fault`` is the reason as a code."""

    def __init__(self, sentence: object, fault: Fault) -> None:
        """Keep both."""
        super().__init__(sentence)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Fit:
    """Bytes that were found fit to keep."""

    content: bytes
    content_type: str
    extension: str


def _refusal(fault: Fault, purpose: rules.FilePurpose) -> FileRefused:
    if fault is Fault.TOO_LARGE:
        megabytes = purpose.cap // rules.MEGABYTE
        sentence: object = ngettext_lazy(
            "This file is larger than %(count)d megabyte.", "This file is larger than %(count)d megabytes.", "count"
        ) % {"count": megabytes}
    elif fault in {Fault.UNKNOWN, Fault.NOT_WANTED}:
        names = [KIND_NAMES[kind] for kind in FileKind if kind in purpose.kinds]
        listed = format_lazy(", ".join("{}" for _name in names), *names)
        sentence = format_lazy(_("This kind of file can't be used here. Send one of these: {kinds}."), kinds=listed)
    else:
        sentence = SENTENCES[fault]
    return FileRefused(sentence, fault)


def _content(upload: UploadedFile, cap: int) -> bytes:
    """The bytes, if there are no more than ``cap`` of them; more are never read."""
    if (upload.size or 0) > cap:
        raise Unfit(Fault.TOO_LARGE)
    return bytes(upload.read(cap))


def _inspect(content: bytes, purpose: rules.FilePurpose) -> Fit:
    """Find out what the bytes are, and prove it by opening them; raises ``Unfit``."""
    kind = sniff.guess(content)
    if kind not in purpose.kinds:
        raise Unfit(Fault.NOT_WANTED)
    if kind is FileKind.IMAGE:
        _second_opinion(content, kind)
        return Fit(*pictures.redraw(content))
    if kind is FileKind.PDF:
        _second_opinion(content, kind)
        sniff.check_pdf(content)
    elif kind is not FileKind.TEXT:
        sniff.check_package(content)
    return Fit(content, *sniff.CONTENT_TYPES[kind])


def _second_opinion(content: bytes, kind: FileKind) -> None:
    """Ask another judge of bytes; where the two differ, the file is not taken."""
    try:
        found = puremagic.from_string(content)
    except (puremagic.PureError, ValueError):
        raise Unfit(Fault.UNKNOWN) from None
    if found.lower() not in SNIFFED[kind]:
        raise Unfit(Fault.UNKNOWN)


@transaction.atomic
def store_file(
    *, actor: Person | None, owner: Person | None, upload: UploadedFile, purpose: str, at: datetime
) -> StoredFile:
    """Keep an uploaded file for a purpose. Its name and announced type are never believed.

    Pictures are drawn anew, without what they tell about place and camera. Raises :class:`FileRefused` with
    words that help; ``KeyError`` for a purpose that nobody declared. The caller checks who may upload.
    """
    terms = rules.purpose(purpose)
    try:
        fit = _inspect(_content(upload, min(terms.cap, settings.FILE_SIZE_CAP)), terms)
    except Unfit as unfit:
        raise _refusal(unfit.fault, terms) from None
    name = sniff.safe_name(upload.name or "", fit.extension)
    return _keep(actor=actor, owner=owner, purpose=purpose, name=name, fit=fit, at=at)


@transaction.atomic
def store_bytes(
    *, owner: Person | None, purpose: str, name: str, content: bytes, at: datetime, actor: Person | None = None
) -> StoredFile:
    """Keep a file that the program itself made; its type follows from ``name``, which holds no personal data."""
    rules.purpose(purpose)
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    fit = Fit(content, content_type, "")
    return _keep(actor=actor, owner=owner, purpose=purpose, name=name, fit=fit, at=at)


def _keep(
    *, actor: Person | None, owner: Person | None, purpose: str, name: str, fit: Fit, at: datetime
) -> StoredFile:
    """Write the bytes under a random name, then the row; without the row the bytes go again."""
    place = uuid.uuid4().hex
    file = StoredFile(
        owner=owner,
        purpose=purpose,
        name=name,
        content_type=fit.content_type,
        size=len(fit.content),
        sha256=hashlib.sha256(fit.content).hexdigest(),
        created_at=at,
        created_by=actor,
    )
    file.content.save(f"{place[:2]}/{place}", ContentFile(fit.content), save=False)
    try:
        file.save(force_insert=True)
        audit.record(
            actor=actor, action="fellowship.store_file", subject=file, about=owner, at=at, data={"purpose": purpose},
            key=purpose,
        )  # fmt: skip
    except BaseException:
        file.content.delete(save=False)
        raise
    return file


@transaction.atomic
def open_file(*, person: Person, file_id: UUID, at: datetime) -> StoredFile:
    """The file for a person who may read it, else a 404. A look at somebody else's sensitive file is noted."""
    file = queries.readable_file(person, file_id)
    if rules.purpose(file.purpose).sensitive and file.owner_id != person.pk:
        audit.record_read(
            actor=person, action="fellowship.read_file", subject=file, about=file.owner, at=at, key=file.purpose
        )
    return file


@transaction.atomic
def delete_file(*, actor: Person | None, file_id: UUID, at: datetime) -> None:
    """Remove a file: the row now, the bytes once that is certain. The caller checks who may."""
    file = StoredFile.objects.select_for_update(of=("self",)).select_related("owner").get(pk=file_id)
    storage, place = file.content.storage, file.content.name or ""
    audit.record(
        actor=actor, action="fellowship.delete_file", subject=file, about=file.owner, at=at,
        data={"purpose": file.purpose, "sha256": file.sha256}, key=file.purpose,
    )  # fmt: skip
    file.delete()
    transaction.on_commit(lambda: storage.delete(place))
