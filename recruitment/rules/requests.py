"""What an applicant may ask for: more time, an accommodation, to have their data deleted; and how each is settled."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from fellowship.rules.stages import StageTable, Step
from recruitment.rules.stages import Stage

# More time can be asked for until so long after the deadline: what keeps people from writing also keeps them from us.
ASK_AFTER_CLOSING = timedelta(days=7)
LONGEST_EXTENSION = timedelta(days=60)
# 29 CFR 1602.14: records of hiring are kept for one year from making the record or from the decision.
LAW_KEEPS = timedelta(days=365)


class TimeStage(StrEnum):
    """Where a request for more time stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


TIME = StageTable(
    [
        Step(TimeStage.ASKED, "grant", TimeStage.GRANTED),
        Step(TimeStage.ASKED, "refuse", TimeStage.REFUSED),
    ]
)


class AccommodationStage(StrEnum):
    """Where a request for an accommodation stands."""

    ASKED = "asked"
    ARRANGED = "arranged"
    NOT_POSSIBLE = "not_possible"
    TAKEN_BACK = "taken_back"


ACCOMMODATIONS = StageTable(
    [
        Step(AccommodationStage.ASKED, "arrange", AccommodationStage.ARRANGED),
        Step(AccommodationStage.ASKED, "say_no", AccommodationStage.NOT_POSSIBLE),
        Step(AccommodationStage.ASKED, "take_back", AccommodationStage.TAKEN_BACK),
        Step(AccommodationStage.ARRANGED, "arrange", AccommodationStage.ARRANGED),
        Step(AccommodationStage.ARRANGED, "take_back", AccommodationStage.TAKEN_BACK),
        Step(AccommodationStage.NOT_POSSIBLE, "arrange", AccommodationStage.ARRANGED),
    ]
)


class ErasureStage(StrEnum):
    """Where a request to delete a person's data stands."""

    ASKED = "asked"
    DONE = "done"
    PUT_OFF = "put_off"


ERASURES = StageTable(
    [
        Step(ErasureStage.ASKED, "erase", ErasureStage.DONE),
        Step(ErasureStage.ASKED, "put_off", ErasureStage.PUT_OFF),
        Step(ErasureStage.PUT_OFF, "erase", ErasureStage.DONE),
    ]
)
# An application at one of these has promises on both sides: nothing is deleted while it stands there.
PROMISED: frozenset[Stage] = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.FINALIST})
# The address of somebody whose data was deleted ends so; nothing is ever sent there (RFC 2606).


class Hindrance(StrEnum):
    """Why data can't be deleted without a person of the program."""

    PROMISES = "promises"
    CASE = "case"
    ROLE = "role"
    PLACEMENT = "placement"
    MONEY = "money"
    WAS_PLACED = "was_placed"


# Where only this stands in the way a person looks, and may delete.
LOOKED_AT = frozenset({Hindrance.WAS_PLACED})


def hindrances(*, stages: Iterable[str], has_open_case: bool, has_role: bool) -> tuple[Hindrance, ...]:
    """What keeps the data of a person from being deleted at once, as far as applications and roles say."""
    found = []
    known = {Stage(stage) for stage in stages}
    if PROMISED & known:
        found.append(Hindrance.PROMISES)
    if has_open_case:
        found.append(Hindrance.CASE)
    if has_role:
        found.append(Hindrance.ROLE)
    if Stage.PLACED in known:
        found.append(Hindrance.WAS_PLACED)
    return tuple(found)


def personal_deadline(closes_at: datetime | None, extended_until: datetime | None) -> datetime | None:
    """When applications close for one person: more time never shortens it."""
    if closes_at is None or extended_until is None:
        return closes_at
    return max(closes_at, extended_until)


def may_ask_for_time(*, closes_at: datetime | None, at: datetime) -> bool:
    """Whether more time can be asked for: while a deadline lies ahead or only just behind."""
    return closes_at is not None and at < closes_at + ASK_AFTER_CLOSING


def is_fit_deadline(*, until: datetime, closes_at: datetime, at: datetime) -> bool:
    """Whether a personal deadline gives more time, and no more than :data:`LONGEST_EXTENSION`."""
    return max(closes_at, at) < until <= closes_at + LONGEST_EXTENSION
