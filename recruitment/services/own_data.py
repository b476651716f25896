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
from fellowship.models import Letter, Person, StoredFile
from fellowship.rules.refusals import Conflict
from fellowship.services import audit, documents, files
from recruitment.models import (
    AccommodationRequest,
    Answer,
    Application,
    ErasureRequest,
    EventSignup,
    MoreTime,
    OfferQuestion,
    OfficeChoice,
    Recommendation,
    ReviewAssignment,
    Scorecard,
    SearchText,
    SpokenLanguage,
    StageChange,
)
from recruitment.queries import own_data
from recruitment.rules import request_letters as kinds
from recruitment.rules.questions import RetentionClass
from recruitment.rules.requests import ERASURES, LAW_KEEPS, ErasureStage
from recruitment.rules.stages import TABLE, Action
from recruitment.services import application_letters
from recruitment.services import request_letters as mail
from recruitment.services.applications import locked, take_step

Eraser = Callable[[Person, datetime], None]
_erasers: dict[str, Eraser] = {}


class StillBound(Conflict):
    """A promise, an open case or a role stands in the way."""

    sentence = _(
        "An offer, a placement, an open fair-chance case or a role still stands in the way. Settle that first, with "
        "the person; then delete."
    )


def register_eraser(key: str, eraser: Eraser) -> None:
    """Let another part of the program delete what it keeps about a person, inside the same transaction."""
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
    """Delete the data of somebody who asked. Raises ``Refused``, ``NotAllowed``, or :class:`StillBound`."""
    request, person = _staff_request(actor, request_id)
    if own_data.hindrances_for(person):
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
        _empty(application, actor=actor, at=at)
    EventSignup.objects.filter(person=person).delete()
    for file_id in list(StoredFile.objects.filter(owner=person).order_by("pk").values_list("pk", flat=True)):
        files.delete_file(actor=actor, file_id=file_id, at=at)
    for eraser in _erasers.values():
        eraser(person, at)
    Letter.objects.filter(recipient=person).delete()
    request.stage = ERASURES.after(request.stage, "erase")
    request.answer, request.answered_at, request.answered_by = "", at, actor
    request.keep_until = at + LAW_KEEPS if was_sent else None
    request.save(update_fields=["stage", "answer", "answered_at", "answered_by", "keep_until"])
    audit.record(actor=actor, action="recruitment.erase", subject=request, about=person, at=at)
    _take_name_away(person)


def _empty(application: Application, *, actor: Person, at: datetime) -> None:
    """Withdraw what still runs, then delete answers, recommendations and requests of an application."""
    if TABLE.allows(application.stage, Action.WITHDRAW):
        take_step(application, actor=None, action=Action.WITHDRAW, at=at, reason="")
        application_letters.cancel_decisions(application, actor=actor, at=at)
    answers = Answer.objects.filter(application=application)
    if application.submitted_at is not None:
        answers = answers.exclude(question__retention_class=RetentionClass.STATUTE)
    answers.delete()
    asked = list(Recommendation.objects.filter(application=application).values_list("pk", flat=True))
    label = Recommendation._meta.label_lower  # noqa: SLF001  (Django's documented model API)
    Letter.objects.filter(about_label=label, about_id__in=[str(pk) for pk in asked]).delete()
    for table in (Recommendation, AccommodationRequest, MoreTime, OfficeChoice, SpokenLanguage, SearchText):
        table.objects.filter(application=application).delete()
    OfferQuestion.objects.filter(offer__application=application).delete()
    StageChange.objects.filter(application=application, action=Action.WITHDRAW).update(reason="")
    Application.objects.filter(pk=application.pk).update(eligibility={})


def _take_name_away(person: Person) -> None:
    """Nobody can sign in or be told by this row any more; audit rows still point to it, under its id alone."""
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    person.email = f"{secrets.token_hex(12)}@erased.invalid"
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
        Answer.objects.filter(application__person=request.person_id).delete()
        ReviewAssignment.objects.filter(application__person=request.person_id).update(note="")
        Scorecard.objects.filter(application__person=request.person_id).update(notes="")
        request.keep_until = None
        request.save(update_fields=["keep_until"])
        audit.record(actor=None, action="recruitment.forget_kept", subject=request, at=at)
        count += 1
    return count
