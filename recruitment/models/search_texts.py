"""What managers may search in an application, written out once so that looking through very many stays fast."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from recruitment.models.applications import Application


class FoldedText(models.TextField):
    """Plain words with one space before each. On PostgreSQL a generated column ``vector`` indexes them."""


@FoldedText.register_lookup
class Finds(models.Lookup):
    """``folded__finds=phrases``: each phrase is a tuple of plain words that follow one another.

    The last word of a phrase may be the beginning of a longer one. Words hold letters and figures only.
    """

    lookup_name = "finds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Where there is no index of words: every phrase as a pattern."""
        column, params = self.process_lhs(compiler, connection)
        patterns = ["% " + " ".join(phrase) + "%" for phrase in self.rhs]
        return " AND ".join([f"{column} LIKE %s"] * len(patterns)), (*params, *patterns)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """By the generated column beside the text."""
        column, params = self.process_lhs(compiler, connection)
        vector = f'{column.rpartition(".")[0]}."vector"'
        query = " & ".join("(" + " <-> ".join(phrase) + ":*)" for phrase in self.rhs)
        return f"{vector} @@ to_tsquery('simple', %s)", (*params, query)


class SearchText(models.Model):
    """The texts of one application: ``text`` as written, ``folded`` as search compares it."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="search_text"
    )
    text = models.TextField()
    folded = FoldedText()

    class Meta:
        """Named for the audit."""

        verbose_name = _("search text")
        verbose_name_plural = _("search texts")

    def __str__(self) -> str:
        """Name the row, not what it says."""
        return f"search text {self.pk}"
