"""The text of uploaded files is taken out once, for the redaction desk; readers never get a file."""

import json
import subprocess
import sys
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person, StoredFile
from fellowship.services import audit
from recruitment.models import Answer, Application, DocumentText
from recruitment.queries.clearing import clearable
from recruitment.rules.documents import TextState, Unreadable, docx_text, tidy
from recruitment.rules.questions import QuestionKind

LONGEST_WAIT = 30


def read_documents(*, actor: Person, application_id: UUID, at: datetime) -> int:
    """Take the text out of the application's files that readers may see something of; returns how many.

    A file is read once; one that holds no words, or can't be read, is remembered as such. Nothing is read inside
    a transaction. An application that the actor may not clear is not found.
    """
    applications = visible(actor, "recruitment.clear_answers").select_related("person")
    application: Application = get_object_or_404(applications, pk=application_id)
    answers = clearable(Answer.objects.filter(application=application, question__kind=QuestionKind.FILE))
    files = StoredFile.objects.filter(pk__in=answers.values("file_id"), document_text__isnull=True).order_by("pk")
    for file in files:
        _remember(actor, application, file, _read(file), at)
    return len(files)


@transaction.atomic
def _remember(
    actor: Person, application: Application, file: StoredFile, found: tuple[TextState, str], at: datetime
) -> None:
    state, text = found
    _row, is_new = DocumentText.objects.get_or_create(
        file=file, defaults={"state": state, "text": text, "read_at": at}
    )
    if is_new:
        audit.record(
            actor=actor, action="recruitment.read_document", subject=application, about=application.person, at=at,
            data={"state": str(state)},
        )  # fmt: skip


def _read(file: StoredFile) -> tuple[TextState, str]:
    """What a file says, and how reading it went; a picture has no words."""
    with file.content.open("rb") as stream:
        content = stream.read()
    if file.content_type == "application/pdf":
        return _read_pdf(content)
    if file.content_type.startswith("image/"):
        return TextState.EMPTY, ""
    if file.content_type.startswith("text/"):
        return TextState.READ, tidy(content.decode("utf-8", errors="replace"))
    try:
        text = docx_text(content)
    except Unreadable:
        return TextState.UNREADABLE, ""
    return (TextState.READ if text else TextState.EMPTY), text


def _read_pdf(content: bytes) -> tuple[TextState, str]:
    """A PDF is opened by a process without our settings, so that a hostile one can do no more than fail."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "recruitment.services.pdf_text"], input=content, capture_output=True, check=True,
            timeout=LONGEST_WAIT, cwd=settings.BASE_DIR, env={},
        )  # fmt: skip
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return TextState.UNREADABLE, ""
    return TextState(found["state"]), str(found["text"])
