"""What belongs to building forms: exceptions of fair-chance officers."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Name the acts of the audit trail, the officer's work and their entry in the navigation."""
    from fellowship.queries import next_steps  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415
    from fellowship.rules.audit import describe  # noqa: PLC0415
    from recruitment.queries import form_checks  # noqa: PLC0415

    describe("recruitment.allow_question", _("Allowed a question that the check of forms had refused"))
    next_steps.register(form_checks.for_officer)
    register(NavItem("staff", _("Form checks"), "recruitment_form_checks", "recruitment.allow_question", weight=28))
