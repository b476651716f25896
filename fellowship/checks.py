"""System checks that keep dangerous combinations from starting."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def demo_stays_apart(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse demo mode beside any sign of production."""
    if not settings.DEMO_MODE:
        return []
    if settings.SECURE_SSL_REDIRECT or settings.SETTINGS_MODULE.endswith("production"):
        return [Error("Demo mode can't be switched on together with production settings.", id="fellowship.E001")]
    return []
