"""Who may do what in recruitment: the applicant's part and the manager's, then selection."""

from recruitment.access import (
    applicant,
    assigning,
    deciding,
    eligibility,
    equal_opportunity,
    events,
    fair_chance_notices,
    forms,
    imports,
    interviews,
    labels,
    law,
    requests,
    retention,
    saved_views,
    selection,
)

__all__ = [
    "applicant",
    "assigning",
    "deciding",
    "eligibility",
    "equal_opportunity",
    "events",
    "fair_chance_notices",
    "forms",
    "imports",
    "interviews",
    "labels",
    "law",
    "requests",
    "retention",
    "saved_views",
    "selection",
]
