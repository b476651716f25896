"""The life of a request and of a payment, as tables.

Who takes a step is written beside it: the person who asks, a member of the committee, the treasurer,
or the program itself as the consequence of somebody's decision. An appeal will hang on ``denied``.
"""

from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class Stage(StrEnum):
    """Where a request stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NEEDS_INFO = "needs_info"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PAYING = "paying"
    PAID = "paid"
    FAILED = "failed"
    CLOSED = "closed"
    DENIED = "denied"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What can be done with a request."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    START_REVIEW = "start_review"
    ASK = "ask"
    ANSWER = "answer"
    CHANGE = "change"
    APPROVE = "approve"
    DENY = "deny"
    PAY = "pay"
    CONFIRM = "confirm"
    FAIL = "fail"
    RETRY = "retry"
    CLOSE = "close"


class Part(StrEnum):
    """Who takes a step."""

    REQUESTER = "requester"
    COMMITTEE = "committee"
    TREASURER = "treasurer"


PART_OF: dict[Action, frozenset[Part]] = {
    Action.SUBMIT: frozenset({Part.REQUESTER}),
    Action.WITHDRAW: frozenset({Part.REQUESTER}),
    Action.START_REVIEW: frozenset({Part.COMMITTEE}),
    Action.ASK: frozenset({Part.COMMITTEE}),
    Action.ANSWER: frozenset({Part.REQUESTER}),
    Action.CHANGE: frozenset({Part.REQUESTER}),
    Action.APPROVE: frozenset({Part.COMMITTEE}),
    Action.DENY: frozenset({Part.COMMITTEE}),
    Action.PAY: frozenset({Part.TREASURER}),
    Action.CONFIRM: frozenset({Part.TREASURER}),
    Action.FAIL: frozenset({Part.TREASURER}),
    Action.RETRY: frozenset({Part.TREASURER}),
    Action.CLOSE: frozenset({Part.REQUESTER}),
}

_S, _A = Stage, Action

steps = StageTable(
    (
        Step(_S.DRAFT, _A.SUBMIT, _S.SUBMITTED),
        Step(_S.DRAFT, _A.WITHDRAW, _S.WITHDRAWN),
        Step(_S.SUBMITTED, _A.START_REVIEW, _S.IN_REVIEW),
        Step(_S.SUBMITTED, _A.ASK, _S.NEEDS_INFO),
        Step(_S.SUBMITTED, _A.CHANGE, _S.SUBMITTED),
        Step(_S.SUBMITTED, _A.WITHDRAW, _S.WITHDRAWN),
        Step(_S.NEEDS_INFO, _A.ANSWER, _S.SUBMITTED),
        Step(_S.NEEDS_INFO, _A.CHANGE, _S.NEEDS_INFO),
        Step(_S.NEEDS_INFO, _A.WITHDRAW, _S.WITHDRAWN),
        Step(_S.IN_REVIEW, _A.ASK, _S.NEEDS_INFO),
        Step(_S.IN_REVIEW, _A.APPROVE, _S.APPROVED),
        Step(_S.IN_REVIEW, _A.DENY, _S.DENIED),
        Step(_S.IN_REVIEW, _A.CHANGE, _S.SUBMITTED),
        Step(_S.IN_REVIEW, _A.WITHDRAW, _S.WITHDRAWN),
        Step(_S.APPROVED, _A.PAY, _S.PAYING),
        Step(_S.APPROVED, _A.CHANGE, _S.SUBMITTED),
        Step(_S.APPROVED, _A.WITHDRAW, _S.WITHDRAWN),
        Step(_S.PAYING, _A.CONFIRM, _S.PAID),
        Step(_S.PAYING, _A.FAIL, _S.FAILED),
        Step(_S.PAID, _A.FAIL, _S.FAILED),
        Step(_S.PAID, _A.CLOSE, _S.CLOSED),
        Step(_S.FAILED, _A.RETRY, _S.APPROVED),
        Step(_S.FAILED, _A.CHANGE, _S.SUBMITTED),
        Step(_S.FAILED, _A.WITHDRAW, _S.WITHDRAWN),
    )
)

TO_DECIDE = (Stage.SUBMITTED, Stage.IN_REVIEW)
TO_PAY = (Stage.APPROVED, Stage.PAYING, Stage.FAILED)
HOLDS_MONEY = (Stage.APPROVED, Stage.PAYING, Stage.FAILED)
COUNTS_TOWARD_CAP = (Stage.APPROVED, Stage.PAYING, Stage.FAILED, Stage.PAID, Stage.CLOSED)
PAID = (Stage.PAID, Stage.CLOSED)
OPEN = (
    Stage.DRAFT, Stage.SUBMITTED, Stage.NEEDS_INFO, Stage.IN_REVIEW, Stage.APPROVED, Stage.PAYING, Stage.FAILED,
)  # fmt: skip


class PaymentStage(StrEnum):
    """Where a payment stands."""

    PAYING = "paying"
    PAID = "paid"
    FAILED = "failed"


payment_steps = StageTable(
    (
        Step(PaymentStage.PAYING, "confirm", PaymentStage.PAID),
        Step(PaymentStage.PAYING, "fail", PaymentStage.FAILED),
        Step(PaymentStage.PAID, "fail", PaymentStage.FAILED),
    )
)
