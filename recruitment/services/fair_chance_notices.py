"""A notice of a fair-chance case as a tagged PDF (PDF/UA-1), ready to be posted, mailed or read on screen."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime

import pypdf
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship.models import Letter, Person
from fellowship.queries import organization
from fellowship.rules.refusals import Conflict
from fellowship.services import letters
from fellowship.services.documents import render_pdf
from fellowship.services.files import store_bytes
from recruitment.access.fair_chance_notices import NOTICE
from recruitment.models import CasePaper, FairChanceCase
from recruitment.queries.fair_chance_notices import shipped_forms
from recruitment.rules.fair_chance_checklist import Item, checklist, missing
from recruitment.rules.fair_chance_notice_letters import is_attached, kind_for
from recruitment.rules.fair_chance_notices import Notice
from recruitment.rules.fair_chance_stack import Stack
from recruitment.services.selection_letters import link_to, shared_values

TEMPLATE = "notice"


class NotComplete(Conflict):
    """A notice does not say all that it must; ``items`` are what is missing."""

    sentence = _("This notice does not say everything that the law wants it to say, so it can’t be sent yet.")

    def __init__(self, items: tuple[Item, ...]) -> None:
        """Keep the items."""
        super().__init__()
        self.items = items


def render_notice(notice: Notice) -> bytes:
    """The notice as PDF/UA-1 on the organization's letterhead, in the language of the notice."""
    return render_pdf(template=TEMPLATE, data=notice.data, language=notice.language)


def render_complete(notice: Notice, stack: Stack) -> tuple[bytes, tuple[Item, ...]]:
    """The PDF of a notice that says all it must, with its checklist.

    Looked into twice: the sections before, and the words of the finished PDF after. Raises :class:`NotComplete`.
    """
    forms = shipped_forms()
    items = checklist(notice, stack, forms)
    if missing(items):
        raise NotComplete(missing(items))
    pdf = render_notice(notice)
    in_print = checklist(notice, stack, forms, text=words_in_print(pdf, notice.language))
    if missing(in_print):
        raise NotComplete(missing(in_print))
    return pdf, items


def words_in_print(pdf: bytes, language: str) -> str:
    """The words of a PDF without the lines at the foot of its pages, so that a sentence over two pages stays whole."""
    letterhead = organization.current(language).name
    pages = [page.extract_text().rstrip() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return "\n".join(_without_foot(page, letterhead) for page in pages)


def _without_foot(page: str, letterhead: str) -> str:
    at = page.rfind(letterhead)
    return page[:at] if at >= 0 and len(page) - at < len(letterhead) + 40 else page


def keep_notice(
    *, case: FairChanceCase, notice: Notice, items: Iterable[Item], pdf: bytes, actor: Person | None, at: datetime,
    days: Mapping[str, str] | None = None,
) -> CasePaper:  # fmt: skip
    """Keep a finished notice for the applicant and the officer of its case; its name says nothing of anyone.

    ``days`` are those that it names and that depend on when it is sent.
    """
    owner = case.offer.application.person
    file = store_bytes(owner=owner, purpose=NOTICE, name="notice.pdf", content=pdf, at=at, actor=actor)
    held = [{"code": item.code, "where": list(item.sections)} for item in items if item.is_proven]
    return CasePaper.objects.create(
        case=case, kind=notice.kind, language=notice.language, file=file, items=held, days=dict(days or {}),
        made_at=at, made_by=actor,
    )  # fmt: skip


@transaction.atomic
def write_to_applicant(
    *, case: FairChanceCase, stack: Stack, paper: CasePaper, actor: Person | None, at: datetime
) -> Letter:
    """Write the mail that goes with a notice; it waits in the outbox until somebody lets it go. Twice is once.

    The mail says that a notice waits, and nothing of a record. The paper, with what it encloses, goes along only
    where a law wants the notice itself sent by email. Sending by mail, with its proof, is noted with the case.
    """
    application = case.offer.application
    files = [paper.file, *(row.file for row in paper.enclosures.select_related("file"))]
    return letters.compose_letter(
        actor=actor, kind=kind_for(stack).key, recipient=application.person, subject_record=application, at=at,
        dedup=str(paper.file_id), values=shared_values(application, link_to("recruitment_fair_chance")),
        attachments=files if is_attached(stack) else (),
    )  # fmt: skip
