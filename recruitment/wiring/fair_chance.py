"""The path of a fair-chance case: what the audit calls its steps, and what one's own copy of data holds of it."""

from django.utils.translation import gettext_lazy as _

from fellowship.queries.navigation import NavItem, register
from fellowship.rules import audit, letters, schedules
from recruitment.models.fair_chance_wording import PATH_STEPS, TOLD
from recruitment.models.law_wording import LAW_STEPS
from recruitment.queries import case_retention, fair_chance_path
from recruitment.queries.own_data import register_keeper, register_part
from recruitment.rules import fair_chance_watch_letters
from recruitment.rules.fair_chance_talk_letters import TALK
from recruitment.services import fair_chance_retention
from recruitment.services.own_data import register_eraser


def connect() -> None:
    """Make it known."""
    for action, sentence in PATH_STEPS.items():
        audit.describe(f"recruitment.case_{action}", sentence, told=action in TOLD)
    audit.describe("recruitment.case_escalate", _("A day of a fair-chance case came near or passed"), told=False)
    for kind in (*fair_chance_watch_letters.KINDS, TALK):
        letters.register(kind)
    audit.describe("recruitment.delete_case_papers", _("Deleted papers of closed fair-chance cases"))
    audit.describe("recruitment.keep_case_papers", _("Kept the papers of a closed fair-chance case, as its law asks"))
    register_keeper("fair_chance", case_retention.kept_after_deletion)
    register_eraser("fair_chance", fair_chance_retention.keep_papers)
    schedules.register(
        "recruitment: delete papers of closed cases", "recruitment.tasks.delete_case_papers", cron="45 4 * * *"
    )
    schedules.register(
        "recruitment: look after fair-chance cases", "recruitment.tasks.look_after_cases", cron="15 5 * * *"
    )
    for action, sentence in LAW_STEPS.items():
        audit.describe(f"recruitment.law_{action}", sentence, told=False)
    register_part("fair_chance", fair_chance_path.own_part)
    register(
        NavItem(
            "staff", _("Fair-chance laws"), "recruitment_laws", "recruitment.see_law", weight=30, group=_("Selection")
        )
    )
