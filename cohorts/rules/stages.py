"""The lives of a fellow, a matching run and a placement, as tables."""

from enum import StrEnum

from fellowship.rules.stages import StageTable, Step


class FellowStage(StrEnum):
    """Where a fellow stands in the cohort."""

    READY = "ready"
    PLACED = "placed"
    ACTIVE = "active"
    LEFT = "left"


class RunStage(StrEnum):
    """Where a matching run stands; ``solving`` has inputs and seed but no outcome yet.

    ``infeasible`` means that no plan meets all the rules; there is nothing to move or to publish.
    """

    SOLVING = "solving"
    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"
    INFEASIBLE = "infeasible"


class PlacementStage(StrEnum):
    """Where a placement stands; ``paused`` is a leave, ``cancelled`` means it was taken back before it began."""

    PLANNED = "planned"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    CANCELLED = "cancelled"


LIVE_PLACEMENTS = (PlacementStage.PLANNED, PlacementStage.ACTIVE, PlacementStage.PAUSED)
BEGUN_PLACEMENTS = (PlacementStage.ACTIVE, PlacementStage.PAUSED)

FELLOW = StageTable(
    [
        Step(FellowStage.READY, "place", FellowStage.PLACED),
        Step(FellowStage.PLACED, "unplace", FellowStage.READY),
        Step(FellowStage.PLACED, "start", FellowStage.ACTIVE),
        Step(FellowStage.READY, "leave", FellowStage.LEFT),
        Step(FellowStage.PLACED, "leave", FellowStage.LEFT),
        Step(FellowStage.ACTIVE, "leave", FellowStage.LEFT),
    ]
)

RUN = StageTable(
    [
        Step(RunStage.SOLVING, "finish", RunStage.DRAFT),
        Step(RunStage.SOLVING, "give_up", RunStage.INFEASIBLE),
        Step(RunStage.SOLVING, "discard", RunStage.DISCARDED),
        Step(RunStage.INFEASIBLE, "discard", RunStage.DISCARDED),
        Step(RunStage.DRAFT, "publish", RunStage.PUBLISHED),
        Step(RunStage.DRAFT, "discard", RunStage.DISCARDED),
        Step(RunStage.PUBLISHED, "unpublish", RunStage.DRAFT),
    ]
)

PLACEMENT = StageTable(
    [
        Step(PlacementStage.PLANNED, "start", PlacementStage.ACTIVE),
        Step(PlacementStage.PLANNED, "cancel", PlacementStage.CANCELLED),
        Step(PlacementStage.PLANNED, "end", PlacementStage.ENDED),
        Step(PlacementStage.ACTIVE, "pause", PlacementStage.PAUSED),
        Step(PlacementStage.PAUSED, "resume", PlacementStage.ACTIVE),
        Step(PlacementStage.ACTIVE, "end", PlacementStage.ENDED),
        Step(PlacementStage.PAUSED, "end", PlacementStage.ENDED),
    ]
)
