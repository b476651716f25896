"""What keeps a draft of a course from being published, each problem in words for its author."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from training.rules.kinds import LessonKind


class Flaw(StrEnum):
    """A reason not to publish."""

    NO_LESSONS = "no_lessons"
    NO_REQUIRED_LESSON = "no_required_lesson"
    EMPTY_LESSON = "empty_lesson"
    NO_QUESTIONS = "no_questions"
    PASS_MARK_MISSING = "pass_mark_missing"  # noqa: S105  (a mark, no password)
    PASS_MARK_TOO_HIGH = "pass_mark_too_high"  # noqa: S105  (the same)
    TOO_FEW_CHOICES = "too_few_choices"
    NO_RIGHT_ANSWER = "no_right_answer"
    NO_RATIONALE = "no_rationale"


@dataclass(frozen=True, slots=True)
class DraftQuestion:
    """A question as its author left it: ``choices`` holds (is right, has a rationale) for each."""

    text: str
    choices: tuple[tuple[bool, bool], ...]


@dataclass(frozen=True, slots=True)
class DraftLesson:
    """A lesson as its author left it."""

    title: str
    kind: LessonKind
    has_body: bool
    is_required: bool = True
    pass_mark: int | None = None
    questions: tuple[DraftQuestion, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Problem:
    """One flaw, the lesson it is in, and the words or numbers that name it."""

    flaw: Flaw
    lesson: str = ""
    detail: str = ""


TWO = 2


def _quiz_problems(lesson: DraftLesson) -> Iterable[Problem]:
    if not lesson.questions:
        yield Problem(Flaw.NO_QUESTIONS, lesson.title)
        return
    total = len(lesson.questions)
    if not lesson.pass_mark:
        yield Problem(Flaw.PASS_MARK_MISSING, lesson.title)
    elif lesson.pass_mark > total:
        yield Problem(Flaw.PASS_MARK_TOO_HIGH, lesson.title, f"{lesson.pass_mark} > {total}")
    for question in lesson.questions:
        if len(question.choices) < TWO:
            yield Problem(Flaw.TOO_FEW_CHOICES, lesson.title, question.text)
        elif not any(is_right for is_right, _rationale in question.choices):
            yield Problem(Flaw.NO_RIGHT_ANSWER, lesson.title, question.text)
        if not all(rationale for _is_right, rationale in question.choices):
            yield Problem(Flaw.NO_RATIONALE, lesson.title, question.text)


def problems(lessons: Iterable[DraftLesson]) -> tuple[Problem, ...]:
    """Everything that keeps these lessons from being published, in their order; empty means ready."""
    known = tuple(lessons)
    if not known:
        return (Problem(Flaw.NO_LESSONS),)
    found: list[Problem] = []
    if not any(lesson.is_required for lesson in known):
        found.append(Problem(Flaw.NO_REQUIRED_LESSON))
    for lesson in known:
        if lesson.kind is LessonKind.QUIZ:
            found.extend(_quiz_problems(lesson))
        elif not lesson.has_body:
            found.append(Problem(Flaw.EMPTY_LESSON, lesson.title))
    return tuple(found)
