"""Labels that managers put on applications of a cycle, and what was changed for many at once, to be undone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.models.applications import Application
from recruitment.models.cycle import Cycle
from recruitment.rules.labels import LONGEST_NAME, ChangeKind


class Label(PublicRecord):
    """A word that managers sort applications of one cycle by. Neither applicants nor readers ever see it."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="labels")
    name = models.CharField(_("label"), max_length=LONGEST_NAME)
    applications: "models.ManyToManyField[Application, ApplicationLabel]" = models.ManyToManyField(
        Application, through="ApplicationLabel", related_name="labels"
    )

    class Meta:
        """Each name once in a cycle, however it is capitalized."""

        verbose_name = _("label")
        verbose_name_plural = _("labels")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("cycle", Lower("name"), name="label_once"),
            models.CheckConstraint(name="label_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ApplicationLabel(models.Model):
    """One label on one application."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="label_rows")
    label = models.ForeignKey(Label, on_delete=models.CASCADE, related_name="rows")

    class Meta:
        """Each label once on an application."""

        verbose_name = _("label of an application")
        verbose_name_plural = _("labels of applications")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["label", "application"], name="applicationlabel_once"),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"label row {self.pk}"


class BulkChange(PublicRecord):
    """What a manager changed for several applications at once. ``rows`` pairs each application with what it had.

    For an owner ``subject`` is who it was given to and the pairs hold who had it; for a label ``subject`` is the
    label and only applications that really changed are among the pairs.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in ChangeKind])
    subject = models.CharField(max_length=36, blank=True)
    rows = models.JSONField(default=list)
    made_at = models.DateTimeField(db_index=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """Known kinds only."""

        verbose_name = _("change of several applications")
        verbose_name_plural = _("changes of several applications")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="bulkchange_known_kind", condition=Q(kind__in=[kind.value for kind in ChangeKind])
            ),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"change {self.pk}"
