"""``manage.py migrate``: Django's own, which spends less time on picturing the models of the past.

Each migration makes many models anew, with all their fields, only to see what they were; on an empty database that
is nine tenths of the time. A field without a relation is copied here rather than built again from its description,
what the settings can swap is looked up once, and the collector of garbage looks less often at what lives to the end.
What is migrated, and how, stays as it is; a test compares the schema with the one that plain Django makes.
"""

import copy
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.core.management.commands.migrate import Command as Migrate
from django.db.models import Field

# Objects made before the collector looks again. Beyond this it is no faster, only larger.
OBJECTS = 100_000


def _copied(field: "Field[Any, Any]") -> "Field[Any, Any]":
    """A field of its own with the next number, as building it again would give it."""
    twin = copy.deepcopy(field)
    if field.auto_created:
        twin.creation_counter = Field.auto_creation_counter
        Field.auto_creation_counter -= 1
    else:
        twin.creation_counter = Field.creation_counter
        Field.creation_counter += 1
    return twin


@contextmanager
def quick_pictures() -> Iterator[None]:
    """Within the block, models of the past are made quickly."""
    build, swappable, thresholds = Field.clone, apps.get_swappable_settings_name, gc.get_threshold()

    def clone(field: Any) -> Any:
        # One that belongs to a model of today, as one with a relation, holds on to more than its description.
        return build(field) if field.is_relation or hasattr(field, "model") else _copied(field)

    Field.clone = clone  # type: ignore[assignment,method-assign]
    apps.get_swappable_settings_name = cache(swappable)  # type: ignore[method-assign]
    gc.set_threshold(OBJECTS, *thresholds[1:])
    try:
        yield
    finally:
        Field.clone = build  # type: ignore[method-assign]
        apps.get_swappable_settings_name = swappable  # type: ignore[method-assign]
        gc.set_threshold(*thresholds)


class Command(Migrate):
    """Migrate, quickly."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Do as Django does."""
        with quick_pictures():
            super().handle(*args, **options)
