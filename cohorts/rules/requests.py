"""What people ask a program manager about a placement, and what an office promises for a year."""

from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class AskKind(StrEnum):
    """What is asked. ``may_end`` is a quiet word: it starts the search for another seat before anything ends."""

    MAY_END = "may_end"
    EXTEND = "extend"
    LEAVE = "leave"
    SUPERVISOR = "supervisor"
    END = "end"
    OTHER = "other"


class AskStage(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


ASK = StageTable(
    [
        Step(AskStage.OPEN, "agree", AskStage.AGREED),
        Step(AskStage.OPEN, "decline", AskStage.DECLINED),
        Step(AskStage.OPEN, "withdraw", AskStage.WITHDRAWN),
    ]
)


class Promise(StrEnum):
    """One thing an office commits to for the year."""

    SEATS = "seats"
    SUPERVISOR = "supervisor"
    DESK = "desk"
    START = "start"
    PAY = "pay"
    TRAINING = "training"


class Impression(StrEnum):
    """How an office feels about a finalist after meeting them."""

    STRONG = "strong"
    GOOD = "good"
    UNSURE = "unsure"
