# ruff: noqa: SLF001  (Django offers no other door to its tables of texts)
"""One table of texts for each language instead of one for each package: a page asks for hundreds of texts.

Django keeps the texts of every package in a table of its own, and looks through all of them, one after the other, for
each text; an English text, which stands in none, costs the most. What is found stays the same.
"""

from typing import Any

from django.utils.translation import trans_real

NOWHERE = object()


class OneTable(dict[Any, str]):
    """The texts of a language in one table; its plural forms follow the rule of the package they come from."""

    def __init__(self, tables: trans_real.TranslationCatalog) -> None:
        super().__init__()
        for table in reversed(tables._catalogs):
            super().update(table)
        self.tables = tables
        self.without_plural: set[str] = set()

    def plural(self, msgid: str, num: int) -> str:
        """The form for a number; ``KeyError`` where the language has none of its own."""
        if msgid in self.without_plural:
            raise KeyError(msgid)
        try:
            return str(self.tables.plural(msgid, num))
        except KeyError:
            self.without_plural.add(msgid)
            raise


def quicken(language: str) -> None:
    """Put the texts of a language into one table, the first time it is spoken."""
    spoken = trans_real.translation(language)
    while spoken is not None and not isinstance(spoken._catalog, OneTable):
        spoken._catalog = OneTable(spoken._catalog)
        spoken = spoken._fallback
