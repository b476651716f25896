"""What the person who asks does before sending: start, fill in, show, send."""

from datetime import date, datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from fellowship import access
from fellowship.models import Person
from fellowship.rules.refusals import Conflict, NotAllowed
from fellowship.services import files
from hardship_fund.models import Category, Evidence, Fund, Request
from hardship_fund.queries import caps
from hardship_fund.rules import amounts, days, letters
from hardship_fund.rules.payee import Payee
from hardship_fund.rules.stages import Action, Stage
from hardship_fund.services import _steps
from hardship_fund.services.mail import write_to_requester

PURPOSE = "hardship.evidence"
MOST_FILES = 6


class NoOpenFund(Conflict):
    """There is no fund to ask."""

    sentence = _("Money help is not open at the moment.")


class NotComplete(Conflict):
    """Something is missing; the check page says what."""

    sentence = _("Your request is not complete yet. Fill in what is marked, then send it.")


class TooManyFiles(Conflict):
    """More files than a request can hold."""

    sentence = _("You have added six files. Take one away to add another.")


@transaction.atomic
def start_request(*, actor: Person, at: datetime) -> Request:
    """Give the person's draft, or begin one; a second click finds the first one's draft.

    Raises ``Refused`` for anyone but an advocate and :class:`NoOpenFund`.
    """
    access.require(actor, "hardship_fund.ask")
    fund = caps.open_fund()
    if fund is None:
        raise NoOpenFund
    request, is_new = Request.objects.get_or_create(
        fund=fund, requester=actor, stage=Stage.DRAFT, defaults={"started_at": at, "saved_at": at}
    )
    if is_new:
        _steps.note_it(request=request, action="start", actor=actor, at=at)
    return request


def _draft(actor: Person, request_id: UUID) -> Request:
    request = _steps.locked(request_id)
    access.require(actor, "hardship_fund.see_own", request)
    if request.stage != Stage.DRAFT:
        raise NotAllowed(request.stage, "edit")
    return request


def _keep(request: Request, at: datetime, **values: object) -> Request:
    for name, value in {**values, "saved_at": at}.items():
        setattr(request, name, value)
    request.save(update_fields=[*values, "saved_at"])
    return request


@transaction.atomic
def save_need(
    *,
    actor: Person,
    request_id: UUID,
    category_id: UUID,
    amount_cents: int,
    needed_by: date,
    event_on: date,
    at: datetime,
) -> Request:
    """Keep what happened, how much would fix it and by when. Raises :class:`caps.Unfit` with the field's name."""
    request = _draft(actor, request_id)
    category = Category.objects.select_related("fund").get(pk=category_id, fund=request.fund)
    access.require(actor, "hardship_fund.ask", category)
    today = days.local_day(at, actor.time_zone)
    caps.check_days(request.fund, needed_by=needed_by, event_on=event_on, today=today)
    caps.check_amount(request, category=category, cents=amount_cents, event_on=event_on)
    return _keep(
        request, at, category=category, amount_cents=amount_cents, needed_by=needed_by, event_on=event_on
    )  # fmt: skip


@transaction.atomic
def save_story(*, actor: Person, request_id: UUID, story: str, at: datetime) -> Request:
    """Keep the story, encrypted."""
    return _keep(_draft(actor, request_id), at, story=story.strip())


@transaction.atomic
def save_payee(*, actor: Person, request_id: UUID, payee: Payee, at: datetime) -> Request:
    """Keep where the money goes, encrypted."""
    return _keep(_draft(actor, request_id), at, payee=payee.as_json())


@transaction.atomic
def save_note(*, actor: Person, request_id: UUID, text: str, at: datetime) -> Request:
    """Keep a note in the person's own words as evidence; an empty text takes it away."""
    request = _draft(actor, request_id)
    Evidence.objects.filter(request=request, kind=Evidence.Kind.NOTE).delete()
    if text.strip():
        Evidence.objects.create(
            request=request, kind=Evidence.Kind.NOTE, text=text.strip(), added_at=at, request_version=request.version
        )
    return _keep(request, at)


def keep_file(*, request: Request, upload: UploadedFile, at: datetime) -> Evidence:
    """Store one file under a name that says nothing; ``request`` must be locked.

    Raises ``FileRefused`` and :class:`TooManyFiles`, both with words that help.
    """
    count = request.evidence.filter(kind=Evidence.Kind.FILE).count()
    if count >= MOST_FILES:
        raise TooManyFiles
    upload.name = f"evidence-{count + 1}"
    stored = files.store_file(actor=request.requester, owner=request.requester, upload=upload, purpose=PURPOSE, at=at)
    return Evidence.objects.create(
        request=request, kind=Evidence.Kind.FILE, file=stored, added_at=at, request_version=request.version
    )


@transaction.atomic
def add_file(*, actor: Person, request_id: UUID, upload: UploadedFile, at: datetime) -> Evidence:
    """Add a photo or a paper to a draft; raises what :func:`keep_file` raises."""
    request = _draft(actor, request_id)
    evidence = keep_file(request=request, upload=upload, at=at)
    _keep(request, at)
    return evidence


@transaction.atomic
def remove_file(*, actor: Person, request_id: UUID, evidence_id: UUID, at: datetime) -> None:
    """Take a file away from a draft, row and bytes; doing it twice is harmless."""
    request = _draft(actor, request_id)
    evidence = request.evidence.filter(pk=evidence_id, kind=Evidence.Kind.FILE).first()
    if evidence is None or evidence.file_id is None:
        return
    evidence.delete()
    files.delete_file(actor=actor, file_id=evidence.file_id, at=at)
    _keep(request, at)


@transaction.atomic
def submit_request(*, actor: Person, request_id: UUID, at: datetime) -> Request:
    """Send a complete draft, once: it gets its reference and the hour by which an answer is due.

    Sending again is harmless. Raises :class:`NotComplete`, or :class:`caps.Unfit` where days or caps no longer fit.
    """
    request = _steps.locked(request_id)
    access.require(actor, "hardship_fund.see_own", request)
    if request.stage == Stage.SUBMITTED:
        return request
    if request.stage == Stage.DRAFT and caps.missing(request):
        raise NotComplete
    today = days.local_day(at, actor.time_zone)
    if request.stage == Stage.DRAFT:
        caps.check_request(request, today=today)
    fast = caps.is_fast(request, sent_on=today)
    fund = _numbered(request.fund_id)
    _steps.move(
        request=request, action=Action.SUBMIT, actor=actor, at=at, submitted_at=at,
        reference=amounts.reference(fund.reference_prefix, today.year, fund.last_number),
        answer_due_at=days.answer_due(at, fast=fast, usual_hours=fund.answer_hours, fast_hours=fund.fast_hours),
    )  # fmt: skip
    write_to_requester(request=request, kind=letters.RECEIVED, at=at, dedup="received")
    return request


def _numbered(fund_id: UUID) -> Fund:
    """Take the fund's next number; the row stays locked until the end of the transaction."""
    Fund.objects.filter(pk=fund_id).update(last_number=F("last_number") + 1)
    return Fund.objects.get(pk=fund_id)
