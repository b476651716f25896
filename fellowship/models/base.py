"""What every record with an address of its own shares."""

import uuid

from django.db import models


class PublicRecord(models.Model):
    """A record whose id may stand in an address: random, never counted up."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        """Only a base."""

        abstract = True

    def __str__(self) -> str:
        """Name the kind and the first part of the id; never personal data."""
        return f"{self._meta.model_name} {str(self.pk)[:8]}"
