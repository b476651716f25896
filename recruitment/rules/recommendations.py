"""Letters of recommendation: their life, how often we write for one, and until when one can be written.

Whoever decides reads them; those who score packets without names never do, since a recommendation names the person.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step

MOST_ASKED = 5
MOST_WORDS = 700
# A recommendation may come in this long after the applicant's own deadline.
GRACE = timedelta(days=7)
# The applicant may ask us to send the letter again, this often and no sooner.
MOST_SENT = 4
RESEND_AFTER = timedelta(hours=24)
# Our own reminders: so many, so long after the last letter; sooner when the time is nearly over.
MOST_REMINDERS = 2
REMIND_AFTER = timedelta(days=7)
LAST_CALL = timedelta(days=3)


class RecommendationStage(StrEnum):
    """Where a recommendation stands. The applicant only ever learns whether it was received."""

    INVITED = "invited"
    RECEIVED = "received"
    DECLINED = "declined"
    CANCELLED = "cancelled"


RECOMMENDATIONS = StageTable(
    [
        Step(RecommendationStage.INVITED, "receive", RecommendationStage.RECEIVED),
        Step(RecommendationStage.INVITED, "decline", RecommendationStage.DECLINED),
        Step(RecommendationStage.INVITED, "cancel", RecommendationStage.CANCELLED),
        Step(RecommendationStage.DECLINED, "resume", RecommendationStage.INVITED),
        Step(RecommendationStage.DECLINED, "cancel", RecommendationStage.CANCELLED),
    ]
)
# What counts toward the number a person may ask for.
ASKED = (RecommendationStage.INVITED, RecommendationStage.RECEIVED, RecommendationStage.DECLINED)


class LinkState(StrEnum):
    """What the link in the letter leads to."""

    OPEN = "open"
    DECLINED = "declined"
    RECEIVED = "received"
    EXPIRED = "expired"
    TAKEN_BACK = "taken_back"


def link_state(*, stage: str, nonce_fits: bool, expires_at: datetime, at: datetime) -> LinkState:
    """What one finds behind a link; taken back comes before over, and received stays received."""
    if not nonce_fits or stage == RecommendationStage.CANCELLED:
        return LinkState.TAKEN_BACK
    if stage == RecommendationStage.RECEIVED:
        return LinkState.RECEIVED
    if at >= expires_at:
        return LinkState.EXPIRED
    return LinkState.DECLINED if stage == RecommendationStage.DECLINED else LinkState.OPEN


def may_send_again(*, stage: str, times_sent: int, last_sent_at: datetime, expires_at: datetime, at: datetime) -> bool:
    """Whether the applicant may have the letter sent again now; one that was turned down looks no different."""
    waiting = stage in (RecommendationStage.INVITED, RecommendationStage.DECLINED)
    return waiting and times_sent < MOST_SENT and at >= last_sent_at + RESEND_AFTER and at < expires_at


def is_reminder_due(*, stage: str, reminders: int, last_sent_at: datetime, expires_at: datetime, at: datetime) -> bool:
    """Whether we remind the recommender now: never after an answer, and at most :data:`MOST_REMINDERS` times."""
    if stage != RecommendationStage.INVITED or reminders >= MOST_REMINDERS or at >= expires_at:
        return False
    quiet = at - last_sent_at
    return quiet >= REMIND_AFTER or (expires_at - at <= LAST_CALL and quiet >= LAST_CALL)
