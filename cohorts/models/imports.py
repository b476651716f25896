"""Lists that came as a sheet: read and checked first, then used, and undone."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohorts import Cohort
from fellowship.models import HostOffice, Person, PublicRecord
from fellowship.models.encrypted import EncryptedJSONField


class ListImport(PublicRecord):
    """One sheet of an office. ``entries`` is the list it would make, ``before`` the list it replaced."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="list_imports")
    office = models.ForeignKey(HostOffice, on_delete=models.CASCADE, related_name="+")
    sent_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField()
    entries: "models.Field[Any, Any]" = EncryptedJSONField()
    problems: "models.Field[Any, Any]" = EncryptedJSONField()
    before: "models.Field[Any, Any]" = EncryptedJSONField(null=True)
    used_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Found by office, the newest first."""

        verbose_name = _("list from a sheet")
        verbose_name_plural = _("lists from sheets")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["office", "cohort", "sent_at"], name="listimport_of_office"),
        ]
