"""News from other parts, each answered by one service."""

from typing import Any

from fellowship import clock
from fellowship.services import cms_groups, schedules


def after_migrate(**news: Any) -> None:
    """Bring the rights of Wagtail's groups up to date."""
    cms_groups.settle_groups(only_existing=True)


def settle_schedules(**news: Any) -> None:
    """Bring the worker's timetable up to date."""
    schedules.ensure_schedules(at=clock.now())
