"""What there is to do about money help, for each part; shown to that person only."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fellowship.access import funds_of, has_role, visible
from fellowship.models import Person
from fellowship.queries.home import HomeCard
from fellowship.queries.next_steps import NextStep, Urgency, urgency_of
from fellowship.rules.roles import Role
from hardship_fund.models import Request
from hardship_fund.queries import committee, payments
from hardship_fund.rules.stages import Stage

MINE = (Stage.DRAFT, Stage.NEEDS_INFO, Stage.FAILED, Stage.PAID)


def next_steps(person: Person, at: datetime) -> Iterable[NextStep]:
    """What waits for a person; no query for whoever has no part in the fund."""
    yield from _of_requester(person)
    if funds_of(person, Role.FUND_COMMITTEE):
        yield from _of_committee(person, at)
    if funds_of(person, Role.TREASURER):
        yield from _of_treasurer(person)


def _of_requester(person: Person) -> Iterable[NextStep]:
    if not has_role(person, Role.ADVOCATE):
        return
    for request in visible(person, "hardship_fund.see_own").filter(stage__in=MINE).order_by("started_at", "pk"):
        yield _step_of(request)


def _step_of(request: Request) -> NextStep:
    tracker = reverse("hardship_request", args=[request.pk])
    if request.stage == Stage.DRAFT:
        return NextStep(
            _("Finish your request for money help"), reverse("hardship_check", args=[request.pk]),
            why=_("Nobody sees it until you send it."),
        )  # fmt: skip
    if request.stage == Stage.NEEDS_INFO:
        return NextStep(
            _("Answer a question about your request"), reverse("hardship_answer", args=[request.pk]), Urgency.TODAY,
            why=_("The reading waits for your answer."),
        )  # fmt: skip
    if request.stage == Stage.FAILED:
        return NextStep(
            _("Check where the money should go"), tracker, Urgency.TODAY, why=_("A payment to you did not arrive.")
        )
    return NextStep(_("Say whether the money arrived"), tracker, Urgency.WHEN_YOU_CAN)


def _of_committee(person: Person, at: datetime) -> Iterable[NextStep]:
    open_ones = [row for row in committee.waiting(person, at) if not row.my_decision]
    if not open_ones:
        return
    due = min(row.due_at for row in open_ones)
    count = len(open_ones)
    title = ngettext("Decide on %(count)d request", "Decide on %(count)d requests", count) % {"count": count}
    yield NextStep(title, reverse("hardship_queue"), urgency_of(due, at), due_at=due, area="staff")


def _of_treasurer(person: Person) -> Iterable[NextStep]:
    rows = payments.waiting(person)
    if not rows:
        return
    title = ngettext("Send %(count)d payment", "Send %(count)d payments", len(rows)) % {"count": len(rows)}
    yield NextStep(title, reverse("hardship_payments"), Urgency.TODAY, area="staff")


def cards(person: Person, at: datetime) -> Iterable[HomeCard]:
    """The card on an advocate's home."""
    if has_role(person, Role.ADVOCATE):
        yield HomeCard(
            _("Money trouble?"),
            _("Rent, a car, a bill, a death: the fund helps, usually within two days. Your office is never told."),
            reverse("hardship_home"),
            _("Ask for money help"),
            weight=70,
        )
