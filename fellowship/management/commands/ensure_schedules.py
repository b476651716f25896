"""Bring the worker's timetable up to date; ``serve`` and every migration do it too."""

from typing import Any

from django.core.management.base import BaseCommand

from fellowship import clock
from fellowship.services import schedules


class Command(BaseCommand):
    """Add, mend and drop repeated tasks as the program declares them."""

    help = "Bring the worker's timetable up to date. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many rows changed."""
        changed = schedules.ensure_schedules(at=clock.now())
        self.stdout.write(f"{changed} rows of the timetable changed.")
