"""Private files: kept outside the web root, served only through an access rule."""

from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from fellowship.models.base import PublicRecord
from fellowship.models.people import Person


def private_storage() -> Storage:
    """The storage for private files, as the settings say."""
    return storages["private"]


class StoredFile(PublicRecord):
    """An uploaded or generated file. Its name on disk is random; the name given is only shown to its readers."""

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="files", null=True)
    purpose = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.FileField(storage=private_storage, max_length=200)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Named for the audit."""

        verbose_name = _("file")
        verbose_name_plural = _("files")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["purpose", "owner"], name="file_purpose")]
