"""A look at the pipeline that a manager keeps under a name."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord


class SavedView(PublicRecord):
    """Filters and order under a name. ``query`` holds known filters only; ``shared`` shows it to every manager."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=600, blank=True)
    shared = models.BooleanField(_("shared"), default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        """A name once a person."""

        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "name"], name="savedview_name_once"),
        ]

    def __str__(self) -> str:
        """Name the row: what it looks for may be somebody."""
        return f"saved view {self.pk}"
