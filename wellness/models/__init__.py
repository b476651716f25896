"""The tables of wellness; for now coaching."""

from wellness.models.coaching import (
    ActionItem,
    AgendaItem,
    CoachingRelationship,
    Note,
    OneOnOne,
    OneOnOneStep,
)

__all__ = ["ActionItem", "AgendaItem", "CoachingRelationship", "Note", "OneOnOne", "OneOnOneStep"]
