"""Who may do what in recruitment: the applicant's part and the manager's, then selection."""

from recruitment.access import applicant, deciding, forms, selection

__all__ = ["applicant", "deciding", "forms", "selection"]
