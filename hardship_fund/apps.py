"""The hardship fund: money help for advocates, decided by two people and paid by a third."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HardshipFundConfig(AppConfig):
    """Requests, decisions, payments and books."""

    name = "hardship_fund"
    verbose_name = _("Hardship fund")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        from fellowship.queries import home, navigation, next_steps  # noqa: PLC0415  (apps must be ready)
        from fellowship.rules import confidential, files, letters, roles, schedules  # noqa: PLC0415
        from fellowship.rules.audit import describe  # noqa: PLC0415
        from hardship_fund import access  # noqa: F401, PLC0415
        from hardship_fund.queries import own_data, to_do, words_of_trail  # noqa: PLC0415
        from hardship_fund.rules.letters import KINDS  # noqa: PLC0415
        from hardship_fund.services import erasing  # noqa: PLC0415
        from recruitment.queries.own_data import register_bond, register_keeper, register_part  # noqa: PLC0415
        from recruitment.rules.requests import Hindrance  # noqa: PLC0415
        from recruitment.services.own_data import register_eraser  # noqa: PLC0415

        confidential.register(app_label="hardship_fund", letter_prefix="hardship.", keepers=(roles.Role.TREASURER,))
        for kind in KINDS:
            letters.register(kind)
        pictures = frozenset({"pdf", "image"})
        files.register(
            files.FilePurpose(
                "hardship.evidence", kinds=pictures, read_permission="hardship_fund.read_evidence", sensitive=True
            )
        )
        files.register(
            files.FilePurpose(
                "hardship.receipt", kinds=pictures, owner_reads=False, read_permission="hardship_fund.read_receipt",
                sensitive=True,
            )
        )  # fmt: skip
        for action, sentence in words_of_trail.SENTENCES.items():
            describe(action, sentence)
        next_steps.register(to_do.next_steps)
        home.register(to_do.cards)
        schedules.register("hardship fund: forget whom we paid", "hardship_fund.tasks.forget_paid", cron="15 4 * * *")
        register_part("requests_for_help", own_data.part)
        register_bond(Hindrance.MONEY, own_data.is_bound)
        register_keeper("hardship_fund", own_data.kept)
        register_eraser("hardship_fund", erasing.erase)
        advocate = (roles.Role.ADVOCATE,)
        navigation.register(
            navigation.NavItem("my", _("Money help"), "hardship_home", weight=60, roles=advocate),
            navigation.NavItem("staff", _("Fund"), "hardship_queue", "hardship_fund.decide", weight=70),
            navigation.NavItem("staff", _("Payments"), "hardship_payments", "hardship_fund.pay", weight=71),
            navigation.NavItem("staff", _("Fund books"), "hardship_books", "hardship_fund.see_books", weight=72),
        )
