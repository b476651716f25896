"""Prove that the audit trail is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fellowship.queries import audit


class Command(BaseCommand):
    """Read the whole chain; exit non-zero and name the place at the first fault."""

    help = "Read the audit chain from its first link to its last and say whether it holds."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found."""
        found = audit.verdict()
        if found.fault is not None:
            message = f"The audit chain is broken at link {found.fault.position}: {found.fault.reason}."
            raise CommandError(message)
        self.stdout.write(f"The audit chain holds: {found.sealed} rows sealed, {found.unsealed} not yet sealed.")
        self.stdout.write(f"Last seal (keep a copy elsewhere): {found.head}")
        if found.waiting_since is not None:
            self.stdout.write(f"Rows wait since {found.waiting_since.isoformat(timespec='seconds')}.")
