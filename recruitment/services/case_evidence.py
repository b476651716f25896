"""What an applicant sends as files to a notice: kept for the officer of the case, taken back while there is time."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from fellowship.models import Person
from fellowship.services.files import delete_file
from recruitment.models import CaseFile, FairChanceCase
from recruitment.models.case_papers import EVIDENCE
from recruitment.queries.case_own import may_take_back
from recruitment.services.case_answers import NoRoomForAnswer, answering, keep_response, respond
from recruitment.services.case_enclosures import keep_file
from recruitment.services.fair_chance import note_step
from recruitment.services.fair_chance_steps import mark_heard, refresh_dates


@transaction.atomic
def send_evidence(*, actor: Person, case_id: UUID, upload: UploadedFile, at: datetime, text: str = "") -> CaseFile:
    """Keep a file that the applicant sends to the notice, with or without words; it is a response.

    The same file twice is once; new words that come with it are kept. Raises ``Refused``, ``NoRoomForAnswer``,
    ``FileRefused`` and ``TooMany``.
    """
    case = answering(actor, case_id)
    row = keep_file(case, EVIDENCE, upload, actor=actor, at=at)
    if row.response_id is None:
        row.response = keep_response(case, text, at, even_empty=True)
        row.save(update_fields=["response"])
        note_step(case, "send_file", case.stage, actor=actor, at=at)
        mark_heard(case, at)
        refresh_dates(case, at)
    elif text.strip():
        respond(actor=actor, case_id=case_id, text=text, at=at)
    return row


@transaction.atomic
def take_back_evidence(*, actor: Person, case_id: UUID, file_id: UUID, at: datetime) -> FairChanceCase:
    """Delete a file that the applicant sent, as long as their time to respond runs; twice is once.

    A response without words goes with its file. Raises ``Refused``, and ``NoRoomForAnswer`` once the time is over:
    what was weighed stays with the case.
    """
    case = answering(actor, case_id)
    if not may_take_back(case, at):
        raise NoRoomForAnswer
    row = case.files.filter(code=EVIDENCE, pk=file_id).select_related("response").first()
    if row is not None:
        delete_file(actor=actor, file_id=row.file_id, at=at)
        if row.response is not None and not row.response.text:
            row.response.delete()
        note_step(case, "take_back_file", case.stage, actor=actor, at=at)
        mark_heard(case, at)
        refresh_dates(case, at)
    return case
