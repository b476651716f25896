"""What the committee does: read without a name, stand aside, ask, decide."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from fellowship import access
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from hardship_fund.models import Approval, ConflictDeclaration, Request
from hardship_fund.queries import caps, committee
from hardship_fund.rules import deciding as rules
from hardship_fund.rules import letters
from hardship_fund.rules.deciding import Criterion, DenialReason, Outcome
from hardship_fund.rules.ledger import Memo
from hardship_fund.rules.stages import TO_DECIDE, Action, Stage, steps
from hardship_fund.services import _steps, ledger
from hardship_fund.services.mail import write_to_requester

DECIDE = "hardship_fund.decide"


class AlreadyDecided(Conflict):
    """Others decided in the meantime."""

    sentence = _("This request was decided while you read it. There is nothing left to do.")


class ChangedSince(Conflict):
    """The person changed the request after it was opened; a decision counts for what was read."""

    sentence = _("The person changed this request after you opened it. Read it again, then decide.")


class NotAllMet(Conflict):
    """A yes needs every point of the checklist."""

    sentence = _("Tick all four points to approve. If one is not met, ask for more or say no.")


def _to_decide(actor: Person, request_id: UUID, seen_version: int) -> Request:
    """The request, locked, for someone who may decide on it as they read it."""
    request = _steps.locked(request_id)
    if request.stage not in TO_DECIDE and access.can(actor, DECIDE):
        raise AlreadyDecided
    access.require(actor, DECIDE, request)
    if request.version != seen_version:
        raise ChangedSince
    return request


@transaction.atomic
def read_request(*, actor: Person, request_id: UUID, at: datetime) -> "committee.BlindRequest":
    """The request without a name, for a member who may decide on it; else a 404. The look is noted."""
    request = committee.to_decide(actor, request_id)
    audit.record_read(actor=actor, action="hardship_fund.read_story", subject=request, about=request.requester, at=at)
    return committee.blind(request, actor=actor, at=at)


@transaction.atomic
def declare_conflict(*, actor: Person, request_id: UUID, at: datetime) -> None:
    """Stand aside: the member sees the request no more. A decision of theirs is void, and so is the other's with it.

    Saying so twice is harmless. Raises ``Refused`` for whoever may not decide on it anyway.
    """
    request = _steps.locked(request_id)
    if request.conflicts.filter(person=actor).exists():
        return
    access.require(actor, DECIDE, request)
    ConflictDeclaration.objects.create(
        request=request, person=actor, source=ConflictDeclaration.Source.DECLARED, at=at
    )
    if request.approvals.filter(approver=actor, request_version=request.version).exists():
        request.version += 1
        request.save(update_fields=["version"])
    _steps.note_it(request=request, action="stand_aside", actor=actor, at=at)


@transaction.atomic
def ask_for_more(*, actor: Person, request_id: UUID, seen_version: int, question: str, at: datetime) -> Request:
    """Ask the person one question; the clock stops until they answer. Asking the same twice is harmless.

    Raises ``Refused``, :class:`AlreadyDecided` or :class:`ChangedSince`.
    """
    waiting = _steps.locked(request_id)
    if waiting.stage == Stage.NEEDS_INFO and waiting.question == question.strip():
        return waiting
    request = _to_decide(actor, request_id, seen_version)
    _steps.move(
        request=request, action=Action.ASK, actor=actor, at=at, note=question.strip(), question=question.strip()
    )
    write_to_requester(request=request, kind=letters.NEED_MORE, at=at, dedup=f"question:{request.steps.count()}")
    return request


@transaction.atomic
def approve(
    *, actor: Person, request_id: UUID, seen_version: int, amount_cents: int, criteria: Iterable[str], at: datetime
) -> Request:
    """Say yes to an amount. The second yes by another member reserves the lower of both amounts.

    Saying the same again is harmless; another amount replaces the first while the request is open. Raises
    ``Refused``, :class:`NotAllMet`, :class:`AlreadyDecided`, :class:`ChangedSince`, ``caps.Unfit`` for an amount that
    passes a cap, and ``ledger.NotEnoughMoney``.
    """
    ticked = sorted(set(criteria) & set(Criterion))
    if _said_before(actor, request_id, seen_version, decision="approve", amount_cents=amount_cents):
        return _steps.locked(request_id)
    request = _to_decide(actor, request_id, seen_version)
    if not rules.all_met(ticked):
        raise NotAllMet
    # All approvals of a fund wait for each other here, so that neither money nor caps can be promised twice.
    ledger.lock_accounts(request.fund_id)
    most = caps.most(request)
    if not 0 < amount_cents <= most:
        raise caps.Unfit("amount", committee.most_sentence(most))
    _keep_vote(
        request, actor, at, decision=Approval.Decision.APPROVE, amount_cents=amount_cents, denial_reason="", note="",
        criteria=dict.fromkeys(ticked, True),
    )  # fmt: skip
    return _settle(request, actor, at)


@transaction.atomic
def deny(
    *,
    actor: Person,
    request_id: UUID,
    seen_version: int,
    reason: DenialReason,
    note: str,
    criteria: Iterable[str],
    at: datetime,
) -> Request:
    """Say no, with a reason and what would change it. The second no by another member closes the request.

    Saying the same again is harmless. Raises ``Refused``, :class:`AlreadyDecided` or :class:`ChangedSince`.
    """
    if _said_before(actor, request_id, seen_version, decision="deny", denial_reason=reason):
        return _steps.locked(request_id)
    request = _to_decide(actor, request_id, seen_version)
    ticked = sorted(set(criteria) & set(Criterion))
    _keep_vote(
        request, actor, at, decision=Approval.Decision.DENY, amount_cents=None, denial_reason=reason,
        note=note.strip(), criteria={point: point in ticked for point in Criterion},
    )  # fmt: skip
    return _settle(request, actor, at)


def _said_before(actor: Person, request_id: UUID, seen_version: int, **same: object) -> bool:
    return Approval.objects.filter(request=request_id, approver=actor, request_version=seen_version, **same).exists()


def _keep_vote(request: Request, actor: Person, at: datetime, **values: object) -> None:
    """Write the decision down; a member's earlier one on this version is replaced, and both stay in the audit."""
    Approval.objects.update_or_create(
        request=request, approver=actor, request_version=request.version,
        defaults={"at": at, **values}, create_defaults={"at": at, "requester": request.requester, **values},
    )  # fmt: skip
    data = {"decision": values["decision"], "version": request.version, "cents": values["amount_cents"]}
    _steps.note_it(request=request, action="decide", actor=actor, at=at, data=data)
    if request.stage == Stage.SUBMITTED:
        _steps.move(request=request, action=Action.START_REVIEW, actor=actor, at=at)


def _settle(request: Request, actor: Person, at: datetime) -> Request:
    """Take the step that two equal decisions allow."""
    kept = list(request.approvals.filter(request_version=request.version).order_by("at", "pk"))
    votes = [rules.Vote(vote.approver_id, vote.decision == "approve", vote.amount_cents or 0) for vote in kept]
    outcome = rules.outcome(votes)
    if outcome is Outcome.APPROVED:
        _award(request, rules.award(votes), actor, at)
    elif outcome is Outcome.DENIED:
        _refuse(request, [vote for vote in kept if vote.decision == "deny"], actor, at)
    return request


def _award(request: Request, cents: int, actor: Person, at: datetime) -> None:
    steps.after(request.stage, Action.APPROVE)
    ledger.post(
        fund_id=request.fund_id, memo=Memo.RESERVE, cents=cents, at=at, actor=actor, request=request,
        dedup_key=f"reserve:{request.pk}:{request.version}",
    )  # fmt: skip
    _steps.move(request=request, action=Action.APPROVE, actor=actor, at=at, approved_cents=cents, decided_at=at)
    write_to_requester(request=request, kind=letters.APPROVED, at=at, dedup=f"approved:{request.version}")


def _refuse(request: Request, noes: list[Approval], actor: Person, at: datetime) -> None:
    note = "\n\n".join(dict.fromkeys(vote.note for vote in noes if vote.note))
    _steps.move(
        request=request, action=Action.DENY, actor=actor, at=at, denial_reason=noes[-1].denial_reason,
        denial_note=note, decided_at=at,
    )  # fmt: skip
    write_to_requester(request=request, kind=letters.DENIED, at=at, dedup=f"denied:{request.version}")
