"""What the committee sees: requests without a name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from cohorts.queries.placements import current_placement
from fellowship.access import visible
from fellowship.design.wording import money_in_words
from fellowship.models import Person
from hardship_fund.models import Approval, Request
from hardship_fund.queries import caps, mine
from hardship_fund.rules import blind as rules
from hardship_fund.rules import days

DECIDE = "hardship_fund.decide"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One request that waits, as much as the list shows."""

    id: UUID
    reference: str
    category: str
    amount_cents: int
    needed_by: date
    due_at: datetime
    is_late: bool
    decisions: int
    my_decision: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the person showed or said, without what gives them away."""

    kind: str
    file_id: UUID | None
    text: str
    is_picture: bool
    number: int


@dataclass(frozen=True, slots=True)
class MyVote:
    """What the member decided on this version."""

    decision: str
    amount_cents: int | None
    at: datetime
    denial_reason: str


@dataclass(frozen=True, slots=True)
class BlindRequest:
    """The card of a request: an allow-list. Name, office, address and payee are not in it."""

    id: UUID
    version: int
    reference: str
    category: str
    examples: str
    amount_cents: int
    most_cents: int
    event_on: date
    needed_by: date
    is_fast: bool
    due_at: datetime
    is_late: bool
    story: str
    question: str
    shown: tuple[Said, ...]
    others: int
    mine: MyVote | None
    was_changed: bool


def most_sentence(cents: int) -> Text:
    """Why an amount is too high, in words for the form."""
    if cents <= 0:
        return _("Nothing more can be approved here: the limit for 12 months is reached.")
    return format_lazy(_("Enter {most} or less: that is what was asked for and the limits allow."),
                       most=money_in_words(cents, whole=True))  # fmt: skip


def waiting(person: Person, at: datetime) -> tuple[QueueRow, ...]:
    """What waits for a member, what they have not decided yet first, then the soonest due; one query."""
    now = Q(approvals__request_version=F("version"))
    my_own = Approval.objects.filter(request=OuterRef("pk"), approver=person, request_version=OuterRef("version"))
    rows = (
        visible(person, DECIDE)
        .select_related("category")
        .annotate(decisions=Count("approvals", filter=now), my_decision=Subquery(my_own.values("decision")[:1]))
        .order_by("answer_due_at", "pk")
    )
    found = [_queue_row(row, at) for row in rows]
    return tuple(sorted(found, key=lambda row: bool(row.my_decision)))


def _queue_row(row: Request, at: datetime) -> QueueRow:
    due = row.answer_due_at or at
    return QueueRow(
        id=row.pk, reference=row.reference or "", category=row.category.title if row.category else "",
        amount_cents=row.amount_cents or 0, needed_by=row.needed_by or at.date(), due_at=due, is_late=due < at,
        decisions=getattr(row, "decisions", 0), my_decision=getattr(row, "my_decision", "") or "",
    )  # fmt: skip


def to_decide(person: Person, request_id: UUID) -> Request:
    """A request a member may decide on, or a 404."""
    rows = visible(person, DECIDE).select_related("fund", "category", "requester")
    found: Request = get_object_or_404(rows, pk=request_id)
    return found


def blind(request: Request, *, actor: Person, at: datetime) -> BlindRequest:
    """The card of a request for one member. A colleague's decision is only counted, never shown."""
    clean = _Cleaner(request, at)
    votes = list(request.approvals.filter(request_version=request.version))
    own = next((vote for vote in votes if vote.approver_id == actor.pk), None)
    due = request.answer_due_at or at
    category = request.category
    sent_on = days.local_day(request.submitted_at or at, request.requester.time_zone)
    return BlindRequest(
        id=request.pk, version=request.version, reference=request.reference or "",
        category=category.title if category else "", examples=category.examples if category else "",
        amount_cents=request.amount_cents or 0, most_cents=caps.most(request),
        event_on=request.event_on or sent_on, needed_by=request.needed_by or sent_on,
        is_fast=caps.is_fast(request, sent_on=sent_on), due_at=due, is_late=due < at, story=clean(request.story),
        question=clean(request.question),
        shown=tuple(
            Said(thing.kind, thing.file_id, clean(thing.text), thing.is_picture, thing.number)
            for thing in mine.shown(request)
        ),
        others=sum(vote.approver_id != actor.pk for vote in votes),
        mine=MyVote(own.decision, own.amount_cents, own.at, own.denial_reason) if own else None,
        was_changed=request.version > 1,
    )  # fmt: skip


class _Cleaner:
    """Takes out of any text what is known about the person who asks."""

    def __init__(self, request: Request, at: datetime) -> None:
        """Gather names and workplaces once."""
        person = request.requester
        place = current_placement(person, at.date())
        self.names = [name for name in (person.name, person.called) if name]
        self.workplaces = [place.office_name] if place else []
        grants = person.role_grants.filter(office__isnull=False).select_related("office")
        self.workplaces += [grant.office.name for grant in grants if grant.office]
        self.names += [place.supervisor_name] if place and place.supervisor_name else []

    def __call__(self, text: str) -> str:
        """The text without them."""
        return rules.redact(text, names=self.names, workplaces=self.workplaces)
