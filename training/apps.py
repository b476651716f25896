"""The training app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """See the package's modules."""

    name = "training"

    def ready(self) -> None:
        """Connect what must be known before the first request."""
