"""What is taught: curricula, courses, their versions, lessons and questions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField

from fellowship.models import Person, PublicRecord
from training.rules.kinds import LessonKind

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote"]
KIND_LABELS = [
    (LessonKind.READING.value, _("Reading, finished by saying so")),
    (LessonKind.ACKNOWLEDGE.value, _("Reading, finished by agreeing to it")),
    (LessonKind.QUIZ.value, _("Quiz")),
]


class Course(PublicRecord):
    """A course under one name; what people take is one of its versions."""

    slug = models.SlugField(_("short name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=150)
    title_es = models.CharField(_("title, in Spanish"), max_length=150, blank=True)

    class Meta:
        """Named for Wagtail's menus."""

        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        """Return the title: a course is not personal data."""
        return self.title


class Curriculum(PublicRecord, ClusterableModel):
    """An ordered set of courses that a cohort or a person is given."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_es = models.CharField(_("name, in Spanish"), max_length=120, blank=True)
    is_active = models.BooleanField(_("given to new Advocates"), default=True)

    class Meta:
        """Named for Wagtail's menus."""

        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class CurriculumCourse(models.Model):
    """One course in a curriculum."""

    curriculum = ParentalKey(Curriculum, on_delete=models.CASCADE, related_name="courses")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+", verbose_name=_("course"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    required = models.BooleanField(_("required"), default=True)

    class Meta:
        """Each course once."""

        verbose_name = _("course of a curriculum")
        verbose_name_plural = _("courses of a curriculum")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["curriculum", "course"], name="curriculumcourse_once"),
        ]

    def __str__(self) -> str:
        """Name the place in the curriculum."""
        return f"{self.order}. {self.course_id}"


class CourseVersion(PublicRecord, ClusterableModel):
    """The text of a course at one time. A draft can change; once published nothing in it does, ever."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions", verbose_name=_("course"))
    number = models.PositiveSmallIntegerField(_("version"))
    summary = models.TextField(_("what it is about"), max_length=600, blank=True)
    summary_es = models.TextField(_("what it is about, in Spanish"), max_length=600, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        """Versions are counted up, and there is one draft at a time."""

        verbose_name = _("course version")
        verbose_name_plural = _("course versions")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["course", "number"], name="courseversion_number"),
            models.UniqueConstraint(
                fields=["course"], condition=Q(published_at__isnull=True), name="courseversion_one_draft"
            ),
        ]

    def __str__(self) -> str:
        """Name the course and the version."""
        return f"{self.course} ({self.number})"

    @property
    def is_published(self) -> bool:
        """Whether people may be taking it."""
        return self.published_at is not None


class Lesson(PublicRecord, ClusterableModel):
    """One step of a course. ``key`` stays the same from version to version."""

    version = ParentalKey(CourseVersion, on_delete=models.CASCADE, related_name="lessons")
    key = models.SlugField(_("short name"), max_length=60)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=KIND_LABELS, default=LessonKind.READING)
    title = models.CharField(_("title"), max_length=150)
    title_es = models.CharField(_("title, in Spanish"), max_length=150, blank=True)
    body = RichTextField(_("text"), blank=True, features=FEATURES)
    body_es = RichTextField(_("text, in Spanish"), blank=True, features=FEATURES)
    minutes = models.PositiveSmallIntegerField(_("minutes it takes"), default=10)
    due_after_days = models.PositiveSmallIntegerField(_("due, in days after the first day"), default=14)
    is_required = models.BooleanField(_("required"), default=True)
    pass_mark = models.PositiveSmallIntegerField(_("right answers needed to pass"), null=True, blank=True)

    class Meta:
        """One of each key in a version."""

        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "key"], name="lesson_key"),
            models.CheckConstraint(name="lesson_known_kind", condition=Q(kind__in=[k.value for k in LessonKind])),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Question(PublicRecord, ClusterableModel):
    """A question of a quiz lesson, with one right choice or several that each would do."""

    lesson = ParentalKey(Lesson, on_delete=models.CASCADE, related_name="questions", verbose_name=_("quiz"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("question"), max_length=600)
    text_es = models.TextField(_("question, in Spanish"), max_length=600, blank=True)

    class Meta:
        """Named for Wagtail's menus."""

        verbose_name = _("quiz question")
        verbose_name_plural = _("quiz questions")

    def __str__(self) -> str:
        """Return the beginning of the question."""
        return self.text[:80]


class Choice(PublicRecord):
    """One answer that can be chosen, and why it is right or wrong."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.CharField(_("answer"), max_length=300)
    text_es = models.CharField(_("answer, in Spanish"), max_length=300, blank=True)
    is_right = models.BooleanField(_("right"), default=False)
    rationale = models.TextField(_("why it is right or wrong"), max_length=600, blank=True)
    rationale_es = models.TextField(_("why it is right or wrong, in Spanish"), max_length=600, blank=True)

    class Meta:
        """Named for Wagtail's menus."""

        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self) -> str:
        """Return the answer."""
        return self.text
