"""The redaction desk: which answers wait to be cleared, with a suggestion of what to withhold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import override

from fellowship.access import visible
from fellowship.models import Person
from fellowship.queries.large import large_count
from recruitment.models import Answer, Application, Question
from recruitment.queries.answer_texts import said
from recruitment.queries.own_words import terms_of
from recruitment.rules.blind import FREE
from recruitment.rules.giveaways import patterns
from recruitment.rules.groups import as_text, parts_in
from recruitment.rules.questions import QuestionKind
from recruitment.rules.redaction import Term, suggest
from recruitment.rules.stages import Stage

LONGEST_LIST = 200
READ_STAGES = (Stage.SUBMITTED, Stage.IN_REVIEW)
CLEARABLE: dict[str, Any] = {"visible_to_reviewers": True, "identifies": False, "kind__in": sorted(FREE)}
EMPTY = Q(value__isnull=True) | Q(value="")


@dataclass(frozen=True, slots=True)
class ToClear:
    """An answer as written, beside the text suggested for readers and the one they get or would get.

    For a file, ``original`` is what it says, and ``file_state`` how well that could be read.
    """

    id: int
    question: str
    revision: int
    original: str
    suggestion: str
    text: str
    is_cleared: bool
    file_name: str = ""
    file_id: UUID | None = None
    file_state: str = ""


@dataclass(frozen=True, slots=True)
class ClearingPage:
    """Everything to clear of one application."""

    id: UUID
    reference: str
    answers: tuple[ToClear, ...]
    next_id: UUID | None
    left: int


@dataclass(frozen=True, slots=True)
class ClearingLine:
    """An application in the list of those to clear."""

    id: UUID
    reference: str
    submitted_at: datetime | None
    waiting: int


def clearable(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Those answers that a person has to clear before a reader sees them."""
    of_questions = {f"question__{name}": value for name, value in CLEARABLE.items()}
    return answers.filter(**of_questions, set_aside=False).exclude(EMPTY)


def _waiting() -> Q:
    return Q(cleared__isnull=True) | ~Q(cleared__answer_revision=F("revision"))


def uncleared_counts(application_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many answers of each application wait to be cleared; one query."""
    rows = clearable(Answer.objects.filter(application_id__in=list(application_ids))).filter(_waiting())
    return dict(rows.order_by("application_id").values_list("application_id").annotate(Count("pk")))


def applications_to_clear(person: Person) -> int:
    """How many applications have text to clear; two queries beside the roles, a large number is kept for minutes."""
    applications = visible(person, "recruitment.clear_answers").filter(stage__in=READ_STAGES)
    return large_count(("to clear", person.pk), applications.filter(_has_text_to_clear()).count)


def _has_text_to_clear() -> Exists:
    """Whether any answer waits. The questions are read first: there are few, and a join would look at each anew."""
    questions = list(Question.objects.filter(**CLEARABLE).order_by("pk").values_list("pk", flat=True))
    answers = Answer.objects.filter(application=OuterRef("pk"), question_id__in=questions, set_aside=False)
    return Exists(answers.exclude(EMPTY).filter(_waiting()))


def clearing_list(person: Person) -> tuple[ClearingLine, ...]:
    """Applications with text to clear, oldest first, at most :data:`LONGEST_LIST`; three queries beside the roles."""
    applications = visible(person, "recruitment.clear_answers").filter(stage__in=READ_STAGES)
    rows = list(applications.filter(_has_text_to_clear()).order_by("submitted_at", "reference")[:LONGEST_LIST])
    counts = uncleared_counts(row.pk for row in rows)
    return tuple(
        ClearingLine(row.pk, row.reference, row.submitted_at, counts[row.pk]) for row in rows if counts.get(row.pk)
    )


def clearing_page(person: Person, application_id: UUID) -> ClearingPage:
    """One application at the desk, or not found; what is cleared already shows the text readers see."""
    applications = visible(person, "recruitment.clear_answers").filter(stage__in=READ_STAGES)
    application: Application = get_object_or_404(applications.select_related("person"), pk=application_id)
    terms = terms_of(application)
    rows = clearable(Answer.objects.filter(application=application)).select_related(
        "question", "cleared", "file__document_text"
    )
    waiting = [line.id for line in clearing_list(person) if line.id != application.pk]
    language = application.person.language
    answers = tuple(
        _to_clear(row, terms, language) for row in rows.order_by("question__sort_order", "pk") if row.value
    )
    return ClearingPage(application.pk, application.reference, answers, waiting[0] if waiting else None, len(waiting))


def _written(answer: Answer, language: str) -> str:
    """What the applicant wrote, as text, with what they picked in their own language; empty for a file."""
    if answer.question.kind == QuestionKind.GROUP:
        parts = parts_in(answer.question.parts, answer.question.parts_es, spanish=language.startswith("es"))
        with override(language):
            return as_text(parts, answer.value, said)
    return answer.value if isinstance(answer.value, str) else ""


def _to_clear(answer: Answer, terms: tuple[Term, ...], language: str) -> ToClear:
    cleared = getattr(answer, "cleared", None)
    is_cleared = cleared is not None and cleared.answer_revision == answer.revision
    document = getattr(answer.file, "document_text", None)
    original = document.text if document else _written(answer, language)
    suggestion = suggest(original, terms, patterns())
    return ToClear(
        id=answer.pk,
        question=answer.question.label,
        revision=answer.revision,
        original=original,
        suggestion=suggestion,
        text=cleared.text if cleared is not None and is_cleared else suggestion,
        is_cleared=is_cleared,
        file_name=answer.file.name if answer.file else "",
        file_id=answer.file_id,
        file_state=document.state if document else "",
    )
