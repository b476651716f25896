"""The tables of recruitment."""

from recruitment.models.applications import (
    Answer,
    Application,
    OfficeChoice,
    SearchWord,
    SpokenLanguage,
    StageChange,
)
from recruitment.models.assigning import (
    AssigningRule,
    AssigningRun,
    DeclaredConflict,
    GivenRead,
    ReviewerProfile,
)
from recruitment.models.calibration import (
    CalibrationMark,
    CalibrationRead,
    CalibrationRound,
    CalibrationSample,
    ExtraRead,
)
from recruitment.models.case_papers import CaseFile, CasePaper, Enclosure
from recruitment.models.cycle import Cycle, Milestone, Opening
from recruitment.models.deciding import PendingDecision, WaitlistPlace
from recruitment.models.eligibility import EligibilityQuestion
from recruitment.models.equal_opportunity import (
    EqualOpportunityAnswers,
    EqualOpportunityReport,
    EqualOpportunitySettings,
    ReportedCycle,
)
from recruitment.models.events import Event, EventSignup
from recruitment.models.fair_chance import CaseStep, FairChanceCase
from recruitment.models.fair_chance_law import LawExemption, LawStep, LawText
from recruitment.models.fair_chance_life import CaseEscalation, CaseHandOver, CaseLateWord, DeletionReceipt, LegalHold
from recruitment.models.fair_chance_path import (
    CaseAssessment,
    CaseDelivery,
    CaseDispute,
    CaseNotice,
    CaseRecord,
    CaseRequest,
    CaseResponse,
)
from recruitment.models.forms import ApplicationForm, FormVersion, Question
from recruitment.models.imports import ImportBatch, ImportRow
from recruitment.models.interview_calendar import CalendarFeed, EndedBooking
from recruitment.models.interview_rounds import InterviewKit, InterviewRound, KitQuestion, RoundInvitation
from recruitment.models.interviews import InterviewSlot, Scorecard, ScorecardMark
from recruitment.models.keep_posted import KeepPosted
from recruitment.models.labels import ApplicationLabel, BulkChange, Label
from recruitment.models.offers import Offer, OfferQuestion, OfferTimeRequest
from recruitment.models.question_exceptions import QuestionException
from recruitment.models.reading import Abstention, DocumentText, PacketSnapshot, ReadDraft, ReviewPhase
from recruitment.models.recommendations import Recommendation
from recruitment.models.requests import AccommodationRequest, ErasureRequest, MoreTime
from recruitment.models.review import (
    ClearedAnswer,
    Criterion,
    ReviewAssignment,
    Rubric,
    Score,
)
from recruitment.models.saved_views import SavedView
from recruitment.models.search_texts import SearchText
from recruitment.models.stage_tally import StageTally

__all__ = [
    "Abstention",
    "AccommodationRequest",
    "Answer",
    "Application",
    "ApplicationForm",
    "ApplicationLabel",
    "AssigningRule",
    "AssigningRun",
    "BulkChange",
    "CalendarFeed",
    "CalibrationMark",
    "CalibrationRead",
    "CalibrationRound",
    "CalibrationSample",
    "CaseAssessment",
    "CaseDelivery",
    "CaseDispute",
    "CaseEscalation",
    "CaseFile",
    "CaseHandOver",
    "CaseLateWord",
    "CaseNotice",
    "CasePaper",
    "CaseRecord",
    "CaseRequest",
    "CaseResponse",
    "CaseStep",
    "ClearedAnswer",
    "Criterion",
    "Cycle",
    "DeclaredConflict",
    "DeletionReceipt",
    "DocumentText",
    "EligibilityQuestion",
    "Enclosure",
    "EndedBooking",
    "EqualOpportunityAnswers",
    "EqualOpportunityReport",
    "EqualOpportunitySettings",
    "ErasureRequest",
    "Event",
    "EventSignup",
    "ExtraRead",
    "FairChanceCase",
    "FormVersion",
    "GivenRead",
    "ImportBatch",
    "ImportRow",
    "InterviewKit",
    "InterviewRound",
    "InterviewSlot",
    "KeepPosted",
    "KitQuestion",
    "Label",
    "LawExemption",
    "LawStep",
    "LawText",
    "LegalHold",
    "Milestone",
    "MoreTime",
    "Offer",
    "OfferQuestion",
    "OfferTimeRequest",
    "OfficeChoice",
    "Opening",
    "PacketSnapshot",
    "PendingDecision",
    "Question",
    "QuestionException",
    "ReadDraft",
    "Recommendation",
    "ReportedCycle",
    "ReviewAssignment",
    "ReviewPhase",
    "ReviewerProfile",
    "RoundInvitation",
    "Rubric",
    "SavedView",
    "Score",
    "Scorecard",
    "ScorecardMark",
    "SearchText",
    "SearchWord",
    "SpokenLanguage",
    "StageChange",
    "StageTally",
    "WaitlistPlace",
]
