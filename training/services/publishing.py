"""Publishing courses: a draft becomes a version that never changes; a new draft begins as a copy."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from training.models import Choice, Course, CourseVersion, Lesson, Question
from training.rules import publishing as rules
from training.rules.kinds import LessonKind
from training.rules.publishing import Flaw

SENTENCES = {
    Flaw.NO_LESSONS: _("Add at least one lesson."),
    Flaw.NO_REQUIRED_LESSON: _("Make at least one lesson required. Without one, nobody could finish the course."),
    Flaw.EMPTY_LESSON: _("Write the text of “%(lesson)s”. It is empty."),
    Flaw.NO_QUESTIONS: _("Add questions to the quiz “%(lesson)s”. It has none."),
    Flaw.PASS_MARK_MISSING: _("Say how many right answers pass the quiz “%(lesson)s”."),
    Flaw.PASS_MARK_TOO_HIGH: _(
        "Lower the pass mark of “%(lesson)s”: it asks for more right answers (%(detail)s) than there are questions."
    ),
    Flaw.TOO_FEW_CHOICES: _("Give at least two answers to choose from for “%(detail)s”."),
    Flaw.NO_RIGHT_ANSWER: _("Mark a right answer for “%(detail)s”. None is right now."),
    Flaw.NO_RATIONALE: _("Say for each answer to “%(detail)s” why it is right or wrong."),
}


class NotReady(Conflict):
    """The draft can't be published yet; ``sentences`` say what to mend, in the order of the lessons."""

    sentence = _("This draft is not ready to publish.")

    def __init__(self, sentences: tuple[str, ...]) -> None:
        """Keep what to mend."""
        super().__init__()
        self.sentences = sentences


class AlreadyPublished(Conflict):
    """What is published stays as it is."""

    sentence = _("This version is published and does not change. Start a new version instead.")


def flaws(version: CourseVersion) -> tuple[str, ...]:
    """What keeps a draft from being published, as sentences for its author; empty means ready. Three queries."""
    lessons = list(Lesson.objects.filter(version=version).order_by("order", "key"))
    asked: dict[UUID, list[rules.DraftQuestion]] = {}
    choices: dict[UUID, list[tuple[bool, bool]]] = {}
    for choice in Choice.objects.filter(question__lesson__version=version).order_by("order", "pk"):
        choices.setdefault(choice.question_id, []).append((choice.is_right, bool(choice.rationale.strip())))
    for question in Question.objects.filter(lesson__version=version).order_by("order", "pk"):
        draft = rules.DraftQuestion(question.text, tuple(choices.get(question.pk, ())))
        asked.setdefault(question.lesson_id, []).append(draft)
    found = rules.problems(
        rules.DraftLesson(
            title=lesson.title,
            kind=LessonKind(lesson.kind),
            has_body=bool(strip_tags(lesson.body).strip()),
            is_required=lesson.is_required,
            pass_mark=lesson.pass_mark,
            questions=tuple(asked.get(lesson.pk, ())),
        )
        for lesson in lessons
    )
    return tuple(str(SENTENCES[flaw.flaw]) % {"lesson": flaw.lesson, "detail": flaw.detail} for flaw in found)


@transaction.atomic
def publish_version(*, actor: Person | None, version_id: UUID, at: datetime) -> CourseVersion:
    """Publish a draft: from now on new learners get it, and nothing in it changes any more.

    Whoever is on an older version stays there. Raises :class:`NotReady`, :class:`AlreadyPublished` or ``Refused``.
    """
    version = CourseVersion.objects.select_for_update(of=("self",)).get(pk=version_id)
    if version.is_published:
        raise AlreadyPublished
    if actor is not None:
        require(actor, "training.write_courses", version)
    sentences = flaws(version)
    if sentences:
        raise NotReady(sentences)
    version.published_at, version.published_by = at, actor
    version.save(update_fields=["published_at", "published_by"])
    audit.record(
        actor=actor, action="training.publish_version", subject=version, at=at, data={"number": version.number}
    )
    return version


@transaction.atomic
def new_version(*, actor: Person | None, course_id: UUID, at: datetime) -> CourseVersion:
    """The draft of a course: the one there is, or a copy of its newest version with every lesson and question."""
    if actor is not None:
        require(actor, "training.write_courses")
    course = Course.objects.select_for_update(of=("self",)).get(pk=course_id)
    draft = CourseVersion.objects.filter(course=course, published_at__isnull=True).first()
    if draft is not None:
        return draft
    source = CourseVersion.objects.filter(course=course).order_by("-number").first()
    highest = CourseVersion.objects.filter(course=course).aggregate(highest=Max("number"))["highest"] or 0
    draft = CourseVersion.objects.create(
        course=course, number=highest + 1,
        summary=source.summary if source else "", summary_es=source.summary_es if source else "",
    )  # fmt: skip
    if source is not None:
        _copy_lessons(source, draft)
    audit.record(actor=actor, action="training.new_version", subject=draft, at=at, data={"number": draft.number})
    return draft


LESSON_FIELDS = ("key", "order", "kind", "title", "title_es", "body", "body_es", "minutes", "due_after_days",
                 "is_required", "pass_mark")  # fmt: skip
QUESTION_FIELDS = ("order", "text", "text_es")
CHOICE_FIELDS = ("order", "text", "text_es", "is_right", "rationale", "rationale_es")


def _copy_lessons(source: CourseVersion, draft: CourseVersion) -> None:
    for lesson in source.lessons.order_by("order", "key"):
        copied = Lesson.objects.create(version=draft, **{name: getattr(lesson, name) for name in LESSON_FIELDS})
        for question in lesson.questions.order_by("order", "pk"):
            asked = Question.objects.create(
                lesson=copied, **{name: getattr(question, name) for name in QUESTION_FIELDS}
            )
            Choice.objects.bulk_create(
                Choice(question=asked, **{name: getattr(choice, name) for name in CHOICE_FIELDS})
                for choice in question.choices.order_by("order", "pk")
            )
