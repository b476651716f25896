"""Prove that the receipts of deleted fair-chance papers say what was signed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recruitment.queries import case_retention


class Command(BaseCommand):
    """Check the signature of every receipt; exit non-zero and name those that don't hold."""

    help = "Check the signature of every receipt of deleted fair-chance papers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each receipt."""
        lines = case_retention.receipts()
        for line in lines:
            verdict = "holds" if line.is_genuine else "DOES NOT HOLD"
            self.stdout.write(
                f"{line.made_at.isoformat(timespec='seconds')} {line.id}: {line.cases} cases, "
                f"SHA-256 {line.ids_sha256}: {verdict}"
            )
        if not all(line.is_genuine for line in lines):
            message = "A receipt does not say what was signed."
            raise CommandError(message)
        self.stdout.write(f"{len(lines)} receipts, every signature holds.")
