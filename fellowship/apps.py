"""The core app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FellowshipConfig(AppConfig):
    """People, roles, offices, audit, letters, files and the list of what to do next."""

    name = "fellowship"
    verbose_name = _("Fellowship")

    def ready(self) -> None:
        """Connect what must be known before the first request."""
        from fellowship import access, checks, receivers  # noqa: F401, PLC0415  (apps must be ready)
