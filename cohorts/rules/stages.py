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
    """Where a matching run stands; ``solving`` has inputs and seed but no outcome yet."""

    SOLVING = "solving"
    DRAFT = "draft"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class PlacementStage(StrEnum):
    """Where a placement stands; ``cancelled`` means it was taken back before it began."""

    PLANNED = "planned"
    ACTIVE = "active"
    ENDED = "ended"
    CANCELLED = "cancelled"


LIVE_PLACEMENTS = (PlacementStage.PLANNED, PlacementStage.ACTIVE)

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
        Step(RunStage.SOLVING, "discard", RunStage.DISCARDED),
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
        Step(PlacementStage.ACTIVE, "end", PlacementStage.ENDED),
    ]
)
