"""What the fund keeps about a person that is theirs to have; whether a request binds them; and what a law keeps."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fellowship.models import Person
from hardship_fund.models import Disbursement, Evidence, Request
from hardship_fund.rules.stages import OPEN, PAID, Stage


def part(person: Person) -> list[dict[str, Any]]:
    """The person's requests with what they wrote, showed and got; three queries.

    Who decided, and what the committee wrote for itself, is not theirs.
    """
    requests = list(
        Request.objects.filter(requester=person).select_related("fund", "category").order_by("started_at", "pk")
    )
    shown: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in Evidence.objects.filter(request__in=requests).select_related("file").order_by("added_at", "pk"):
        file = row.file.name if row.file else ""
        shown[row.request_id].append({"kind": row.kind, "text": row.text, "file": file, "added_at": row.added_at})
    paid: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for payment in Disbursement.objects.filter(request__in=requests).order_by("started_at", "pk"):
        paid[payment.request_id].append(
            {"cents": payment.amount_cents, "stage": payment.stage, "finished_at": payment.finished_at}
        )
    return [
        {
            "reference": row.reference, "fund": row.fund.name, "stage": row.stage,
            "category": row.category.label if row.category else None, "cents": row.amount_cents,
            "needed_by": row.needed_by, "event_on": row.event_on, "story": row.story, "pay_to": row.payee,
            "question_to_you": row.question, "submitted_at": row.submitted_at, "decided_at": row.decided_at,
            "approved_cents": row.approved_cents, "denial_reason": row.denial_reason, "denial_note": row.denial_note,
            "shown": shown[row.pk], "payments": paid[row.pk],
        }
        for row in requests
    ]  # fmt: skip


def is_bound(person: Person) -> bool:
    """Whether a request that was sent is still open; one query. A draft binds nobody."""
    return Request.objects.filter(requester=person, stage__in=OPEN).exclude(stage=Stage.DRAFT).exists()


def kept(person: Person) -> Iterator[Promise]:
    """What stays of requests after deletion, in sentences for the person; one query."""
    stages = set(Request.objects.filter(requester=person).values_list("stage", flat=True))
    if stages - {Stage.DRAFT}:
        yield _("For help you asked the fund for: reference, kind, amount and dates, in its books, without your name.")
    if stages & set(PAID):
        yield _(
            "For help that was paid: whom we paid and the receipt, for seven years, readable only by the treasurer. "
            "Tax rules on gifts to people ask for that (26 CFR 1.6001-1, Rev. Rul. 56-304)."
        )
