"""The recruitment app."""

from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    """See the package's modules."""

    name = "recruitment"

    def ready(self) -> None:
        """Connect what must be known before the first request."""
