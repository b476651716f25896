"""What the person who asks does after sending: answer, change, withdraw, say that it arrived."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from fellowship import access
from fellowship.models import Person
from hardship_fund.models import Evidence, Request
from hardship_fund.queries import caps
from hardship_fund.rules import days
from hardship_fund.rules.ledger import Memo
from hardship_fund.rules.payee import Payee
from hardship_fund.rules.stages import HOLDS_MONEY, Action, Stage, steps
from hardship_fund.services import _steps, asking, ledger


def _own(actor: Person, request_id: UUID) -> Request:
    request = _steps.locked(request_id)
    access.require(actor, "hardship_fund.see_own", request)
    return request


def _release(request: Request, actor: Person, at: datetime) -> None:
    """Give back what is kept for a request; nothing where nothing is."""
    if request.stage in HOLDS_MONEY and request.approved_cents:
        ledger.post(
            fund_id=request.fund_id, memo=Memo.RELEASE, cents=request.approved_cents, at=at, actor=actor,
            dedup_key=f"release:{request.pk}:{request.version}", request=request,
        )  # fmt: skip


@transaction.atomic
def withdraw_request(*, actor: Person, request_id: UUID, at: datetime) -> Request:
    """Take a request back at any time before it is being paid; money kept for it is free again. Twice is harmless."""
    request = _own(actor, request_id)
    if request.stage == Stage.WITHDRAWN:
        return request
    steps.after(request.stage, Action.WITHDRAW)
    _release(request, actor, at)
    return _steps.move(request=request, action=Action.WITHDRAW, actor=actor, at=at, approved_cents=None)


@transaction.atomic
def answer_question(
    *, actor: Person, request_id: UUID, text: str, at: datetime, upload: UploadedFile | None = None
) -> Request:
    """Answer the committee's question in words, with a file or both; decisions made before no longer count.

    Raises ``NotAllowed`` where no question is open, and ``FileRefused`` for the file.
    """
    request = _own(actor, request_id)
    steps.after(request.stage, Action.ANSWER)
    request.version += 1
    if upload is not None:
        asking.keep_file(request=request, upload=upload, at=at)
    if text.strip():
        Evidence.objects.create(
            request=request, kind=Evidence.Kind.ANSWER, text=text.strip(), added_at=at, request_version=request.version
        )
    due = days.answer_due(
        at, fast=caps.is_fast(request, sent_on=days.local_day(at, actor.time_zone)),
        usual_hours=request.fund.answer_hours, fast_hours=request.fund.fast_hours,
    )  # fmt: skip
    return _steps.move(
        request=request, action=Action.ANSWER, actor=actor, at=at, version=request.version, answer_due_at=due
    )


@transaction.atomic
def change_request(*, actor: Person, request_id: UUID, amount_cents: int, payee: Payee, at: datetime) -> Request:
    """Change how much is asked or where the money goes: every decision made so far is void, kept money free again.

    No change changes nothing. Raises ``NotAllowed`` once money is on its way, and ``caps.Unfit`` for an amount
    that passes a cap.
    """
    request = _own(actor, request_id)
    steps.after(request.stage, Action.CHANGE)
    if request.amount_cents == amount_cents and request.payee == payee.as_json():
        return request
    caps.check_own_amount(request, amount_cents)
    _release(request, actor, at)
    return _steps.move(
        request=request, action=Action.CHANGE, actor=actor, at=at, amount_cents=amount_cents, payee=payee.as_json(),
        version=request.version + 1, approved_cents=None, decided_at=None,
    )  # fmt: skip


@transaction.atomic
def close_request(*, actor: Person, request_id: UUID, at: datetime) -> Request:
    """Say that the money arrived. Twice is harmless."""
    request = _own(actor, request_id)
    if request.stage == Stage.CLOSED:
        return request
    return _steps.move(request=request, action=Action.CLOSE, actor=actor, at=at)
