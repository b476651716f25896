"""Writing very many rows fast: plain values straight into the tables, in portions.

Each row is a dictionary by column attribute; what it leaves out gets the field's own default. Rows go in by
``COPY`` on PostgreSQL and by ``executemany`` elsewhere, in the order in which their tables were first named.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


class Table:
    """One table's columns with what turns a value into what the database takes."""

    def __init__(self, model: type[Model]) -> None:
        """Read the columns of ``model`` but a counted key."""
        self.name = model._meta.db_table  # noqa: SLF001  (Django's documented model API)
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, AutoField)]  # noqa: SLF001
        self.columns = [field.column for field in fields]
        self.parts = [(field.attname, _default(field), _writer(field)) for field in fields]
        self.rows: list[tuple[Any, ...]] = []

    def add(self, values: dict[str, Any]) -> None:
        """Keep one row."""
        self.rows.append(
            tuple(write(values[name]) if name in values else write(default()) for name, default, write in self.parts)
        )

    def flush(self) -> None:
        """Write what was kept."""
        if not self.rows:
            return
        quoted = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self.name} ({quoted}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {self.name} ({quoted}) VALUES ({marks})", self.rows)  # noqa: S608
        self.rows = []


class Bulk:
    """Rows of several tables."""

    def __init__(self) -> None:
        """Begin empty."""
        self.tables: dict[type[Model], Table] = {}

    def add(self, model: type[Model], **values: Any) -> None:
        """Keep one row of ``model``; foreign keys by ``<name>_id``."""
        table = self.tables.get(model)
        if table is None:
            table = self.tables[model] = Table(model)
        table.add(values)

    def flush(self) -> None:
        """Write everything, parents first as their tables were first named."""
        for table in self.tables.values():
            table.flush()


def _default(field: Field[Any, Any]) -> Callable[[], Any]:
    if not field.has_default():
        empty = "" if field.empty_strings_allowed and not field.null else None
        return lambda: empty
    return field.get_default


def _writer(field: Field[Any, Any]) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)
