"""A person's own path: their courses, lessons, quizzes and certificates, as plain values."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from training.models import Certificate, Enrollment, Lesson, QuizAttempt
from training.queries.progress import LessonRecord, Record, records, words
from training.rules.kinds import LessonKind


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate as its holder sees it."""

    id: UUID
    course: str
    name: str
    issued_at: datetime
    minutes: int
    file_id: UUID | None
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class NextLesson:
    """Where to carry on: ``answered`` of ``questions`` when a quiz is under way."""

    enrollment_id: UUID
    lesson: LessonRecord
    attempt_id: UUID | None
    answered: int


@dataclass(frozen=True, slots=True)
class CourseOnPath:
    """One course on the path."""

    enrollment_id: UUID
    title: str
    summary: str
    record: Record
    certificate: HeldCertificate | None


@dataclass(frozen=True, slots=True)
class Path:
    """Everything on the path; counts are of required lessons over all courses."""

    courses: tuple[CourseOnPath, ...]
    next: NextLesson | None
    done: int
    total: int
    planned: int
    starts_on: object = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to do, of something."""
        return self.total > 0 and self.done == self.total


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson, ready to read."""

    enrollment_id: UUID
    course: str
    lesson: LessonRecord
    body: str
    place: int
    of: int
    next: LessonRecord | None
    questions: int
    pass_mark: int
    attempt_id: UUID | None
    answered: int
    best: tuple[int, int] | None
    last_attempt_id: UUID | None


def path_of(person: Person, at: datetime, language: str) -> Path:
    """The path of a person; six queries, however long it is, and one when it is empty."""
    mine = visible(person, "training.walk_path").select_related("course", "version", "office")
    known = records(list(mine.order_by("starts_on", "enrolled_at", "pk")), at, language)
    if not known:
        return Path(courses=(), next=None, done=0, total=0, planned=0)
    held = {row.version_id: row for row in visible(person, "training.hold_certificate").order_by("issued_at", "pk")}
    open_tries = {
        (row.enrollment_id, row.lesson_id): row
        for row in visible(person, "training.take_quiz").filter(submitted_at__isnull=True)
    }
    courses = tuple(
        CourseOnPath(
            enrollment_id=record.enrollment.pk,
            title=record.title,
            summary=words(record.enrollment.version, "summary", language),
            record=record,
            certificate=_held(held.get(record.enrollment.version_id), language),
        )
        for record in known
    )
    return Path(
        courses=courses,
        next=_next(known, open_tries),
        done=sum(record.completion.done for record in known),
        total=sum(record.completion.total for record in known),
        planned=sum(record.planned for record in known),
        starts_on=min(record.enrollment.starts_on for record in known),
    )


def _next(known: tuple[Record, ...], open_tries: dict[tuple[UUID, UUID], QuizAttempt]) -> NextLesson | None:
    """The earliest due of each course's next lessons."""
    waiting = [(record.next_lesson, record.enrollment.pk) for record in known]
    chosen = min(((row, pk) for row, pk in waiting if row), key=lambda pair: pair[0].due_on, default=None)
    if chosen is None:
        return None
    lesson, enrollment_id = chosen
    attempt = open_tries.get((enrollment_id, lesson.id))
    return NextLesson(
        enrollment_id=enrollment_id,
        lesson=lesson,
        attempt_id=attempt.pk if attempt else None,
        answered=len(attempt.answers) if attempt else 0,
    )


def _held(certificate: Certificate | None, language: str) -> HeldCertificate | None:
    if certificate is None:
        return None
    return HeldCertificate(
        id=certificate.pk,
        course=words(certificate, "course_title", language),
        name=certificate.name,
        issued_at=certificate.issued_at,
        minutes=certificate.minutes,
        file_id=certificate.file_id,
        is_withdrawn=certificate.revoked_at is not None,
    )


def certificate_of(person: Person, certificate_id: UUID, language: str) -> HeldCertificate:
    """A person's own certificate; anyone else's is not there (404)."""
    held = _held(get_object_or_404(visible(person, "training.hold_certificate"), pk=certificate_id), language)
    assert held is not None  # noqa: S101  (for the type checker)
    return held


def lesson_page(person: Person, enrollment_id: UUID, lesson_id: UUID, at: datetime, language: str) -> LessonPage:
    """One lesson of a person's own path; anything else is not there (404)."""
    mine = visible(person, "training.walk_path").select_related("course", "office")
    enrollment: Enrollment = get_object_or_404(mine, pk=enrollment_id)
    lesson = get_object_or_404(Lesson, pk=lesson_id, version_id=enrollment.version_id)
    record = records([enrollment], at, language)[0]
    rows = list(record.lessons)
    place = next(number for number, row in enumerate(rows) if row.id == lesson.pk)
    tries = (
        list(enrollment.attempts.filter(lesson=lesson).order_by("number")) if lesson.kind == LessonKind.QUIZ else []
    )
    is_open = next((row for row in tries if row.submitted_at is None), None)
    ended = [row for row in tries if row.submitted_at is not None]
    best = max(ended, key=lambda row: (row.passed, row.score), default=None)
    return LessonPage(
        enrollment_id=enrollment.pk,
        course=record.title,
        lesson=rows[place],
        body=words(lesson, "body", language),
        place=place + 1,
        of=len(rows),
        next=next((row for row in rows[place + 1 :] if not row.is_done), None),
        questions=lesson.questions.count() if lesson.kind == LessonKind.QUIZ else 0,
        pass_mark=lesson.pass_mark or 0,
        attempt_id=is_open.pk if is_open else None,
        answered=len(is_open.answers) if is_open else 0,
        best=(best.score or 0, best.out_of or 0) if best else None,
        last_attempt_id=ended[-1].pk if ended else None,
    )
