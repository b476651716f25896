"""Seal the audit trail now, without waiting for the worker."""

from typing import Any

from django.core.management.base import BaseCommand

from fellowship import clock
from fellowship.services import audit


class Command(BaseCommand):
    """Add every waiting row to the chain."""

    help = "Add every audit row that waits to the chain, also those that were committed late."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many."""
        count = audit.seal_waiting(at=clock.now(), thorough=True)
        self.stdout.write(f"{count} rows sealed.")
