"""The wellness app."""

from django.apps import AppConfig


class WellnessConfig(AppConfig):
    """See the package's modules."""

    name = "wellness"

    def ready(self) -> None:
        """Connect what must be known before the first request."""
