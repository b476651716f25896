"""A form version's questions and a person's answers, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from recruitment.models import Answer, Question
from recruitment.rules.answers import QuestionSpec
from recruitment.rules.questions import QuestionKind, choices_in


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A page of the form: its key, its title and what it asks."""

    key: str
    title: str
    number: int
    specs: tuple[QuestionSpec, ...]


def _spec(question: Question, *, spanish: bool) -> QuestionSpec:
    def said(name: str) -> str:
        return str((spanish and getattr(question, f"{name}_es")) or getattr(question, name))

    return QuestionSpec(
        key=question.key,
        kind=QuestionKind(question.kind),
        label=said("label"),
        step=question.step,
        help_text=said("help_text"),
        required=question.required,
        max_words=question.max_words,
        choices=choices_in(question.choices, question.choices_es, spanish=spanish),
    )


def _questions(version_id: UUID) -> list[Question]:
    return list(Question.objects.filter(version_id=version_id).order_by("sort_order", "pk"))


def specs_of(version_id: UUID, language: str) -> tuple[QuestionSpec, ...]:
    """The questions of a version in order, in a language; one query."""
    spanish = language.startswith("es")
    return tuple(_spec(question, spanish=spanish) for question in _questions(version_id))


def steps_of(version_id: UUID, language: str) -> tuple[StepFacts, ...]:
    """The pages of a version in order of their first question; one query."""
    spanish = language.startswith("es")
    titles: dict[str, str] = {}
    specs: dict[str, list[QuestionSpec]] = {}
    for question in _questions(version_id):
        title = (spanish and question.step_title_es) or question.step_title
        titles[question.step] = titles.get(question.step) or title
        specs.setdefault(question.step, []).append(_spec(question, spanish=spanish))
    return tuple(
        StepFacts(key, titles[key] or key, number, tuple(asked))
        for number, (key, asked) in enumerate(specs.items(), 1)
    )


def answers_of(application_id: UUID) -> Mapping[str, Any]:
    """What was answered, by the question's key; one query."""
    rows = Answer.objects.filter(application_id=application_id).values_list("question__key", "value")
    return dict(rows)
