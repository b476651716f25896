"""Giving out reads: what is known of a reader, what they declared, the rules of a cycle, and what each run did."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import PublicRecord
from recruitment.models.applications import Application
from recruitment.models.cycle import Cycle
from recruitment.models.review import ReviewAssignment
from recruitment.rules.assigning import RegionWish
from recruitment.rules.conflicts import ConflictKind


class ReviewerProfile(PublicRecord):
    """What helps to give a reader the right packets. ``max_packets`` is the most they take in one cycle."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reviewer_profile")
    languages = models.JSONField(default=list)
    region = models.ForeignKey("fellowship.Region", on_delete=models.SET_NULL, null=True, related_name="+")
    max_packets = models.PositiveSmallIntegerField(null=True)
    updated_at = models.DateTimeField()

    class Meta:
        """Whoever takes no packets is not made a reader."""

        verbose_name = _("reader’s profile")
        verbose_name_plural = _("readers’ profiles")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="reviewerprofile_takes_some", condition=Q(max_packets__isnull=True) | Q(max_packets__gte=1)
            ),
        ]


class DeclaredConflict(PublicRecord):
    """Something that ties a reader to applicants. To whom is worked out for managers, never for the reader."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="declared_reading_conflicts"
    )
    kind = models.CharField(max_length=8, choices=[(k.value, k.value) for k in ConflictKind])
    office = models.ForeignKey("fellowship.HostOffice", on_delete=models.CASCADE, null=True, related_name="+")
    value = models.CharField(max_length=120, blank=True)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        """An office is chosen, a school or employer is written, a person is written or an application is chosen."""

        verbose_name = _("declared conflict")
        verbose_name_plural = _("declared conflicts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="declaredconflict_says_with_whom",
                condition=(
                    Q(kind=ConflictKind.OFFICE.value, office__isnull=False, application__isnull=True, value="")
                    | (
                        Q(
                            kind__in=[ConflictKind.SCHOOL.value, ConflictKind.EMPLOYER.value],
                            office__isnull=True,
                            application__isnull=True,
                        )
                        & ~Q(value="")
                    )
                    | (
                        Q(kind=ConflictKind.PERSON.value, office__isnull=True)
                        & (~Q(value="") | Q(application__isnull=False))
                    )
                ),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "value"], condition=~Q(value=""), name="declaredconflict_words_once"
            ),
            models.UniqueConstraint(fields=["person", "office"], name="declaredconflict_office_once"),
            models.UniqueConstraint(fields=["person", "application"], name="declaredconflict_application_once"),
        ]


class AssigningRule(models.Model):
    """How packets of one cycle are given out. ``extra_read_above`` is a σ; ``None``: no extra read by itself."""

    cycle = models.OneToOneField(Cycle, on_delete=models.CASCADE, related_name="assigning_rule")
    region_wish = models.CharField(
        max_length=4, choices=[(w.value, w.value) for w in RegionWish], default=RegionWish.AWAY.value
    )
    extra_read_above = models.DecimalField(
        max_digits=3, decimal_places=2, null=True, validators=[MinValueValidator(0.1), MaxValueValidator(3)]
    )

    class Meta:
        """A threshold that no reading could reach, or every reading reaches, is a slip."""

        verbose_name = _("rule for giving out packets")
        verbose_name_plural = _("rules for giving out packets")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="assigningrule_known_wish", condition=Q(region_wish__in=[w.value for w in RegionWish])
            ),
            models.CheckConstraint(
                name="assigningrule_threshold_in_bounds",
                condition=Q(extra_read_above__isnull=True)
                | (Q(extra_read_above__gte="0.1") & Q(extra_read_above__lte="3")),
            ),
        ]

    def __str__(self) -> str:
        """Name the row."""
        return f"rule {self.pk}"


class AssigningRun(PublicRecord):
    """One time that packets were given out. ``short`` lists applications left with too few readers, and why."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    read_count = models.PositiveIntegerField(default=0)
    short_count = models.PositiveIntegerField(default=0)
    misread_count = models.PositiveIntegerField(default=0)
    short = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Newest first on the screen."""

        verbose_name = _("giving out of packets")
        verbose_name_plural = _("givings out of packets")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["made_at"], name="assigningrun_made")]


class GivenRead(models.Model):
    """Which run gave out a read."""

    run = models.ForeignKey(AssigningRun, on_delete=models.CASCADE, related_name="given")
    assignment = models.OneToOneField(ReviewAssignment, on_delete=models.CASCADE, related_name="given")
    wagtail_reference_index_ignore = True

    class Meta:
        """A read is given out once."""

        verbose_name = _("read given out")
        verbose_name_plural = _("reads given out")

    def __str__(self) -> str:
        """Name the row."""
        return f"given read {self.pk}"
