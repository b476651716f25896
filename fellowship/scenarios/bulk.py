"""Writing very many rows fast: plain values straight into the tables, in portions.

Each row is a dictionary by column attribute; what it leaves out gets the field's own default. Rows go in by
``COPY`` on PostgreSQL and by ``executemany`` elsewhere, in the order in which their tables were first named.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import (
    AutoField,
    CharField,
    DateTimeField,
    EmailField,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    SlugField,
    TextField,
    UUIDField,
)

Writer = Callable[[Any], Any]
# Fields that keep a text just as it is; what is made of them (an encrypted column) does not.
TEXTS = (CharField, TextField, EmailField, SlugField)


class Table:
    """One table's columns with what turns a value into what the database takes."""

    def __init__(self, model: type[Model]) -> None:
        """Read the columns of ``model`` but a counted key."""
        self.name = model._meta.db_table  # noqa: SLF001  (Django's documented model API)
        fields = [f for f in model._meta.concrete_fields if not (isinstance(f, AutoField) or f.generated)]  # noqa: SLF001
        self.columns = [field.column for field in fields]
        writers = [_writer(field) for field in fields]
        self.parts = [(f.attname, _default(f, write), write) for f, write in zip(fields, writers, strict=True)]
        self.rows: list[tuple[Any, ...]] = []

    def add(self, values: dict[str, Any]) -> None:
        """Keep one row."""
        self.rows.append(
            tuple(write(values[name]) if name in values else default() for name, default, write in self.parts)
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


def _default(field: Field[Any, Any], write: Writer) -> Callable[[], Any]:
    """What stands where a row leaves the field out, as the database takes it; worked out once where it is constant."""
    if not field.has_default():
        empty = write("" if field.empty_strings_allowed and not field.null else None)
        return lambda: empty
    if callable(field.default) and field.default not in (dict, list):
        return lambda: write(field.get_default())
    constant = write(field.get_default())
    return lambda: constant


def _writer(field: Field[Any, Any]) -> Writer:
    """Turn a value into what the database takes; plain texts, numbers, ids and moments without asking the field."""

    def slowly(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    target = field.target_field if isinstance(field, ForeignKey) else field
    if type(target) in TEXTS:
        return lambda value: value if type(value) is str else slowly(value)
    if isinstance(target, IntegerField):
        return lambda value: value if type(value) is int else slowly(value)
    if type(target) is UUIDField and not connection.features.has_native_uuid_field:
        return lambda value: value.hex if type(value) is UUID else slowly(value)
    if type(target) is UUIDField:
        return lambda value: value if type(value) is UUID else slowly(value)
    return lru_cache(maxsize=512)(slowly) if type(target) is DateTimeField else slowly
