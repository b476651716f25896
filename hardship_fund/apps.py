"""The hardship_fund app."""

from django.apps import AppConfig


class HardshipFundConfig(AppConfig):
    """See the package's modules."""

    name = "hardship_fund"

    def ready(self) -> None:
        """Connect what must be known before the first request."""
