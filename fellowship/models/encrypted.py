"""Columns that are encrypted at rest with keys that can be rotated.

Fernet (AES-128-CBC with HMAC-SHA256) from the ``cryptography`` package; the first key of
``settings.FIELD_KEYS`` encrypts, all of them decrypt. Encrypted columns can't be filtered on.
"""

import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models
from django.db.models.expressions import BaseExpression


@lru_cache(maxsize=8)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """The cipher over the keys now in force."""
    return _cipher(tuple(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Text that the database sees only as a Fernet token. An empty text stays empty."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypt on the way in."""
        if value is None or value == "":
            return value
        return cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: BaseExpression, connection: Any) -> Any:
        """Decrypt on the way out."""
        if value is None or value == "":
            return value
        return cipher().decrypt(value.encode()).decode()

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every look-up but ``isnull``: each token differs, so no comparison could be right."""
        if lookup_name != "isnull":
            message = f"{self.name} is encrypted and can't be looked up by {lookup_name}"
            raise FieldError(message)
        return super().get_lookup(lookup_name)


class EncryptedJSONField(EncryptedTextField):
    """A JSON value, encrypted as a whole."""

    def get_prep_value(self, value: Any) -> Any:
        """Write as JSON, then encrypt."""
        return super().get_prep_value(None if value is None else json.dumps(value, sort_keys=True))

    def from_db_value(self, value: Any, expression: BaseExpression, connection: Any) -> Any:
        """Decrypt, then read the JSON."""
        text = super().from_db_value(value, expression, connection)
        return None if text in (None, "") else json.loads(text)

    def to_python(self, value: Any) -> Any:
        """Leave values as they are: forms never edit this field."""
        return value
