"""The board of trainers and program managers: status of each person and lesson, never an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.design.progress import Progress, progress_of
from fellowship.models import Person
from training.models import Certificate, DueOverride, Enrollment
from training.queries.progress import LessonRecord, Record, records, words
from training.rules.due import day_there
from training.rules.kinds import Standing

WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Column:
    """One lesson as a column; a lesson keeps its column from version to version."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person on one course; a cell is ``None`` where their version has no such lesson."""

    enrollment_id: UUID
    name: str
    office: str
    done: int
    total: int
    planned: int
    progress: Progress
    cells: tuple[LessonRecord | None, ...]
    late_days: int

    @property
    def late(self) -> int:
        """How many lessons are late."""
        return sum(1 for cell in self.cells if cell is not None and cell.standing is Standing.LATE)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one course."""

    course_id: UUID
    course: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """All courses; ``offices`` are those that can be filtered by."""

    grids: tuple[Grid, ...]
    offices: tuple[tuple[str, str], ...]
    people: int

    @property
    def late_rows(self) -> tuple[Row, ...]:
        """The rows with something late, the longest first."""
        rows = [row for grid in self.grids for row in grid.rows if row.late]
        return tuple(sorted(rows, key=lambda row: (-row.late_days, row.name)))


ORDERS: dict[str, Callable[[Row], tuple[object, ...]]] = {
    "late": lambda row: (-row.late_days, -row.late, row.done - row.planned, row.name),
    "plan": lambda row: (row.done - row.planned, -row.late_days, row.name),
    "name": lambda row: (row.name,),
}


def board(
    person: Person, at: datetime, language: str, *, name: str = "", office: str = "", order: str = "late"
) -> Board:
    """The board as far as a person's region reaches; five queries, however many people there are.

    ``name`` keeps those whose name holds it, ``office`` those of one office (its id), ``order`` is
    ``late`` (the default), ``plan`` or ``name``.
    """
    kept = visible(person, "training.see_board").select_related("person", "course", "office")
    every = list(kept.order_by("course__title", "person__name", "pk"))
    offices = sorted({(str(row.office.pk), row.office.name) for row in every if row.office}, key=lambda pair: pair[1])
    wanted = [
        row
        for row in every
        if name.casefold() in row.person.get_full_name().casefold() and (not office or str(row.office_id) == office)
    ]
    by_course: dict[UUID, list[Record]] = {}
    for record in records(wanted, at, language):
        by_course.setdefault(record.enrollment.course_id, []).append(record)
    return Board(
        grids=tuple(
            _grid(course_id, rows, ORDERS.get(order, ORDERS["late"])) for course_id, rows in by_course.items()
        ),
        offices=tuple(offices),
        people=len({row.person_id for row in wanted}),
    )


def _grid(course_id: UUID, known: list[Record], order: Callable[[Row], tuple[object, ...]]) -> Grid:
    columns: dict[str, Column] = {}
    for record in known:
        for lesson in record.lessons:
            columns.setdefault(lesson.key, Column(lesson.key, lesson.title))
    rows = [_row(record, tuple(columns)) for record in known]
    return Grid(course_id, known[0].title, tuple(columns.values()), tuple(sorted(rows, key=order)))


def _row(record: Record, keys: tuple[str, ...]) -> Row:
    lessons = {lesson.key: lesson for lesson in record.lessons}
    done, total = record.completion.done, record.completion.total
    return Row(
        enrollment_id=record.enrollment.pk,
        name=record.enrollment.person.get_full_name(),
        office=record.enrollment.office.name if record.enrollment.office else "",
        done=done,
        total=total,
        planned=record.planned,
        progress=progress_of(done, total, plan=record.planned),
        cells=tuple(lessons.get(key) for key in keys),
        late_days=max((lesson.late_days for lesson in record.lessons), default=0),
    )


@dataclass(frozen=True, slots=True)
class MoreTime:
    """One date that was moved."""

    lesson: str
    due_on: date
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person on one course, for staff; ``week`` and ``fortnight`` are the days that one click offers."""

    enrollment_id: UUID
    name: str
    office: str
    course: str
    version: int
    starts_on: date
    record: Record
    progress: Progress
    given: tuple[MoreTime, ...]
    certificate: Certificate | None
    today: date
    week: date
    fortnight: date


def person_page(person: Person, enrollment_id: UUID, at: datetime, language: str) -> PersonPage:
    """One enrollment within reach, with its dates and the time that was given; others are not there (404)."""
    kept = visible(person, "training.see_board").select_related("person", "course", "office", "version")
    enrollment: Enrollment = get_object_or_404(kept, pk=enrollment_id)
    record = records([enrollment], at, language)[0]
    given = DueOverride.objects.filter(enrollment=enrollment).select_related("lesson", "granted_by")
    today = day_there(at, enrollment.time_zone)
    return PersonPage(
        enrollment_id=enrollment.pk,
        name=enrollment.person.get_full_name(),
        office=enrollment.office.name if enrollment.office else "",
        course=record.title,
        version=enrollment.version.number,
        starts_on=enrollment.starts_on,
        record=record,
        progress=progress_of(record.completion.done, record.completion.total, plan=record.planned),
        given=tuple(
            MoreTime(
                lesson=words(row.lesson, "title", language),
                due_on=row.due_on,
                reason=row.reason,
                by=row.granted_by.get_full_name() if row.granted_by else "",
                at=row.granted_at,
            )
            for row in given.order_by("-granted_at", "due_on", "pk")
        ),
        certificate=Certificate.objects.filter(enrollment=enrollment).first(),
        today=today,
        week=today + WEEK,
        fortnight=today + FORTNIGHT,
    )
