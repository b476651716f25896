"""Whether a person can apply, and if not, why: asked before an account, never about a record, a car or a license."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """One yes-or-no question of the check."""

    EARLY_CAREER = "early_career"
    WORK_AUTHORIZATION = "work_authorization"
    TWO_YEARS = "two_years"
    TRAVEL = "travel"
    SOCIAL_WORKER = "social_worker"
    LAW_DEGREE = "law_degree"


class Outcome(StrEnum):
    """How asking a person about the check ended."""

    CAN_APPLY = "can_apply"
    CANNOT = "cannot"
    NOT_REACHED = "not_reached"


# The answer with which a person can apply.
WANTED: Mapping[Check, bool] = {
    Check.EARLY_CAREER: True,
    Check.WORK_AUTHORIZATION: True,
    Check.TWO_YEARS: True,
    Check.TRAVEL: True,
    Check.SOCIAL_WORKER: False,
    Check.LAW_DEGREE: False,
}


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The outcome: whether one can apply, and the questions that stand in the way."""

    reasons: tuple[Check, ...] = ()

    @property
    def may_apply(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.reasons


def judge(answers: Mapping[str, object]) -> Eligibility:
    """Judge the answers; one that is missing stands in the way like a wrong one."""
    return Eligibility(tuple(check for check, wanted in WANTED.items() if answers.get(check) is not wanted))
