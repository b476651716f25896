"""The life of a one-on-one and of an agenda item."""

from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class MeetingStage(StrEnum):
    """Where a one-on-one stands."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


_PLANNED = MeetingStage.PLANNED

meetings = StageTable(
    (
        Step(_PLANNED, "move", _PLANNED),
        Step(_PLANNED, "hold", MeetingStage.HELD),
        Step(_PLANNED, "miss", MeetingStage.MISSED),
        Step(_PLANNED, "cancel", MeetingStage.CANCELLED),
    )
)


class AgendaState(StrEnum):
    """Where an agenda item stands. A carried item lives on as its copy on the next agenda."""

    OPEN = "open"
    DISCUSSED = "discussed"
    CARRIED = "carried"


items = StageTable(
    (
        Step(AgendaState.OPEN, "discuss", AgendaState.DISCUSSED),
        Step(AgendaState.OPEN, "carry", AgendaState.CARRIED),
        Step(AgendaState.DISCUSSED, "reopen", AgendaState.OPEN),
    )
)


class Audience(StrEnum):
    """Who reads an agenda item or a note: both people, or its author alone."""

    SHARED = "shared"
    PRIVATE = "private"
