"""People who want to hear when the next round opens."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class KeepPosted(models.Model):
    """A person's wish to be written to once, when applications open next. It goes when the letter is written."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keep_posted")
    asked_at = models.DateTimeField()

    class Meta:
        """Named for the audit."""

        verbose_name = _("wish to hear of the next round")
        verbose_name_plural = _("wishes to hear of the next round")

    def __str__(self) -> str:
        """Name the row."""
        return f"wish {self.pk}"
