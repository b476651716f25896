"""The cohorts app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CohortsConfig(AppConfig):
    """Cohorts, seats, both sides' lists, explainable matching and placements."""

    name = "cohorts"
    verbose_name = _("Cohorts")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        from cohorts import access, receivers  # noqa: F401, PLC0415  (apps must be ready)
        from cohorts.queries import home, own_data  # noqa: PLC0415
        from cohorts.rules import change_letters, letters, offer_letters  # noqa: PLC0415
        from cohorts.services import erasing  # noqa: PLC0415
        from cohorts.services.runs import JOB_KIND  # noqa: PLC0415
        from fellowship.rules import jobs as job_rules  # noqa: PLC0415
        from fellowship.rules import letters as letter_rules  # noqa: PLC0415
        from fellowship.rules import schedules  # noqa: PLC0415
        from recruitment.queries.own_data import register_bond, register_part  # noqa: PLC0415
        from recruitment.rules.requests import Hindrance  # noqa: PLC0415
        from recruitment.services.own_data import register_eraser  # noqa: PLC0415

        for kind in (*letters.KINDS, *change_letters.KINDS, *offer_letters.KINDS):
            letter_rules.register(kind)
        job_rules.register(JOB_KIND, "cohorts.tasks.solve_run")
        schedules.register("cohorts: placements begin and end", "cohorts.tasks.settle_due_placements", minutes=60)
        schedules.register("cohorts: letters of placements", "cohorts.tasks.release_due_letters", minutes=5)
        schedules.register("cohorts: changes take effect", "cohorts.tasks.settle_due_changes", minutes=60)
        schedules.register("cohorts: offers of seats lapse", "cohorts.tasks.lapse_seat_offers", minutes=15)
        home.connect()
        register_part("fellowships", own_data.part)
        register_bond(Hindrance.PLACEMENT, own_data.is_bound)
        register_eraser("cohorts", erasing.erase)
