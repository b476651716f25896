"""The voluntary questions: one's own data, the clock's work, the next step, navigation, words for the audit."""

from django.utils.translation import gettext_lazy as _

from fellowship.queries import next_steps
from fellowship.queries.navigation import NavItem, register
from fellowship.rules import audit, confidential, schedules
from recruitment.queries import equal_opportunity, own_data
from recruitment.services import equal_opportunity as services
from recruitment.services.own_data import register_eraser


def connect() -> None:
    """Make everything known."""
    # Not even administrators learn from the audit trail who came to these questions.
    confidential.register(app_label="equal_opportunity", letter_prefix=services.CONFIDENTIAL)
    own_data.register_part("voluntary_answers", equal_opportunity.own_part)
    register_eraser("voluntary_answers", services.erase_answers)
    schedules.register(
        "recruitment: report on equal opportunity", "recruitment.tasks.publish_equal_opportunity", cron="50 4 * * *"
    )
    next_steps.register(equal_opportunity.for_applicant)
    register(
        NavItem(
            "staff", _("Equal opportunity"), "recruitment_equal_reports", "recruitment.see_equal_opportunity_report",
            weight=60,
        )
    )  # fmt: skip
    for action, words in {
        "settle_equal_opportunity": _("Answered or skipped the voluntary questions"),
        "count_equal_opportunity": _("Counted the voluntary answers of a cycle"),
        "publish_equal_opportunity": _("Made a report on equal opportunity"),
        "read_equal_opportunity": _("Read a report on equal opportunity"),
        "export_equal_opportunity": _("Exported a report on equal opportunity"),
    }.items():
        audit.describe(f"recruitment.{action}", words)
