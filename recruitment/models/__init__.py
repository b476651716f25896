"""The tables of recruitment."""

from recruitment.models.applications import (
    Answer,
    Application,
    OfficeChoice,
    SearchWord,
    SpokenLanguage,
    StageChange,
)
from recruitment.models.cycle import Cycle, Milestone, Opening
from recruitment.models.forms import ApplicationForm, FormVersion, Question

__all__ = [
    "Answer",
    "Application",
    "ApplicationForm",
    "Cycle",
    "FormVersion",
    "Milestone",
    "OfficeChoice",
    "Opening",
    "Question",
    "SearchWord",
    "SpokenLanguage",
    "StageChange",
]
