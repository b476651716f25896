"""The recruitment app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    """Cycles, openings, applications, blind review, interviews, offers and fair chance."""

    name = "recruitment"
    verbose_name = _("Recruitment")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        from recruitment.wiring import (  # noqa: PLC0415  (apps must be ready)
            assigning,
            deciding,
            equality,
            fair_chance,
            fair_chance_notices,
            forms,
            interviews,
            managing,
            volunteered,
        )

        _connect_applications()
        _describe_actions()
        _connect_selection()
        assigning.connect()
        forms.connect()
        deciding.connect()
        fair_chance.connect()
        managing.connect()
        _connect_circle()
        interviews.connect()
        volunteered.connect()
        equality.connect()
        fair_chance_notices.connect()


def _connect_applications() -> None:
    """The applicant's side and the pipeline: access, letters, files, work, next steps, cards, navigation."""
    from fellowship.queries import home, next_steps, setup  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415
    from fellowship.rules import files, jobs, letters  # noqa: PLC0415
    from recruitment import access, receivers  # noqa: F401, PLC0415
    from recruitment.queries import home_cards, set_up, to_do  # noqa: PLC0415
    from recruitment.rules.letters import KINDS  # noqa: PLC0415

    for kind in KINDS:
        letters.register(kind)
    files.register(
        files.FilePurpose(
            key="recruitment.answer",
            kinds=frozenset({"pdf", "docx", "image"}),
            read_permission="recruitment.read_answer_file",
        )
    )
    files.register(files.FilePurpose(key="recruitment.export", kinds=frozenset()))
    jobs.register("recruitment.export", "recruitment.tasks.run_export")
    next_steps.register(to_do.for_applicant)
    next_steps.register(to_do.for_manager)
    home.register(home_cards.cards)
    setup.register(set_up.checks)
    selection = _("Selection")
    register(
        NavItem("my", _("Your application"), "recruitment_mine", "recruitment.apply", weight=20),
        NavItem("staff", _("Applications"), "recruitment_pipeline", "recruitment.see_pipeline", 20, group=selection),
    )


def _describe_actions() -> None:
    """Say in plain words what the audit trail calls by its code. No step is told to the person ahead of its letter."""
    from fellowship.rules.audit import describe  # noqa: PLC0415  (apps must be ready)
    from recruitment.models.wording import ACTION_LABELS  # noqa: PLC0415

    # Of a withdrawal after an accepted offer the trail says what happened, and of nobody that they did it.
    for action, label in ACTION_LABELS.items():
        describe(f"recruitment.{action}", label, told=False, nobody=_("Not named") if action == "withdraw" else "")
    describe("recruitment.start", _("Began an application"))
    describe("recruitment.assign_owner", _("Gave an application an owner"), told=False)
    describe("recruitment.publish_form", _("Published an application form"))
    describe("recruitment.new_form_version", _("Began a new version of an application form"))


def _connect_selection() -> None:
    """Review, interviews, offers and fair chance: letters, files, the clock's work, next steps, navigation."""
    from fellowship.queries import home, next_steps  # noqa: PLC0415  (apps must be ready)
    from fellowship.queries.navigation import NavItem, register  # noqa: PLC0415
    from fellowship.rules import audit, confidential, files, letters, schedules  # noqa: PLC0415
    from fellowship.rules.roles import Role  # noqa: PLC0415
    from recruitment.models import selection_wording as words  # noqa: PLC0415
    from recruitment.queries import selection_cards, selection_to_do  # noqa: PLC0415
    from recruitment.rules.selection_letters import KINDS  # noqa: PLC0415

    for kind in KINDS:
        letters.register(kind)
    files.register(
        files.FilePurpose(key="recruitment.offer", kinds=frozenset(), read_permission="recruitment.read_offer_file")
    )
    schedules.register("recruitment: lapse offers", "recruitment.tasks.lapse_offers", minutes=10)
    schedules.register("recruitment: remind of offers", "recruitment.tasks.remind_of_offers", minutes=60)
    home.register(selection_cards.cards)
    confidential.register(
        app_label="fair_chance", letter_prefix="recruitment.fair_chance", keepers=(Role.FAIR_CHANCE_OFFICER,),
        own_only=True,
    )  # fmt: skip
    for action, sentence in words.AUDITED_AND_TOLD.items():
        audit.describe(f"recruitment.{action}", sentence)
    audit.describe("recruitment.end_offer", words.AUDITED_AND_TOLD["end_offer"], nobody=_("Not named"))
    for action, sentence in words.AUDITED_QUIETLY.items():
        audit.describe(f"recruitment.{action}", sentence, told=False)
    for provider in (
        selection_to_do.for_reader,
        selection_to_do.for_candidate,
        selection_to_do.for_interviewer,
        selection_to_do.for_officer,
        selection_to_do.for_decider,
    ):
        next_steps.register(provider)
    selection, talks = _("Selection"), _("Interviews and offers")
    register(
        NavItem("staff", _("Your packets"), "recruitment_reading", "recruitment.read_packet", weight=15),
        NavItem("staff", _("Clearing"), "recruitment_clearing", "recruitment.clear_answers", 22, group=selection),
        NavItem("staff", _("Interview times"), "recruitment_slots", "recruitment.keep_slots", 24, group=talks),
        NavItem("staff", _("Your interviews"), "recruitment_held_interviews", "recruitment.hold_interview", weight=16),
        NavItem("staff", _("Offers"), "recruitment_offers", "recruitment.keep_offer", 26, group=talks),
        NavItem("staff", _("Fair chance"), "recruitment_cases", "recruitment.open_case", weight=18),
    )


def _connect_circle() -> None:
    """Events, recommendations, requests and one's own data."""
    from recruitment.wiring import circle  # noqa: PLC0415  (apps must be ready)

    circle.connect()
