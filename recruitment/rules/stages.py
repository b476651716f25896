"""The life of an application as a table of ``(stage, action) → stage``."""

from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class Stage(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    INTERVIEW = "interview"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    FINALIST = "finalist"
    PLACED = "placed"
    DECLINED = "declined"
    OFFER_DECLINED = "offer_declined"
    OFFER_LAPSED = "offer_lapsed"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    """What moves an application on."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    START_REVIEW = "start_review"
    DECLINE = "decline"
    INVITE = "invite"
    WAITLIST = "waitlist"
    OFFER = "offer"
    ACCEPT = "accept"
    TURN_DOWN = "turn_down"
    LAPSE = "lapse"
    RETRACT = "retract"
    CLEAR = "clear"
    PLACE = "place"
    UNPLACE = "unplace"
    REOPEN = "reopen"


TABLE = StageTable(
    [
        Step(Stage.DRAFT, Action.SUBMIT, Stage.SUBMITTED),
        Step(Stage.DRAFT, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.SUBMITTED, Action.START_REVIEW, Stage.IN_REVIEW),
        Step(Stage.SUBMITTED, Action.DECLINE, Stage.DECLINED),
        Step(Stage.SUBMITTED, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.IN_REVIEW, Action.INVITE, Stage.INTERVIEW),
        Step(Stage.IN_REVIEW, Action.WAITLIST, Stage.WAITLISTED),
        Step(Stage.IN_REVIEW, Action.DECLINE, Stage.DECLINED),
        Step(Stage.IN_REVIEW, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.INTERVIEW, Action.OFFER, Stage.OFFERED),
        Step(Stage.INTERVIEW, Action.WAITLIST, Stage.WAITLISTED),
        Step(Stage.INTERVIEW, Action.DECLINE, Stage.DECLINED),
        Step(Stage.INTERVIEW, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.WAITLISTED, Action.INVITE, Stage.INTERVIEW),
        Step(Stage.WAITLISTED, Action.OFFER, Stage.OFFERED),
        Step(Stage.WAITLISTED, Action.DECLINE, Stage.DECLINED),
        Step(Stage.WAITLISTED, Action.REOPEN, Stage.IN_REVIEW),
        Step(Stage.WAITLISTED, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.OFFERED, Action.ACCEPT, Stage.ACCEPTED),
        Step(Stage.OFFERED, Action.TURN_DOWN, Stage.OFFER_DECLINED),
        Step(Stage.OFFERED, Action.LAPSE, Stage.OFFER_LAPSED),
        Step(Stage.OFFERED, Action.RETRACT, Stage.INTERVIEW),
        Step(Stage.OFFERED, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.ACCEPTED, Action.CLEAR, Stage.FINALIST),
        Step(Stage.ACCEPTED, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.FINALIST, Action.PLACE, Stage.PLACED),
        Step(Stage.FINALIST, Action.WITHDRAW, Stage.WITHDRAWN),
        Step(Stage.PLACED, Action.UNPLACE, Stage.FINALIST),
        Step(Stage.DECLINED, Action.REOPEN, Stage.IN_REVIEW),
    ]
)

OPEN_STAGES: tuple[Stage, ...] = (
    Stage.SUBMITTED, Stage.IN_REVIEW, Stage.INTERVIEW, Stage.WAITLISTED, Stage.OFFERED, Stage.ACCEPTED, Stage.FINALIST,
    Stage.PLACED,
)  # fmt: skip
CLOSED_STAGES: tuple[Stage, ...] = (Stage.DECLINED, Stage.OFFER_DECLINED, Stage.OFFER_LAPSED, Stage.WITHDRAWN)

# Who takes a step. The rest (accept, turn down, lapse, clear, place, unplace) belongs to the offer, to the
# fair-chance case and to placement: their services ask their own permission and then come through the door.
APPLICANT_ACTIONS: frozenset[Action] = frozenset({Action.SUBMIT, Action.WITHDRAW})
MANAGER_ACTIONS: frozenset[Action] = frozenset(
    {
        Action.START_REVIEW,
        Action.DECLINE,
        Action.INVITE,
        Action.WAITLIST,
        Action.OFFER,
        Action.RETRACT,
        Action.REOPEN,
    }
)


def names_who(action: str, before: str) -> bool:
    """Whether the audit names who took a step.

    An accepted offer ends in the same way whether the applicant withdrew or a fair-chance case was not cleared. Only
    its officers know which: the trail outside the case names nobody, and the case's own rows say what is true.
    """
    return not (action == Action.WITHDRAW and before == Stage.ACCEPTED)
