"""Lookups that Django lacks."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import models


@models.UUIDField.register_lookup
class Among(models.Lookup):
    """``id__among=keys``: ``in`` for very many keys, which the database gets as one value instead of hundreds."""

    lookup_name = "among"
    prepare_rhs = False

    @staticmethod
    def packed(keys: Iterable[UUID], vendor: str) -> str:
        """All keys in one value."""
        if vendor == "postgresql":
            return "{" + ",".join(map(str, keys)) + "}"
        return json.dumps([key.hex for key in keys])

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """As a list of JSON on SQLite."""
        if not self.rhs:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        keys = "IN (SELECT value FROM json_each(%s))"
        return f"{column} {keys}", (*params, self.packed(self.rhs, connection.vendor))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """As an array."""
        if not self.rhs:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::uuid[])", (*params, self.packed(self.rhs, connection.vendor))
