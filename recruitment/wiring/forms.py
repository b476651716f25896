"""What belongs to forms: exceptions of fair-chance officers, questions before applying, answers used again."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Name the acts of the audit trail, the officer's work and their entry in the navigation."""
    from fellowship.queries import next_steps  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415
    from fellowship.rules import schedules  # noqa: PLC0415
    from fellowship.rules.audit import describe  # noqa: PLC0415
    from recruitment.queries import eligibility, form_checks  # noqa: PLC0415

    describe("recruitment.allow_question", _("Allowed a question that the check of forms had refused"))
    describe("recruitment.answer_eligibility", _("Answered a question about who can apply"))
    describe("recruitment.reuse_answers", _("Used the answers of an earlier application again"))
    schedules.register("recruitment: forget questions", "recruitment.tasks.forget_questions", minutes=24 * 60)
    next_steps.register(form_checks.for_officer)
    next_steps.register(eligibility.for_manager)
    register(
        NavItem("staff", _("Form checks"), "recruitment_form_checks", "recruitment.allow_question", weight=28),
        NavItem("staff", _("Requests"), "recruitment_asked", "recruitment.answer_eligibility", weight=27),
    )
