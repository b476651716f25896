"""Moving encrypted columns to the first key of ``settings.FIELD_KEYS``."""

from collections.abc import Iterator
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, models, transaction

from fellowship.models.encrypted import EncryptedTextField, cipher

BATCH = 500


def encrypted_columns() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted column of the program, by model."""
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:  # noqa: SLF001  (Django's documented model API)
            if isinstance(field, EncryptedTextField):
                yield model, field


def rotate(model: type[models.Model], field: EncryptedTextField) -> tuple[int, int]:
    """Encrypt one column anew with the first key, in batches; (rows rotated, rows that no key opens).

    Works on the bare tokens, so that no model code runs and nothing else in the row changes.
    """
    done = lost = 0
    last: Any = None
    while rows := _next_rows(model, field, last):
        rotated, unreadable = _rotate_batch(model, field, rows)
        done, lost, last = done + rotated, lost + unreadable, rows[-1][0]
    return done, lost


def _names(model: type[models.Model], field: EncryptedTextField) -> tuple[str, str, str]:
    quote = connection.ops.quote_name
    meta = model._meta  # noqa: SLF001
    return quote(meta.db_table), quote(str(meta.pk.column)), quote(str(field.column))


def _next_rows(model: type[models.Model], field: EncryptedTextField, last: Any) -> list[tuple[Any, str]]:
    table, key, column = _names(model, field)
    after = f"AND {key} > %s" if last is not None else ""
    sql = f"SELECT {key}, {column} FROM {table} WHERE {column} <> '' {after} ORDER BY {key} LIMIT {BATCH}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [last] if last is not None else [])
        return list(cursor.fetchall())


@transaction.atomic
def _rotate_batch(
    model: type[models.Model], field: EncryptedTextField, rows: list[tuple[Any, str]]
) -> tuple[int, int]:
    """Replace each token, unless somebody wrote the row meanwhile: then it has the first key already."""
    table, key, column = _names(model, field)
    sql = f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608
    lost = 0
    with connection.cursor() as cursor:
        for pk, token in rows:
            try:
                fresh = cipher().rotate(token.encode()).decode()
            except InvalidToken:
                lost += 1
                continue
            cursor.execute(sql, [fresh, pk, token])
    return len(rows) - lost, lost
