"""The dates of a cycle, by kind; dates are rows, never columns."""

from enum import StrEnum


class MilestoneKind(StrEnum):
    """What happens at the moment; the order is that of a year."""

    APPLICATIONS_OPEN = "applications_open"
    APPLICATIONS_CLOSE = "applications_close"
    REVIEW_DUE = "review_due"
    INTERVIEWS_FROM = "interviews_from"
    INTERVIEWS_TO = "interviews_to"
    HEAR_BY = "hear_by"
    OFFERS_BY = "offers_by"
    RANKING_OPENS = "ranking_opens"
    RANKING_CLOSES = "ranking_closes"
    PLACEMENTS_PUBLISHED = "placements_published"
    TRAINING_STARTS = "training_starts"
    DAY_ONE = "day_one"
