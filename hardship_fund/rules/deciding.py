"""Two people decide: what they look at, when a decision stands, and why a no is a no."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

NEEDED = 2


class Criterion(StrEnum):
    """What each member looks at. All of them are objective: two readers should agree."""

    COVERED = "covered"
    NEEDED_NOW = "needed_now"
    AMOUNT_FITS = "amount_fits"
    SHOWN = "shown"


class DenialReason(StrEnum):
    """Why the fund can't help. Each has words that say so, and what would change it."""

    NOT_COVERED = "not_covered"
    NOT_SHOWN = "not_shown"
    OTHER_HELP = "other_help"
    ALREADY_MET = "already_met"
    CAP_REACHED = "cap_reached"
    NO_MONEY = "no_money"


@dataclass(frozen=True, slots=True)
class Vote:
    """One member's decision on the present version. ``cents`` is set with a yes."""

    approver_id: UUID
    approves: bool
    cents: int = 0


class Outcome(StrEnum):
    """Where the votes stand."""

    OPEN = "open"
    APPROVED = "approved"
    DENIED = "denied"


def outcome(votes: Iterable[Vote]) -> Outcome:
    """Approved or denied as soon as two different people say the same; open until then.

    One yes and one no stay open: a third member decides, or one of the two changes their mind.
    """
    by_person = {vote.approver_id: vote.approves for vote in votes}
    yes = sum(by_person.values())
    if yes >= NEEDED:
        return Outcome.APPROVED
    return Outcome.DENIED if len(by_person) - yes >= NEEDED else Outcome.OPEN


def award(votes: Iterable[Vote]) -> int:
    """The lower of the two amounts that were approved, in cents; raises ``ValueError`` without two yeses."""
    amounts = [vote.cents for vote in votes if vote.approves]
    if len(amounts) < NEEDED:
        message = "an award needs two approvals"
        raise ValueError(message)
    return min(amounts)


def all_met(criteria: Iterable[str]) -> bool:
    """Whether every criterion was ticked."""
    return set(Criterion) <= set(criteria)
