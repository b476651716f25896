"""Encrypt every sensitive column anew with the first key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from fellowship.services import keys


class Command(BaseCommand):
    """Go through all encrypted columns; exit non-zero when some value opens with none of the keys."""

    help = "Encrypt all sensitive columns with the first key of FIELD_KEYS; afterwards the older keys can go."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a column."""
        lost_in_all = 0
        for model, field in keys.encrypted_columns():
            done, lost = keys.rotate(model, field)
            lost_in_all += lost
            self.stdout.write(f"{model._meta.label}.{field.name}: {done} rotated, {lost} unreadable")  # noqa: SLF001
        if lost_in_all:
            message = f"{lost_in_all} values open with none of the keys. Keep the older keys and look at these rows."
            raise CommandError(message)
        self.stdout.write("Every value is encrypted with the first key.")
