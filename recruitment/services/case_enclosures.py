"""Papers that go along with notices: official ones are kept once, copies of what was found are kept with the case."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from fellowship.services.documents import render_pdf
from fellowship.services.files import delete_file, store_bytes, store_file
from recruitment.access.fair_chance_notices import CASE_FILE, ENCLOSURE
from recruitment.models import CaseFile, Enclosure, FairChanceCase
from recruitment.queries.case_enclosures import KEEP, PER_CASE, WENT_OUT, in_use, official_codes, shipped_enclosures
from recruitment.services.case_unsent import drop_papers
from recruitment.services.fair_chance import note_step, require_inquiry, worked

LANGUAGES = ("en", "es")
MOST_FILES = 20


class TooMany(Conflict):
    """A case holds enough files of a kind."""

    sentence = _("There are 20 files already. Remove one, or put several pages into one PDF.")


class WentOut(Conflict):
    """A file can't be taken away any more."""

    sentence = _("This file went out with a notice. It stays with the case.")


@transaction.atomic
def keep_enclosure(
    *, actor: Person, code: str, language: str, source: str, dated_on: date, upload: UploadedFile, at: datetime
) -> Enclosure:  # fmt: skip
    """Keep an official paper for the organization; one that was in use before it is used no longer.

    Raises ``Refused``, ``FileRefused``, and ``ValueError`` for a paper or a language that there is not.
    """
    require(actor, KEEP)
    if code not in official_codes() or language not in LANGUAGES:
        raise ValueError(f"no such paper: {code} ({language})")
    stored = store_file(actor=actor, owner=None, upload=upload, purpose=ENCLOSURE, at=at)
    Enclosure.objects.filter(code=code, language=language, ended_at__isnull=True).update(ended_at=at)
    row = Enclosure.objects.create(
        code=code, language=language, file=stored, source=source.strip(), dated_on=dated_on, added_at=at,
        added_by=actor,
    )  # fmt: skip
    audit.record(actor=actor, action="recruitment.keep_enclosure", subject=row, at=at, data={"code": code})
    return row


@transaction.atomic
def add_case_file(*, actor: Person, case_id: UUID, code: str, upload: UploadedFile, at: datetime) -> CaseFile:
    """Keep a copy of what was found with the case, for its officer and the applicant alone.

    Raises ``Refused``, ``MayNotAsk`` before the law allows any, ``FileRefused``, and ``ValueError`` for another code.
    """
    if code not in PER_CASE:
        raise ValueError(f"no such file: {code}")
    case = worked(actor, case_id)
    require_inquiry(case, at)
    row = keep_file(case, code, upload, actor=actor, at=at)
    note_step(case, "add_file", case.stage, actor=actor, at=at)
    return row


def keep_file(case: FairChanceCase, code: str, upload: UploadedFile, *, actor: Person, at: datetime) -> CaseFile:
    """Keep a file with a locked case under a name that says nothing. Raises ``FileRefused`` and :class:`TooMany`.

    The same bytes sent twice are one file.
    """
    rows = case.files.filter(code=code)
    count = rows.count()
    if count >= MOST_FILES:
        raise TooMany
    upload.name = f"{code.replace('_', '-')}-{count + 1}"
    owner = case.offer.application.person
    stored = store_file(actor=actor, owner=owner, upload=upload, purpose=CASE_FILE, at=at)
    same: CaseFile | None = rows.filter(file__sha256=stored.sha256).first()
    if same is not None:
        delete_file(actor=actor, file_id=stored.pk, at=at)
        return same
    return CaseFile.objects.create(case=case, code=code, file=stored, added_at=at, added_by=actor)


@transaction.atomic
def remove_case_file(*, actor: Person, case_id: UUID, file_id: UUID, at: datetime) -> None:
    """Take a copy away; a notice that was written with it and did not go out goes too. Removing twice is once.

    Raises ``Refused``, and :class:`WentOut` for what went out with a notice.
    """
    case = worked(actor, case_id)
    row = CaseFile.objects.filter(case=case, pk=file_id, code__in=PER_CASE).first()
    if row is None:
        return
    if row.papers.filter(WENT_OUT).exists():
        raise WentOut
    drop_papers(row.papers.all(), actor=actor, at=at)
    delete_file(actor=actor, file_id=row.file_id, at=at)
    note_step(case, "remove_file", case.stage, actor=actor, at=at)


def enclose(
    *, case: FairChanceCase, codes: Iterable[str], language: str, actor: Person, at: datetime
) -> tuple[CaseFile, ...]:
    """The files that go along with a notice. Of an official paper the case gets a copy of its own, once.

    So it stays known what was sent, whatever the organization uses later. Within the transaction of its caller.
    """
    wanted = set(codes)
    found = list(case.files.filter(code__in=wanted & set(PER_CASE)).select_related("file").order_by("added_at", "pk"))
    official = in_use(wanted - set(PER_CASE), language)
    copies = (_copy_of(case, code, official.get(code), actor=actor, at=at) for code in sorted(wanted - set(PER_CASE)))
    return (*found, *copies)


def _copy_of(case: FairChanceCase, code: str, row: Enclosure | None, *, actor: Person, at: datetime) -> CaseFile:
    """The case's own copy of an official paper: the one it has already, where it is the same."""
    language = row.language if row else shipped_enclosures()[code]["language"]
    kept = case.files.filter(code=code, language=language).select_related("file")
    same = kept.filter(file__sha256=row.file.sha256) if row else kept
    there: CaseFile | None = same.order_by("-added_at").first()
    if there is not None:
        return there
    content = _content(code, row)
    owner = case.offer.application.person
    name = f"{code.replace('_', '-')}.pdf"
    stored = store_bytes(owner=owner, purpose=CASE_FILE, name=name, content=content, at=at, actor=actor)
    return CaseFile.objects.create(case=case, code=code, language=language, file=stored, added_at=at, added_by=actor)


def _content(code: str, row: Enclosure | None) -> bytes:
    if row is None:
        return statute_pdf(code)
    with row.file.content.open("rb") as stream:
        return bytes(stream.read())


def official_pdf(code: str, language: str) -> bytes:
    """An official paper as it would go along now; ``KeyError`` for one that is not there."""
    return _content(code, in_use([code], language).get(code))


def statute_pdf(code: str) -> bytes:
    """A text of public law that comes with the program, as a tagged PDF."""
    text = shipped_enclosures()[code]
    return render_pdf(template="statute", data=text, language=text["language"])
