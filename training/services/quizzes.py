"""Taking a quiz: the try exists before the questions are shown, answers are kept as they come, it ends once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from training.models import Choice, Lesson, QuizAttempt
from training.rules import scoring
from training.rules.kinds import LessonKind
from training.services.lessons import locked_enrollment, note_completed


class AlreadySubmitted(Conflict):
    """The try has ended; its answers can't change any more."""

    sentence = _("You have already handed in this quiz, perhaps in another window. Here is how it went.")


class Unanswered(Conflict):
    """Some questions have no answer; ``questions`` are their ids as text."""

    sentence = _("Choose an answer to every question.")

    def __init__(self, questions: tuple[str, ...]) -> None:
        """Keep which ones."""
        super().__init__()
        self.questions = questions


@transaction.atomic
def start_attempt(*, actor: Person, enrollment_id: UUID, lesson_id: UUID, at: datetime) -> QuizAttempt:
    """Begin a try at a quiz, or carry on with the one that is open; two windows share one try. Raises ``Refused``."""
    enrollment = locked_enrollment(actor, enrollment_id)
    lesson = Lesson.objects.get(pk=lesson_id, version_id=enrollment.version_id, kind=LessonKind.QUIZ)
    tries = QuizAttempt.objects.filter(enrollment=enrollment, lesson=lesson)
    is_open = tries.filter(submitted_at__isnull=True).first()
    if is_open is not None:
        return is_open
    number = (tries.aggregate(highest=Max("number"))["highest"] or 0) + 1
    return QuizAttempt.objects.create(enrollment=enrollment, lesson=lesson, number=number, started_at=at)


def _locked(actor: Person, attempt_id: UUID) -> QuizAttempt:
    attempt = (
        QuizAttempt.objects.select_for_update(of=("self",)).select_related("enrollment", "lesson").get(pk=attempt_id)
    )
    require(actor, "training.take_quiz", attempt)
    return attempt


def _right_choices(lesson: Lesson) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """All choices and the right ones, each by question, as text."""
    every: dict[str, set[str]] = {}
    right: dict[str, set[str]] = {}
    choices = Choice.objects.filter(question__lesson=lesson).order_by("question__order", "question_id", "order")
    for question_id, choice_id, is_right in choices.values_list("question_id", "pk", "is_right"):
        every.setdefault(str(question_id), set()).add(str(choice_id))
        right.setdefault(str(question_id), set())
        if is_right:
            right[str(question_id)].add(str(choice_id))
    return (
        {question: frozenset(ids) for question, ids in every.items()},
        {question: frozenset(ids) for question, ids in right.items()},
    )


@transaction.atomic
def save_answers(*, actor: Person, attempt_id: UUID, answers: Mapping[str, str], at: datetime) -> QuizAttempt:
    """Keep the answers given so far (question id → choice id, as text); what is not in the quiz is left out.

    Questions not mentioned keep their answers. Raises :class:`AlreadySubmitted` or ``Refused``.
    """
    attempt = _locked(actor, attempt_id)
    if attempt.submitted_at is not None:
        raise AlreadySubmitted
    every, _right = _right_choices(attempt.lesson)
    fitting = {question: choice for question, choice in answers.items() if choice in every.get(question, ())}
    attempt.answers = {**attempt.answers, **fitting}
    attempt.saved_at = at
    attempt.save(update_fields=["answers", "saved_at"])
    return attempt


@transaction.atomic
def submit_attempt(*, actor: Person, attempt_id: UUID, at: datetime) -> QuizAttempt:
    """Hand in the answers saved so far and mark them. Handing in again changes nothing and gives the same result.

    Passing finishes the lesson; the best try counts, so a later failed one takes nothing away.
    Raises :class:`Unanswered` or ``Refused``.
    """
    attempt = _locked(actor, attempt_id)
    if attempt.submitted_at is not None:
        return attempt
    enrollment = locked_enrollment(actor, attempt.enrollment_id)
    _every, right = _right_choices(attempt.lesson)
    missing = scoring.unanswered(attempt.answers, right)
    if missing:
        raise Unanswered(missing)
    result = scoring.mark(attempt.answers, right, attempt.lesson.pass_mark or len(right))
    attempt.submitted_at = at
    attempt.score, attempt.out_of, attempt.passed = result.score, result.out_of, result.passed
    attempt.save(update_fields=["submitted_at", "score", "out_of", "passed"])
    if result.passed:
        note_completed(actor=actor, enrollment=enrollment, lesson=attempt.lesson, at=at)
    return attempt
