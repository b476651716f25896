"""The dates of a cycle, by kind; dates are rows, never columns."""

from collections.abc import Mapping
from datetime import datetime
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
    WAITLIST_CLOSES = "waitlist_closes"
    RANKING_OPENS = "ranking_opens"
    RANKING_CLOSES = "ranking_closes"
    PLACEMENTS_PUBLISHED = "placements_published"
    TRAINING_STARTS = "training_starts"
    DAY_ONE = "day_one"


# Pairs that must come in this order where both dates are set.
ORDER: tuple[tuple[MilestoneKind, MilestoneKind], ...] = (
    (MilestoneKind.APPLICATIONS_OPEN, MilestoneKind.APPLICATIONS_CLOSE),
    (MilestoneKind.APPLICATIONS_CLOSE, MilestoneKind.REVIEW_DUE),
    (MilestoneKind.INTERVIEWS_FROM, MilestoneKind.INTERVIEWS_TO),
    (MilestoneKind.APPLICATIONS_CLOSE, MilestoneKind.HEAR_BY),
    (MilestoneKind.HEAR_BY, MilestoneKind.WAITLIST_CLOSES),
    (MilestoneKind.RANKING_OPENS, MilestoneKind.RANKING_CLOSES),
    (MilestoneKind.RANKING_CLOSES, MilestoneKind.PLACEMENTS_PUBLISHED),
    (MilestoneKind.TRAINING_STARTS, MilestoneKind.DAY_ONE),
)


def dates_out_of_order(dates: Mapping[str, datetime]) -> tuple[tuple[MilestoneKind, MilestoneKind], ...]:
    """The pairs of dates whose second does not come after their first; missing dates are passed over."""
    return tuple(
        (first, second)
        for first, second in ORDER
        if first in dates and second in dates and dates[second] <= dates[first]
    )
