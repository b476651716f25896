"""News from other parts, each answered by one service."""

from typing import Any

from fellowship.services import cms_groups


def after_migrate(**news: Any) -> None:  # noqa: ARG001  (the signal's own words)
    """Bring the rights of Wagtail's groups up to date."""
    cms_groups.settle_groups()
