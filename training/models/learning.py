"""Who learns what: assignments, enrollments, events, quiz tries, more time and certificates."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fellowship.models import HostOffice, Person, PublicRecord, StoredFile
from training.models.curricula import Course, CourseVersion, Curriculum, Lesson
from training.rules.kinds import EventKind


class Assignment(PublicRecord):
    """A curriculum given to everyone placed, to one cohort, or to one person; days count from their first day."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="assignments")
    cohort = models.ForeignKey("cohorts.Cohort", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    offset_days = models.SmallIntegerField(_("days to add to every due date"), default=0)

    class Meta:
        """At most one of cohort and person is named; neither means everyone."""

        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="assignment_one_audience", condition=Q(cohort__isnull=True) | Q(person__isnull=True)
            ),
            models.UniqueConstraint(fields=["curriculum", "cohort"], name="assignment_once_a_cohort"),
            models.UniqueConstraint(fields=["curriculum", "person"], name="assignment_once_a_person"),
            models.UniqueConstraint(
                fields=["curriculum"],
                condition=Q(cohort__isnull=True, person__isnull=True),
                name="assignment_once_for_everyone",
            ),
        ]


class Enrollment(PublicRecord):
    """A person on one version of a course. The first day, office and time zone are kept as they were given."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="enrollments")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="enrollments")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.SET_NULL, null=True, related_name="enrollments")
    office = models.ForeignKey(HostOffice, on_delete=models.PROTECT, null=True, related_name="+")
    time_zone = models.CharField(max_length=60)
    starts_on = models.DateField()
    offset_days = models.SmallIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    is_required = models.BooleanField(default=True)

    class Meta:
        """A person takes a course once; a new version does not make a second enrollment."""

        verbose_name = _("enrollment")
        verbose_name_plural = _("enrollments")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "course"], name="enrollment_once"),
        ]


class ProgressEvent(models.Model):
    """Something that happened between a person and a lesson. Rows are only added."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="events")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EventKind])
    at = models.DateTimeField()

    class Meta:
        """Each thing happens once."""

        verbose_name = _("step on the path")
        verbose_name_plural = _("steps on the path")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["enrollment", "lesson", "kind"], name="progressevent_once"),
            models.CheckConstraint(name="progressevent_known", condition=Q(kind__in=[k.value for k in EventKind])),
        ]

    def __str__(self) -> str:
        """Name the kind and the row."""
        return f"{self.kind} #{self.pk}"


class QuizAttempt(PublicRecord):
    """One try at a quiz. It exists before the questions are shown; answers are kept as they come; it ends once."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="attempts")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    score = models.PositiveSmallIntegerField(null=True)
    out_of = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)

    class Meta:
        """Tries are counted up, one is open at a time, and a result comes with the end."""

        verbose_name = _("quiz try")
        verbose_name_plural = _("quiz tries")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["enrollment", "lesson", "number"], name="quizattempt_number"),
            models.UniqueConstraint(
                fields=["enrollment", "lesson"], condition=Q(submitted_at__isnull=True), name="quizattempt_one_open"
            ),
            models.CheckConstraint(
                name="quizattempt_result_with_end",
                condition=(
                    Q(submitted_at__isnull=True, score__isnull=True, out_of__isnull=True, passed__isnull=True)
                    | Q(submitted_at__isnull=False, score__isnull=False, out_of__gte=F("score"), passed__isnull=False)
                ),
            ),
        ]


class DueOverride(PublicRecord):
    """More time for one person and one lesson, and why. The latest date counts; rows are only added."""

    enrollment = models.ForeignKey(Enrollment, on_delete=models.CASCADE, related_name="overrides")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField()

    class Meta:
        """A reason is never missing."""

        verbose_name = _("more time")
        verbose_name_plural = _("more time")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="dueoverride_has_reason", condition=~Q(reason="")),
        ]


class Certificate(PublicRecord):
    """Proof that a person finished a course, as they and the course were called that day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="certificates")
    enrollment = models.OneToOneField(Enrollment, on_delete=models.SET_NULL, null=True, related_name="certificate")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    course_title = models.CharField(max_length=150)
    course_title_es = models.CharField(max_length=150, blank=True)
    minutes = models.PositiveIntegerField(default=0)
    issued_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """One per person and version; whoever takes it back says why."""

        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "version"], name="certificate_once"),
            models.CheckConstraint(
                name="certificate_revoked_with_reason",
                condition=Q(revoked_at__isnull=True, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
            ),
        ]
