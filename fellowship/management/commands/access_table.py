"""Write the reference page of the access table."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from fellowship.queries import access_table


class Command(BaseCommand):
    """Print the access table, or write it to ``docs/reference/access.md``."""

    help = "Prints who may do what; --write puts it into docs/reference/access.md."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--write``."""
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, write: bool, **options: Any) -> None:
        """Print or write."""
        text = access_table.render()
        if write:
            path = Path(settings.BASE_DIR) / "docs" / "reference" / "access.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        else:
            self.stdout.write(text)
