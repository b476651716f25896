"""Statements that are put into words once.

Django words the SQL of a query set anew at every call, which costs more than the database needs to answer it. Where
only values change from call to call, the words are made once a database, and later calls put their values into them::

    @prepared
    def _by_person(person: UUID, day: date) -> QuerySet[RoleGrant]:
        return RoleGrant.objects.filter(person_id=person, starts_on__lte=day)

    grants = _by_person(someone.pk, today)  # a list

Not for statements whose shape depends on who asks, on a language or on a time zone, nor for values that may be
missing: for these a query set is the right thing. See ADR 0020.
"""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, get_origin, get_type_hints
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet

from fellowship.lookups import Among

P = ParamSpec("P")
# Ids to find rows by with the lookup ``among``, which gets all of them as one value; at least one.
Keys = tuple[UUID, ...]

# Values that no record has, one for each parameter; where they come out of the wording, the values go in.
MARKS: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=(0xF3110 << 100) + number),
    str: lambda number: f"\u2063mark {number}\u2063",
    int: lambda number: 1_987_650_000 + number,
    datetime: lambda number: datetime(9876, 1, 1, tzinfo=UTC) + timedelta(days=number),
    date: lambda number: date(9876, 1, 1) + timedelta(days=number),
    tuple: lambda number: (UUID(int=(0xF3111 << 100) + number),),
}


def _for_database(connection: Any, value: Any) -> Any:
    """The value as the fields of this database hand it over."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, tuple):
        return Among.packed(value, connection.vendor)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value goes; ``kind`` is what the database's driver wants whole numbers wrapped in."""

    name: str
    kind: type | None

    def fill(self, values: dict[str, Any]) -> Any:
        """The value that belongs here."""
        value = values[self.name]
        return self.kind(value) if self.kind else value


class _Worded:
    """The words of one statement on one database."""

    def __init__(self, rows: QuerySet[Any], connection: Any, marks: dict[str, Any]) -> None:
        if rows._prefetch_related_lookups or rows._known_related_objects:  # type: ignore[attr-defined]  # noqa: SLF001
            message = "what is prepared neither prefetches nor belongs to a record at hand"
            raise TypeError(message)
        self.rows = rows
        self.compiler = rows.query.get_compiler(connection=connection)
        self.sql, given = self.compiler.as_sql()
        forms = {name: _for_database(connection, mark) for name, mark in marks.items()}
        self.params = [self._place(param, forms) for param in given]
        lost = set(marks) - {param.name for param in self.params if isinstance(param, _Place)}
        if lost:
            message = f"{', '.join(sorted(lost))}: the value does not come out of the statement as it went in"
            raise TypeError(message)

    @staticmethod
    def _place(param: Any, forms: dict[str, Any]) -> Any:
        for name, form in forms.items():
            if param == form:
                return _Place(name, type(param) if isinstance(param, int) else None)
            if isinstance(param, str) and isinstance(form, str) and form in param:
                message = f"{name}: the statement asks for a part of the value, so it can't be put in later"
                raise TypeError(message)
        return param

    def run(self, connection: Any, values: dict[str, Any]) -> list[Any]:
        """Ask, with these values."""
        if self.rows.query.select_for_update and not connection.in_atomic_block:
            message = "select_for_update cannot be used outside of a transaction."
            raise transaction.TransactionManagementError(message)
        ready = {name: _for_database(connection, value) for name, value in values.items()}
        params = tuple(param.fill(ready) if isinstance(param, _Place) else param for param in self.params)
        compiler = object.__new__(type(self.compiler))
        compiler.__dict__.update(self.compiler.__dict__, connection=connection, as_sql=lambda: (self.sql, params))
        rows = object.__new__(type(self.rows))
        rows.__dict__.update(self.rows.__dict__, _query=_Ready(self.rows.query, compiler), _db=connection.alias)
        found: Any = rows._iterable_class(rows)
        return list(found)


class _Ready:
    """A query that has its words already."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query = query
        self._compiler = compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_args: Any, **_options: Any) -> Any:
        """The words, with the values in."""
        return self._compiler


def prepared(build: Callable[P, QuerySet[Any, Any]]) -> Callable[P, list[Any]]:
    """Word the query set that ``build`` makes once, and answer each call with the rows for its values.

    Every parameter is named, typed (``UUID``, ``str``, ``int``, ``datetime``, ``date`` or :data:`Keys`), and compared
    with a column as it is. Raises ``TypeError`` where the wording loses or changes a value, and for a value of another
    type.
    """
    worded: dict[str, _Worded] = {}
    names: Sequence[str] = tuple(inspect.signature(build).parameters)

    def kinds() -> dict[str, type]:
        hints = get_type_hints(build)
        return {name: get_origin(hints[name]) or hints[name] for name in names}

    known: dict[str, type] = {}

    @wraps(build)
    def answer(*args: P.args, **kwargs: P.kwargs) -> list[Any]:
        values = {**dict(zip(names, args, strict=False)), **kwargs}
        if not known:
            known.update(kinds())
        for name, kind in known.items():
            if not isinstance(values[name], kind):
                message = f"{name} is {type(values[name]).__name__}, not {kind.__name__}"
                raise TypeError(message)
        connection = connections[DEFAULT_DB_ALIAS]
        words = worded.get(connection.vendor)
        if words is None:
            marks = {name: MARKS[kind](number) for number, (name, kind) in enumerate(known.items(), 1)}
            words = worded[connection.vendor] = _Worded(build(**marks), connection, marks)  # type: ignore[call-arg]
        return words.run(connection, values)

    return answer
