"""Bring the shipped texts of the fair-chance law into the database; amendments of one's own stay in use."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fellowship import clock
from recruitment.queries.law import BadLaw
from recruitment.services import fair_chance_law as services

BAD_FILE = 2


class Command(BaseCommand):
    """Add what is new, retire what it replaces, and name the texts that wait beside an amendment."""

    help = "Loads or updates the fair-chance laws that came with the program. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and print what changed."""
        try:
            done = services.load_law(actor=None, at=clock.now())
        except BadLaw as fault:
            raise CommandError(str(fault), returncode=BAD_FILE) from fault
        self.stdout.write(f"{done.in_use} texts in use: {len(done.added)} added, {len(done.retired)} retired.")
        for text in done.waiting:
            self.stdout.write(f"{text} waits: this organization's own amendment stays in use. Compare the two.")
