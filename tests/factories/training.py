"""Courses, enrollments and placed people for tests, made by the services wherever there is one."""

from datetime import UTC, date, datetime
from typing import Any

from cohorts.models import Placement
from fellowship.models import HostOffice, Person
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person
from training.models import (
    Assignment,
    Choice,
    Course,
    CourseVersion,
    Curriculum,
    CurriculumCourse,
    Enrollment,
    Lesson,
    Question,
)
from training.rules.kinds import LessonKind
from training.services import enrolling, quizzes
from training.services.lessons import complete_lesson
from training.services.publishing import publish_version
from training.services.starter import install_starter_curriculum

AT = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 16)


def make_advocate(office: HostOffice, **fields: Any) -> Person:
    """A person with the role of an Advocate in an office."""
    person = make_person(**fields)
    give_role(person, Role.ADVOCATE, scope=Scope.OFFICE, office=office)
    return person


def make_placement(person: Person, office: HostOffice, *, starts_on: date = FIRST_DAY, at: datetime = AT) -> Placement:
    """A placement in a cohort of its own; nothing is published by it."""
    cohort = make_cohort(starts_on=starts_on, ends_on=date(2028, 11, 1))
    seat = make_seat(cohort, office)
    return Placement.objects.create(
        fellow=make_fellow(cohort, person=person), seat=seat, employer_of_record="host", starts_on=starts_on,
        ends_on=date(2028, 11, 1), created_at=at,
    )  # fmt: skip


def starter(at: datetime = AT) -> Assignment:
    """The starter curriculum, given to everyone."""
    return install_starter_curriculum(actor=None, at=at).assignments.get()


def small_course(*, pass_mark: int = 2) -> Assignment:
    """One course with a reading and a quiz of two questions; choices are called right and wrong."""
    course = Course.objects.create(slug="small", title="Small course", title_es="Curso corto")
    version = CourseVersion.objects.create(course=course, number=1)
    Lesson.objects.create(
        version=version, key="read", order=1, kind=LessonKind.READING, title="Read this", title_es="Lea esto",
        body="<p>Words to read.</p>", minutes=5, due_after_days=7,
    )  # fmt: skip
    quiz = Lesson.objects.create(
        version=version, key="quiz", order=2, kind=LessonKind.QUIZ, title="Answer this", minutes=5, due_after_days=30,
        pass_mark=pass_mark,
    )  # fmt: skip
    for number in (1, 2):
        question = Question.objects.create(lesson=quiz, order=number, text=f"Question {number}")
        Choice.objects.create(question=question, order=1, text=f"wrong {number}", rationale=f"why wrong {number}")
        Choice.objects.create(
            question=question, order=2, text=f"right {number}", is_right=True, rationale=f"why right {number}"
        )
    publish_version(actor=None, version_id=version.pk, at=AT)
    curriculum = Curriculum.objects.create(name="Small")
    CurriculumCourse.objects.create(curriculum=curriculum, course=course)
    return Assignment.objects.create(curriculum=curriculum)


def enrolled(
    assignment: Assignment,
    *,
    person: Person | None = None,
    office: HostOffice | None = None,
    starts_on: date = FIRST_DAY,
    at: datetime = AT,
) -> Enrollment:
    """An Advocate on the first course of an assignment."""
    office = office or make_office(time_zone="America/Los_Angeles")
    person = person or make_advocate(office)
    return enrolling.enroll(
        actor=None, person=person, assignment=assignment, office=office, starts_on=starts_on, at=at
    )[0]


def lesson_of(enrollment: Enrollment, key: str) -> Lesson:
    """A lesson of an enrollment's version."""
    return Lesson.objects.get(version_id=enrollment.version_id, key=key)


def answers(lesson: Lesson, *, right: int) -> dict[str, str]:
    """An answer to every question, the first ``right`` of them right."""
    chosen = {}
    for number, question in enumerate(lesson.questions.order_by("order", "pk"), start=1):
        choice = question.choices.filter(is_right=number <= right).order_by("order").first()
        chosen[str(question.pk)] = str(choice.pk)
    return chosen


def take_quiz(enrollment: Enrollment, key: str, *, right: int, at: datetime = AT) -> Any:
    """A whole try at a quiz, handed in."""
    person, lesson = enrollment.person, lesson_of(enrollment, key)
    attempt = quizzes.start_attempt(actor=person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=at)
    quizzes.save_answers(actor=person, attempt_id=attempt.pk, answers=answers(lesson, right=right), at=at)
    return quizzes.submit_attempt(actor=person, attempt_id=attempt.pk, at=at)


def finish(enrollment: Enrollment, at: datetime = AT) -> None:
    """Finish every lesson of an enrollment."""
    for lesson in enrollment.version.lessons.order_by("order"):
        if lesson.kind == LessonKind.QUIZ:
            take_quiz(enrollment, lesson.key, right=lesson.questions.count(), at=at)
        else:
            complete_lesson(
                actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, agreed=True, at=at
            )
