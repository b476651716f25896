"""What managers have beside the list: saved views, the board, numbers, imports."""

from django.utils.translation import gettext_lazy as _


def connect() -> None:
    """Declare the work of the clock, and say in plain words what the audit trail calls by its code."""
    from fellowship.rules import schedules  # noqa: PLC0415  (apps must be ready)
    from fellowship.rules.audit import describe  # noqa: PLC0415

    schedules.register("recruitment: fold the tally of stages", "recruitment.tasks.fold_stage_tally", minutes=10)
    describe("recruitment.save_view", _("Saved a view of the applications"))
    describe("recruitment.change_view", _("Changed a view of the applications"))
    describe("recruitment.delete_view", _("Deleted a view of the applications"))
