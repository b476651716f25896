"""Cohorts, seats, lists, matching runs and placements."""

from cohorts.models.cohorts import Cohort, Employer, Funding, OfficeTerms, Seat
from cohorts.models.fellows import (
    Conflict,
    Couple,
    Fellow,
    FellowRanking,
    Lock,
    OfficeRanking,
    RankingSheet,
)
from cohorts.models.placements import Placement, PlacementStep
from cohorts.models.runs import MatchRun, RunMove

__all__ = [
    "Cohort",
    "Conflict",
    "Couple",
    "Employer",
    "Fellow",
    "FellowRanking",
    "Funding",
    "Lock",
    "MatchRun",
    "OfficeRanking",
    "OfficeTerms",
    "Placement",
    "PlacementStep",
    "RankingSheet",
    "RunMove",
    "Seat",
]
