"""The recruitment app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    """Cycles, openings, applications, blind review, interviews, offers and fair chance."""

    name = "recruitment"
    verbose_name = _("Recruitment")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        _connect_applications()


def _connect_applications() -> None:
    """The applicant's side and the pipeline: access, letters, files, work, next steps, cards, navigation."""
    from fellowship.queries import home, next_steps  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415
    from fellowship.rules import files, jobs, letters  # noqa: PLC0415
    from recruitment import access, receivers  # noqa: F401, PLC0415
    from recruitment.queries import home_cards, to_do  # noqa: PLC0415
    from recruitment.rules.letters import KINDS  # noqa: PLC0415

    for kind in KINDS:
        letters.register(kind)
    files.register(
        files.FilePurpose(
            key="recruitment.answer", kinds=frozenset({"pdf", "docx", "image"}),
            read_permission="recruitment.read_answer_file",
        )  # fmt: skip
    )
    files.register(files.FilePurpose(key="recruitment.export", kinds=frozenset()))
    jobs.register("recruitment.export", "recruitment.tasks.run_export")
    next_steps.register(to_do.for_applicant)
    next_steps.register(to_do.for_manager)
    home.register(home_cards.cards)
    register(
        NavItem("my", _("Your application"), "recruitment_mine", "recruitment.apply", weight=20),
        NavItem("staff", _("Applications"), "recruitment_pipeline", "recruitment.see_pipeline", weight=20),
    )
