"""Every cell of stage × action × part, made from the table: what it allows happens, everything else is refused."""

import pytest
from django.db import transaction

from fellowship.access import Refused
from fellowship.rules.refusals import Conflict, NotAllowed
from hardship_fund.models import Disbursement, Request
from hardship_fund.rules.stages import PART_OF, Action, Part, Stage, steps
from hardship_fund.services import asking, deciding, following, paying
from tests.factories import hardship as make
from tests.factories.hardship import AT

pytestmark = pytest.mark.django_db


def _payment(request):
    return Disbursement.objects.filter(request=request).values_list("pk", flat=True).order_by("-started_at").first()


def _with_payment(request, act):
    """A payment that was never begun can't be confirmed: there is nothing to name."""
    payment = _payment(request)
    if payment is None:
        raise NotAllowed(request.stage, "no payment")
    return act(payment)


def _vote(actor, request, act):
    return act(actor=actor, request_id=request.pk, seen_version=request.version, at=AT)


ACTS = {
    Action.SUBMIT: lambda a, r: asking.submit_request(actor=a, request_id=r.pk, at=AT),
    Action.WITHDRAW: lambda a, r: following.withdraw_request(actor=a, request_id=r.pk, at=AT),
    Action.ANSWER: lambda a, r: following.answer_question(actor=a, request_id=r.pk, text="Bay Motors", at=AT),
    Action.CHANGE: lambda a, r: following.change_request(
        actor=a, request_id=r.pk, amount_cents=700_00, payee=make.OTHER_PAYEE, at=AT
    ),
    Action.CLOSE: lambda a, r: following.close_request(actor=a, request_id=r.pk, at=AT),
    Action.ASK: lambda a, r: deciding.ask_for_more(
        actor=a, request_id=r.pk, seen_version=r.version, question="Since when?", at=AT
    ),
    Action.START_REVIEW: make.say_yes,
    Action.APPROVE: make.say_yes,
    Action.DENY: make.say_no,
    Action.PAY: lambda a, r: paying.start_payment(
        actor=a, request_id=r.pk, seen_version=r.version, key="another", at=AT
    ),
    Action.CONFIRM: lambda a, r: _with_payment(
        r, lambda p: paying.confirm_payment(actor=a, payment_id=p, reference="Check 7", at=AT)
    ),
    Action.FAIL: lambda a, r: _with_payment(
        r, lambda p: paying.fail_payment(actor=a, payment_id=p, reason="Lost", at=AT)
    ),
    Action.RETRY: lambda a, r: paying.retry_payment(actor=a, request_id=r.pk, at=AT),
}
# A vote is one act with several outcomes: on a submitted request the first vote starts the review, whichever it is.
VOTES = (Action.APPROVE, Action.DENY)
CELLS = [
    (stage, action, part)
    for stage in Stage
    for action in Action
    for part in Part
    if (stage, action) != (Stage.IN_REVIEW, Action.START_REVIEW)
]


def is_as_the_table_says(cast, request, stage, action, part):
    """Try the act of one cell, and tell whether what became of the request is what the table says."""
    actor = {Part.REQUESTER: cast.advocate, Part.COMMITTEE: cast.grace, Part.TREASURER: cast.tomas}[part]
    allowed = steps.allows(stage, action) and part in PART_OF[action]
    try:
        ACTS[action](actor, request)
    except (NotAllowed, Refused, Conflict):
        request.refresh_from_db()
        return request.stage == stage and not allowed
    request.refresh_from_db()
    if allowed:
        return request.stage == steps.after(stage, action)
    if stage == Stage.SUBMITTED and part == Part.COMMITTEE and action in VOTES:
        return request.stage == Stage.IN_REVIEW
    return request.stage == stage  # said again what was done already: a friendly nothing


@pytest.mark.parametrize("stage", Stage)
def test_the_cells_of_a_stage(clock, stage):
    cast = make.make_cast()
    there = make.make_at(cast, stage)
    assert there.stage == stage
    wrong = []
    for action, part in ((action, part) for of, action, part in CELLS if of == stage):
        with transaction.atomic():  # each cell starts from the same request, and is undone
            request = Request.objects.get(pk=there.pk)
            if (stage, action) == (Stage.IN_REVIEW, Action.DENY):
                make.say_no(cast.third, request)  # beside samuel's yes: the next vote settles it
            if not is_as_the_table_says(cast, request, stage, action, part):
                wrong.append((action, part, request.stage))
            transaction.set_rollback(True)
    assert wrong == []
