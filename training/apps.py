"""The training app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Courses, the path of each Advocate, quizzes, certificates."""

    name = "training"
    verbose_name = _("Training")

    def ready(self) -> None:
        """Declare letters, files, navigation and what comes next, and listen to placement."""
        from cohorts import signals as placement  # noqa: PLC0415  (apps must be ready)
        from cohorts.queries import training_status  # noqa: PLC0415
        from fellowship.queries import home, navigation, next_steps  # noqa: PLC0415
        from fellowship.rules import audit, files, letters  # noqa: PLC0415
        from recruitment.queries.own_data import register_part  # noqa: PLC0415
        from recruitment.services.own_data import register_eraser  # noqa: PLC0415
        from training import access, receivers  # noqa: F401, PLC0415
        from training.queries import audit_words, own_data, status, to_do  # noqa: PLC0415
        from training.rules.letters import KINDS  # noqa: PLC0415
        from training.services import erasing  # noqa: PLC0415
        from training.services.certificates import FILE_PURPOSE  # noqa: PLC0415

        for kind in KINDS:
            letters.register(kind)
        for action, sentence in audit_words.SENTENCES.items():
            audit.describe(action, sentence)
        files.register(files.FilePurpose(key=FILE_PURPOSE, kinds=frozenset({"pdf"})))
        navigation.register(*to_do.NAVIGATION)
        next_steps.register(to_do.next_steps)
        home.register(to_do.home_cards)
        training_status.register(status.status_of)
        register_part("training", own_data.part)
        register_eraser("training", erasing.erase)
        for news, receiver in (
            ("placement_published", receivers.on_placement_published),
            ("placement_cancelled", receivers.on_placement_cancelled),
            ("placement_paused", receivers.on_placement_paused),
            ("placement_transferred", receivers.on_placement_transferred),
        ):
            getattr(placement, news).connect(receiver, dispatch_uid=f"training.{news}")
