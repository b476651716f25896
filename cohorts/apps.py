"""The cohorts app."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """See the package's modules."""

    name = "cohorts"

    def ready(self) -> None:
        """Connect what must be known before the first request."""
