"""The audit trail: one row a write or a sensitive read, sealed into a chain of hashes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Who did what to which record, and when.

    Rows are only ever added; the database refuses updates. People are kept as bare ids, so that
    deleting a person leaves pseudonymous rows.
    """

    class Kind(models.TextChoices):
        """A change, or a look at something sensitive."""

        WRITE = "write", _("changed")
        READ = "read", _("looked at")

    at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    action = models.CharField(max_length=80)
    actor_id = models.UUIDField(null=True)
    subject_label = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=40)
    about_id = models.UUIDField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        """Found by subject and by the person concerned."""

        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["about_id", "at"], name="audit_about"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
            models.Index(fields=["subject_label", "subject_id"], name="audit_subject"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="audit_known_kind", condition=models.Q(kind__in=["write", "read"])),
        ]

    def __str__(self) -> str:
        """Name the action and the row."""
        return f"{self.action} #{self.pk}"


class AuditSeal(models.Model):
    """The place of one entry in the chain: its hash covers the entry and the hash before it."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="seal")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        """Positions start at 1 and have no gaps; ``verify_audit`` proves it."""

        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")

    def __str__(self) -> str:
        """Return the position."""
        return f"seal {self.position}"


class AuditChain(models.Model):
    """The end of the chain: one row that a sealer locks, so that two can never add the same link.

    It also remembers how long the chain is, so that links cut off its end are missed.
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    length = models.BigIntegerField(default=0)
    head_hash = models.CharField(max_length=64)

    class Meta:
        """One row."""

        verbose_name = _("end of the audit chain")
        verbose_name_plural = _("ends of the audit chain")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="audit_one_chain", condition=models.Q(id=1)),
        ]

    def __str__(self) -> str:
        """Return the length."""
        return f"chain of {self.length}"
