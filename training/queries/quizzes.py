"""A try at a quiz, before and after it is handed in; for the person whose try it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from training.models import Choice, Question, QuizAttempt
from training.queries.progress import words


@dataclass(frozen=True, slots=True)
class AskedChoice:
    """An answer that can be chosen."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with its answers and the one chosen so far ("" for none)."""

    id: str
    number: int
    text: str
    choices: tuple[AskedChoice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open try: what is asked and what has been answered. It says nothing about what is right."""

    attempt_id: UUID
    enrollment_id: UUID
    lesson_id: UUID
    title: str
    intro: str
    questions: tuple[AskedQuestion, ...]
    pass_mark: int
    is_submitted: bool


@dataclass(frozen=True, slots=True)
class Feedback:
    """How one question went and why."""

    number: int
    text: str
    chosen: str
    is_right: bool
    rationale: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A try that was handed in."""

    attempt_id: UUID
    enrollment_id: UUID
    lesson_id: UUID
    title: str
    score: int
    out_of: int
    pass_mark: int
    passed: bool
    submitted_at: datetime
    feedback: tuple[Feedback, ...]


def _attempt(person: Person, attempt_id: UUID) -> QuizAttempt:
    attempt: QuizAttempt = get_object_or_404(
        visible(person, "training.take_quiz").select_related("lesson", "enrollment"), pk=attempt_id
    )
    return attempt


def _questions(attempt: QuizAttempt) -> list[Question]:
    ordered = Prefetch("choices", queryset=Choice.objects.order_by("order", "pk"))
    return list(Question.objects.filter(lesson_id=attempt.lesson_id).order_by("order", "pk").prefetch_related(ordered))


def sheet(person: Person, attempt_id: UUID, language: str, *, typed: Mapping[str, str] | None = None) -> Sheet:
    """A person's own try with its questions; ``typed`` replaces the saved answers. Three queries."""
    attempt = _attempt(person, attempt_id)
    chosen = {**attempt.answers, **(typed or {})}
    return Sheet(
        attempt_id=attempt.pk,
        enrollment_id=attempt.enrollment_id,
        lesson_id=attempt.lesson_id,
        title=words(attempt.lesson, "title", language),
        intro=words(attempt.lesson, "body", language),
        questions=tuple(
            AskedQuestion(
                id=str(question.pk),
                number=number,
                text=words(question, "text", language),
                choices=tuple(
                    AskedChoice(str(row.pk), words(row, "text", language)) for row in question.choices.all()
                ),
                chosen=str(chosen.get(str(question.pk), "")),
            )
            for number, question in enumerate(_questions(attempt), start=1)
        ),
        pass_mark=attempt.lesson.pass_mark or 0,
        is_submitted=attempt.submitted_at is not None,
    )


def outcome(person: Person, attempt_id: UUID, language: str) -> Outcome | None:
    """How a person's own try went, with the reason behind each chosen answer; ``None`` while it is open.

    What the right answer would have been is not told, so that another try means something.
    """
    attempt = _attempt(person, attempt_id)
    if attempt.submitted_at is None:
        return None
    feedback = []
    for number, question in enumerate(_questions(attempt), start=1):
        row = next((c for c in question.choices.all() if str(c.pk) == attempt.answers.get(str(question.pk))), None)
        feedback.append(
            Feedback(
                number=number,
                text=words(question, "text", language),
                chosen=words(row, "text", language) if row else "",
                is_right=bool(row and row.is_right),
                rationale=words(row, "rationale", language) if row else "",
            )
        )
    return Outcome(
        attempt_id=attempt.pk,
        enrollment_id=attempt.enrollment_id,
        lesson_id=attempt.lesson_id,
        title=words(attempt.lesson, "title", language),
        score=attempt.score or 0,
        out_of=attempt.out_of or 0,
        pass_mark=attempt.lesson.pass_mark or 0,
        passed=bool(attempt.passed),
        submitted_at=attempt.submitted_at,
        feedback=tuple(feedback),
    )
