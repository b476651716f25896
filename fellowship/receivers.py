"""News from other parts, each answered by one service."""

from typing import Any

from django.contrib.messages import get_messages

from fellowship import clock
from fellowship.services import cms_groups, schedules


def after_migrate(**news: Any) -> None:
    """Bring the rights of Wagtail's groups up to date."""
    cms_groups.settle_groups(only_existing=True)


def settle_schedules(**news: Any) -> None:
    """Bring the worker's timetable up to date."""
    schedules.ensure_schedules(at=clock.now())


def keep_plans(connection: Any, **news: Any) -> None:
    """Keep a plan for every query the screens ask; psycopg keeps a hundred, of the many hundred there are."""
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = 1000


def forget_what_was_to_be_said(request: Any, **news: Any) -> None:
    """On a shared phone, nobody reads what the person before them was to be told: reading a message ends it."""
    list(get_messages(request))
