"""Every cell of stage × action × part, made from the table: what it allows happens, everything else is refused."""

import pytest

from fellowship.access import Refused
from fellowship.rules.refusals import Conflict, NotAllowed
from hardship_fund.models import Disbursement
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


@pytest.mark.parametrize(("stage", "action", "part"), CELLS)
def test_a_cell(clock, stage, action, part):
    cast = make.make_cast()
    request = make.make_at(cast, stage)
    if (stage, action) == (Stage.IN_REVIEW, Action.DENY):
        make.say_no(cast.third, request)  # beside samuel's yes: the next vote settles it
    actor = {Part.REQUESTER: cast.advocate, Part.COMMITTEE: cast.grace, Part.TREASURER: cast.tomas}[part]
    allowed = steps.allows(stage, action) and part in PART_OF[action]
    before = request.stage
    try:
        ACTS[action](actor, request)
    except (NotAllowed, Refused, Conflict):
        request.refresh_from_db()
        assert request.stage == before
        assert not allowed
        return
    request.refresh_from_db()
    if allowed:
        assert request.stage == steps.after(stage, action)
    elif stage == Stage.SUBMITTED and part == Part.COMMITTEE and action in VOTES:
        assert request.stage == Stage.IN_REVIEW
    else:  # said again what was done already: a friendly nothing
        assert request.stage == before
