"""Office hours, workshops and panels: who is asked, who has a place, when to remind. Never part of a decision."""

from datetime import datetime, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step
from recruitment.rules.stages import CLOSED_STAGES, Stage

REMIND_BEFORE = timedelta(hours=24)
SHORTEST_MINUTES, LONGEST_MINUTES = 15, 480
MOST_PLACES = 1000


class EventKind(StrEnum):
    """What kind of gathering it is."""

    OFFICE_HOURS = "office_hours"
    WORKSHOP = "workshop"
    ADVOCATE_PANEL = "advocate_panel"
    SUPERVISORS_PANEL = "supervisors_panel"


class Audience(StrEnum):
    """Who is asked to come."""

    EVERYONE = "everyone"
    APPLICANTS = "applicants"
    INVITED = "invited"
    CHOSEN = "chosen"


_INVITED = frozenset({Stage.INTERVIEW, Stage.OFFERED, Stage.ACCEPTED, Stage.FINALIST, Stage.PLACED})
# The stages of an application in the event's cycle that open it; everyone needs none.
STAGES_OF: dict[Audience, frozenset[Stage]] = {
    Audience.APPLICANTS: frozenset(Stage) - frozenset(CLOSED_STAGES),
    Audience.INVITED: _INVITED,
    Audience.CHOSEN: _INVITED - {Stage.INTERVIEW},
}


class SignupStage(StrEnum):
    """Whether somebody has a place."""

    GOING = "going"
    WAITING = "waiting"
    CANCELLED = "cancelled"


SIGNUPS = StageTable(
    [
        Step(SignupStage.CANCELLED, "join", SignupStage.GOING),
        Step(SignupStage.CANCELLED, "wait", SignupStage.WAITING),
        Step(SignupStage.WAITING, "promote", SignupStage.GOING),
        Step(SignupStage.GOING, "leave", SignupStage.CANCELLED),
        Step(SignupStage.WAITING, "leave", SignupStage.CANCELLED),
    ]
)


def is_asked(audience: str, stages: frozenset[str]) -> bool:
    """Whether a person whose applications stand at these stages is asked to come."""
    return audience == Audience.EVERYONE or bool(STAGES_OF[Audience(audience)] & stages)


def free_places(capacity: int, going: int) -> int:
    """How many places are left, never less than none."""
    return max(capacity - going, 0)


def can_sign_up(*, starts_at: datetime, is_cancelled: bool, at: datetime) -> bool:
    """Whether one can still sign up or give a place back: until it begins."""
    return not is_cancelled and at < starts_at


def is_reminder_due(*, starts_at: datetime, at: datetime) -> bool:
    """Whether those who have a place are reminded now: within the last day before it begins."""
    return starts_at - REMIND_BEFORE <= at < starts_at


def can_mark(*, starts_at: datetime, is_cancelled: bool, at: datetime) -> bool:
    """Whether one can note who came: from the beginning on."""
    return not is_cancelled and at >= starts_at
