"""Cohorts, seats, lists, matching runs and placements."""

from cohorts.models.changes import ChangeRequest, PlacementChange
from cohorts.models.cohorts import Cohort, Employer, Funding, OfficesRank, OfficeTerms, RegionCap, Seat
from cohorts.models.fellows import (
    Conflict,
    ConflictKind,
    ConflictSide,
    Couple,
    Fellow,
    FellowRanking,
    Lock,
    OfficeRanking,
    PartnerWish,
    RankingSheet,
    RegionRanking,
)
from cohorts.models.host import InterviewFeedback, Meeting, OfficeCommitment
from cohorts.models.imports import ListImport
from cohorts.models.placements import Placement, PlacementStep
from cohorts.models.runs import MatchRun, RunMove
from cohorts.models.seat_offers import SeatOffer

__all__ = [
    "ChangeRequest",
    "Cohort",
    "Conflict",
    "ConflictKind",
    "ConflictSide",
    "Couple",
    "Employer",
    "Fellow",
    "FellowRanking",
    "Funding",
    "InterviewFeedback",
    "ListImport",
    "Lock",
    "MatchRun",
    "Meeting",
    "OfficeCommitment",
    "OfficeRanking",
    "OfficeTerms",
    "OfficesRank",
    "PartnerWish",
    "Placement",
    "PlacementChange",
    "PlacementStep",
    "RankingSheet",
    "RegionCap",
    "RegionRanking",
    "RunMove",
    "Seat",
    "SeatOffer",
]
