"""The wellness app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WellnessConfig(AppConfig):
    """Coaching between an Advocate and a program manager, private to the two."""

    name = "wellness"
    verbose_name = _("Wellness")

    def ready(self) -> None:
        """Declare letters, privacy, navigation and what comes next, and listen to placement."""
        from cohorts import signals as placement  # noqa: PLC0415  (apps must be ready)
        from fellowship.queries import close_people, home, navigation, next_steps  # noqa: PLC0415
        from fellowship.rules import audit, confidential, letters  # noqa: PLC0415
        from fellowship.rules.roles import Role  # noqa: PLC0415
        from recruitment.queries.own_data import register_part  # noqa: PLC0415
        from recruitment.services.own_data import register_eraser  # noqa: PLC0415
        from wellness import access, receivers  # noqa: F401, PLC0415
        from wellness.queries import audit_words, coaches, own_data, to_do  # noqa: PLC0415
        from wellness.rules.letters import KINDS  # noqa: PLC0415
        from wellness.services import erasing  # noqa: PLC0415

        for kind in KINDS:
            letters.register(kind)
        for action, sentence in audit_words.SENTENCES.items():
            audit.describe(action, sentence)
        confidential.register(
            app_label="wellness", letter_prefix="wellness.", keepers=(Role.PROGRAM_MANAGER,), own_only=True
        )
        close_people.register(coaches.close_people)
        navigation.register(*to_do.NAVIGATION)
        next_steps.register(to_do.next_steps)
        home.register(to_do.home_cards)
        register_part("one_on_ones", own_data.part)
        register_eraser("wellness", erasing.erase)
        placement.placement_published.connect(
            receivers.on_placement_published, dispatch_uid="wellness.placement_published"
        )
        placement.placement_paused.connect(receivers.on_placement_paused, dispatch_uid="wellness.placement_paused")
        placement.placement_transferred.connect(
            receivers.on_placement_transferred, dispatch_uid="wellness.placement_transferred"
        )
        placement.placement_ended.connect(receivers.on_placement_ended, dispatch_uid="wellness.placement_ended")
