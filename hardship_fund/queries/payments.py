"""What the treasurer sees: whom to pay and how much, never why."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from fellowship.access import visible
from fellowship.models import Person
from hardship_fund.models import Disbursement, Request
from hardship_fund.queries import words
from hardship_fund.rules.payee import Payee, payee_from
from hardship_fund.rules.stages import Stage

PAY = "hardship_fund.pay"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One request to pay, as much as the list shows: no name and no reason."""

    id: UUID
    reference: str
    cents: int
    needed_by: date
    approved_at: datetime
    stage: str
    label: Text
    kind: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One payment begun, paid or failed."""

    id: UUID
    stage: str
    reference: str
    failure: str
    started_at: datetime
    finished_at: datetime | None
    receipt_id: UUID | None


@dataclass(frozen=True, slots=True)
class PaymentCard:
    """Everything the treasurer needs to pay one request."""

    id: UUID
    version: int
    reference: str
    cents: int
    stage: str
    label: Text
    kind: str
    needed_by: date
    approved_at: datetime
    payee: Payee | None
    attempts: tuple[Attempt, ...]
    live: Attempt | None


KIND = {Stage.APPROVED: "yours", Stage.PAYING: "act", Stage.FAILED: "bad", Stage.PAID: "good"}


def to_pay(person: Person, request_id: UUID) -> Request:
    """A request a treasurer may pay, or a 404."""
    rows = visible(person, PAY).select_related("fund", "requester")
    found: Request = get_object_or_404(rows, pk=request_id)
    return found


def waiting(person: Person) -> tuple[PaymentRow, ...]:
    """What waits for the treasurer: approved, begun or failed, the oldest decision first; one query."""
    return _rows(person, [Stage.APPROVED, Stage.PAYING, Stage.FAILED], "decided_at")


def lately_paid(person: Person, count: int = 10) -> tuple[PaymentRow, ...]:
    """What was paid last; one query."""
    return _rows(person, [Stage.PAID], "-decided_at")[:count]


def _rows(person: Person, stages: list[Stage], order: str) -> tuple[PaymentRow, ...]:
    rows = visible(person, PAY).filter(stage__in=stages).order_by(order, "pk")
    return tuple(
        PaymentRow(
            id=row.pk, reference=row.reference or "", cents=row.approved_cents or 0,
            needed_by=row.needed_by, approved_at=row.decided_at, stage=row.stage,
            label=words.STAGE[row.stage].staff, kind=KIND[Stage(row.stage)],
        )
        for row in rows
    )  # fmt: skip


def card(request: Request) -> PaymentCard:
    """The card of a request for the treasurer."""
    attempts = tuple(_attempt(row) for row in request.disbursements.order_by("-started_at", "pk"))
    return PaymentCard(
        id=request.pk, version=request.version, reference=request.reference or "", cents=request.approved_cents or 0,
        stage=request.stage, label=words.STAGE[request.stage].staff, kind=KIND[Stage(request.stage)],
        needed_by=request.needed_by or request.started_at.date(),
        approved_at=request.decided_at or request.started_at, payee=payee_from(request.payee), attempts=attempts,
        live=next((attempt for attempt in attempts if attempt.stage != "failed"), None),
    )  # fmt: skip


def _attempt(row: Disbursement) -> Attempt:
    return Attempt(row.pk, row.stage, row.reference, row.failure, row.started_at, row.finished_at, row.receipt_id)
