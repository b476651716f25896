"""The questions of the check before an application, and what can come of asking a person about it."""

from django.utils.translation import gettext_lazy as _

from recruitment.models.wording import Words
from recruitment.rules.eligibility import Check, Outcome

CHECK_LABELS: dict[Check, Words] = {
    Check.EARLY_CAREER: _("Are you early in your career, or glad to take an entry-level position?"),
    Check.WORK_AUTHORIZATION: _("May you work in the United States for the whole two years?"),
    Check.TWO_YEARS: _("Can you stay for two years, full time?"),
    Check.TRAVEL: _("Do you have a reliable way to get to where a placement needs you to be?"),
    Check.SOCIAL_WORKER: _("Are you a licensed social worker?"),
    Check.LAW_DEGREE: _("Do you hold a law degree?"),
}
OUTCOME_LABELS: dict[Outcome, Words] = {
    Outcome.CAN_APPLY: _("They can apply; I told them how"),
    Outcome.CANNOT: _("They can’t apply this time; I told them why"),
    Outcome.NOT_REACHED: _("I could not reach them"),
}
