"""A person's own data: a copy as PDF or JSON, and its deletion. Other parts of the program add theirs."""

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person, StoredFile
from fellowship.rules.erased import ERASED
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, documents, files
from recruitment.models import Application, ErasureRequest
from recruitment.queries import own_data
from recruitment.rules import request_letters as kinds
from recruitment.rules.requests import ERASURES, LAW_KEEPS, ErasureStage
from recruitment.services import erasing
from recruitment.services import request_letters as mail
from recruitment.services.applications import locked

Eraser = Callable[[Person, datetime], None]
_erasers: dict[str, Eraser] = {}


class StillBound(Conflict):
    """A promise, an open case or a role stands in the way."""

    sentence = _(
        "An offer, a placement that goes on, an open fair-chance case, an open request for money or a role still "
        "stands in the way. Settle that first, with the person; then delete."
    )


def register_eraser(key: str, eraser: Eraser) -> None:
    """Let another part of the program delete what it keeps about a person, inside the same transaction.

    It runs before the person's files are deleted: a file that a law asks to keep has to lose its owner there.
    """
    _erasers[key] = eraser


@transaction.atomic
def data_file(*, actor: Person, at: datetime) -> bytes:
    """Everything of the person's own as JSON; the look is noted."""
    content = json.dumps(own_data.export_of(actor, at), indent=2, ensure_ascii=False, default=str)
    audit.record(actor=actor, action="recruitment.fetch_own_data", subject=actor, about=actor, at=at)
    return content.encode()


def application_pdf(*, actor: Person, application_id: UUID, at: datetime) -> bytes:
    """One's own application as tagged PDF in the reader's language; 404 for anybody else's."""
    data = own_data.paper_of(actor, application_id, at)
    return documents.render_pdf(template="application", data=data, language=(get_language() or "en")[:2])


@transaction.atomic
def ask_erasure(*, actor: Person, at: datetime) -> ErasureRequest:
    """Delete one's own data at once; where a promise, a case or a role stands in the way, staff are asked.

    Asked again while staff look at it, the same request comes back.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=actor.pk)
    waiting = ErasureRequest.objects.select_for_update(of=("self",)).filter(person=person)
    request = waiting.exclude(stage=ErasureStage.DONE).first()
    if request is None:
        request = ErasureRequest.objects.create(person=person, asked_at=at)
        audit.record(actor=actor, action="recruitment.ask_erasure", subject=request, about=person, at=at)
    if not own_data.hindrances_for(person):
        _erase(request, person, actor=actor, at=at)
    return request


def _staff_request(actor: Person, request_id: UUID) -> tuple[ErasureRequest, Person]:
    found = ErasureRequest.objects.only("person_id").get(pk=request_id)
    person = Person.objects.select_for_update(of=("self",)).get(pk=found.person_id)
    request = ErasureRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
    require(actor, "recruitment.settle_erasure", request)
    return request, person


@transaction.atomic
def erase_on_request(*, actor: Person, request_id: UUID, at: datetime) -> ErasureRequest:
    """Delete the data of somebody who asked, once a person has looked.

    Raises ``Refused``, ``NotAllowed``, or :class:`StillBound`.
    """
    request, person = _staff_request(actor, request_id)
    if own_data.bonds_of(person):
        raise StillBound
    _erase(request, person, actor=actor, at=at)
    return request


@transaction.atomic
def put_off_erasure(*, actor: Person, request_id: UUID, answer: str, at: datetime) -> ErasureRequest:
    """Say why it can't be done yet; the request stays open. Raises ``Refused`` or ``NotAllowed``."""
    request, person = _staff_request(actor, request_id)
    request.stage = ERASURES.after(request.stage, "put_off")
    request.answer, request.answered_at, request.answered_by = answer.strip(), at, actor
    request.save(update_fields=["stage", "answer", "answered_at", "answered_by"])
    audit.record(actor=actor, action="recruitment.put_off_erasure", subject=request, about=person, at=at)
    link = ("recruitment_own_data", None)
    mail.write(kinds.ERASURE_PUT_OFF, person, request, link, actor=actor, at=at, reason=request.answer)
    return request


def _erase(request: ErasureRequest, person: Person, *, actor: Person, at: datetime) -> None:
    """Delete what is the person's, keep what the law asks for under the reference alone, and take the name away."""
    was_sent = False
    for pk in list(Application.objects.filter(person=person).order_by("pk").values_list("pk", flat=True)):
        application = locked(pk)
        was_sent = was_sent or application.submitted_at is not None
        erasing.empty_application(application, actor=actor, at=at)
    for eraser in _erasers.values():
        eraser(person, at)
    for file_id in list(StoredFile.objects.filter(owner=person).order_by("pk").values_list("pk", flat=True)):
        files.delete_file(actor=actor, file_id=file_id, at=at)
    erasing.empty_rest(person)
    request.stage = ERASURES.after(request.stage, "erase")
    request.answer, request.answered_at, request.answered_by = "", at, actor
    request.keep_until = at + LAW_KEEPS if was_sent else None
    request.save(update_fields=["stage", "answer", "answered_at", "answered_by", "keep_until"])
    audit.record(actor=actor, action="recruitment.erase", subject=request, about=person, at=at)
    _take_name_away(person)


def _take_name_away(person: Person) -> None:
    """Nobody can sign in or be told by this row any more; audit rows still point to it, under its id alone."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.email = f"{secrets.token_hex(12)}{ERASED}"
    person.name = person.called = person.pronouns = ""
    person.is_active = False
    person.set_unusable_password()
    person.save()


@transaction.atomic
def forget_kept(*, at: datetime) -> int:
    """Delete what the law asked to keep about people who are gone, once its time is over; returns how many people."""
    due = ErasureRequest.objects.select_for_update(of=("self",)).filter(stage=ErasureStage.DONE, keep_until__lte=at)
    count = 0
    for request in due.order_by("pk"):
        erasing.forget_notes(Application.objects.filter(person=request.person_id))
        request.keep_until = None
        request.save(update_fields=["keep_until"])
        audit.record(actor=None, action="recruitment.forget_kept", subject=request, at=at)
        count += 1
    return count
