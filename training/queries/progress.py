"""Where people stand on their courses: enrollments, lessons, events and due dates put together in four queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Model

from training.models import DueOverride, Enrollment, Lesson, ProgressEvent
from training.rules import due as due_rules
from training.rules.completion import Completion, LessonState, completion
from training.rules.kinds import EventKind, LessonKind, Standing


@dataclass(frozen=True, slots=True)
class LessonRecord:
    """One lesson as it stands for one person. ``due_at`` is the end of ``due_on`` in the office's time zone."""

    id: UUID
    key: str
    title: str
    kind: LessonKind
    minutes: int
    is_required: bool
    due_on: date
    due_at: datetime
    opened_at: datetime | None
    done_at: datetime | None
    standing: Standing
    late_days: int

    @property
    def is_done(self) -> bool:
        """Whether it is finished."""
        return self.done_at is not None


@dataclass(frozen=True, slots=True)
class Record:
    """One person on one course."""

    enrollment: Enrollment
    title: str
    lessons: tuple[LessonRecord, ...]
    completion: Completion
    planned: int

    @property
    def late(self) -> tuple[LessonRecord, ...]:
        """The lessons that are late, the longest late first."""
        return tuple(
            sorted((row for row in self.lessons if row.standing is Standing.LATE), key=lambda row: row.due_on)
        )

    @property
    def next_lesson(self) -> LessonRecord | None:
        """The first lesson that is not finished, in the order of the course."""
        return next((row for row in self.lessons if not row.is_done), None)


def words(record: Model, field: str, language: str) -> str:
    """A text of a record in a language: Spanish where there is Spanish, English otherwise."""
    spanish = getattr(record, f"{field}_es", "") if language.startswith("es") else ""
    return str(spanish or getattr(record, field))


def records(enrollments: Iterable[Enrollment], at: datetime, language: str) -> tuple[Record, ...]:
    """Put together what is known about the enrollments (with ``person``, ``course``, ``office`` selected).

    Three queries, however many enrollments there are. Keeps their order.
    """
    known = list(enrollments)
    lessons: dict[UUID, list[Lesson]] = defaultdict(list)
    versions = {enrollment.version_id for enrollment in known}
    listed = Lesson.objects.filter(version_id__in=versions).defer("body", "body_es")
    for lesson in listed.order_by("version_id", "order", "key"):
        lessons[lesson.version_id].append(lesson)
    events: dict[tuple[UUID, UUID], dict[str, datetime]] = defaultdict(dict)
    happened = ProgressEvent.objects.filter(enrollment__in=known)
    for enrollment_id, lesson_id, kind, moment in happened.values_list("enrollment_id", "lesson_id", "kind", "at"):
        events[enrollment_id, lesson_id][kind] = moment
    granted: dict[tuple[UUID, UUID], list[date]] = defaultdict(list)
    more = DueOverride.objects.filter(enrollment__in=known)
    for enrollment_id, lesson_id, due_on in more.values_list("enrollment_id", "lesson_id", "due_on"):
        granted[enrollment_id, lesson_id].append(due_on)
    return tuple(
        _record(
            enrollment,
            [
                _lesson(
                    enrollment,
                    lesson,
                    events[enrollment.pk, lesson.pk],
                    granted[enrollment.pk, lesson.pk],
                    at,
                    language,
                )
                for lesson in lessons[enrollment.version_id]
            ],
            at,
            language,
        )
        for enrollment in known
    )


def due_of(enrollment: Enrollment, lesson: Lesson, granted: Iterable[date]) -> date:
    """The day a lesson is due for one person, with the more time they were given."""
    zone = enrollment.time_zone
    return due_rules.due_on(
        starts_on=enrollment.starts_on,
        enrolled_on=due_rules.day_there(enrollment.enrolled_at, zone),
        days_after_start=lesson.due_after_days + enrollment.offset_days,
        overrides=granted,
    )


def _lesson(  # noqa: PLR0917  (one row of the table, called in one place)
    enrollment: Enrollment,
    lesson: Lesson,
    happened: dict[str, datetime],
    granted: list[date],
    at: datetime,
    language: str,
) -> LessonRecord:
    today = due_rules.day_there(at, enrollment.time_zone)
    due_on = due_of(enrollment, lesson, granted)
    opened_at, done_at = happened.get(EventKind.OPENED), happened.get(EventKind.COMPLETED)
    standing = due_rules.standing(
        is_done=done_at is not None, is_opened=opened_at is not None, due=due_on, today=today
    )
    return LessonRecord(
        id=lesson.pk,
        key=lesson.key,
        title=words(lesson, "title", language),
        kind=LessonKind(lesson.kind),
        minutes=lesson.minutes,
        is_required=lesson.is_required,
        due_on=due_on,
        due_at=due_rules.end_of_day(due_on, enrollment.time_zone),
        opened_at=opened_at,
        done_at=done_at,
        standing=standing,
        late_days=(today - due_on).days if standing is Standing.LATE else 0,
    )


def _record(enrollment: Enrollment, lessons: list[LessonRecord], at: datetime, language: str) -> Record:
    states = [LessonState(row.key, row.title, row.kind, row.is_required, row.is_done) for row in lessons]
    return Record(
        enrollment=enrollment,
        title=words(enrollment.course, "title", language),
        lessons=tuple(lessons),
        completion=completion(states),
        planned=sum(1 for row in lessons if row.is_required and row.due_at <= at),
    )
