"""A form version's questions and a person's answers, as plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q, QuerySet

from fellowship.prepared import prepared
from recruitment.models import Answer, Application, Question
from recruitment.rules.answers import QuestionSpec
from recruitment.rules.conditions import Condition, asked, on_one_page
from recruitment.rules.groups import parts_in
from recruitment.rules.questions import QuestionKind, choice_key, choices_in


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A page of the form: its key, its title and what it asks."""

    key: str
    title: str
    number: int
    specs: tuple[QuestionSpec, ...]


def spec_of(question: Question, *, spanish: bool = False) -> QuestionSpec:
    """A question in one language, as plain values."""

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
        identifies=question.identifies,
        parts=parts_in(question.parts, question.parts_es, spanish=spanish),
        shown_if=Condition(question.shown_if_key, choice_key(question.shown_if_value))
        if question.shown_if_key
        else None,
    )


@prepared
def _of_version(version: UUID) -> QuerySet[Question]:
    found: QuerySet[Question] = Question.objects.filter(version_id=version).order_by("sort_order", "pk")
    return found


def _questions(version_id: UUID) -> list[Question]:
    return _of_version(version_id)


@prepared
def _answered(application: UUID, version: UUID) -> QuerySet[Question]:
    own = FilteredRelation("answers", condition=Q(answers__application_id=application))
    rows = Question.objects.filter(version_id=version).annotate(own=own)
    rows = rows.annotate(
        kept_value=F("own__value"), kept_revision=F("own__revision"), kept_at=F("own__saved_at"),
        kept_file=F("own__file_id"), kept_aside=F("own__set_aside"),
    )  # fmt: skip
    found: QuerySet[Question] = rows.order_by("sort_order", "pk")
    return found


def answered(application: Application) -> list[Any]:
    """The questions of an application's form in order, each with what was answered; one query.

    ``kept_value``, ``kept_revision``, ``kept_at``, ``kept_file`` and ``kept_aside`` are the answer's; all ``None``
    where there is none.
    """
    return _answered(application.pk, application.form_version_id)


def specs_of(version_id: UUID, language: str) -> tuple[QuestionSpec, ...]:
    """The questions of a version in order, in a language; one query."""
    spanish = language.startswith("es")
    return tuple(spec_of(question, spanish=spanish) for question in _questions(version_id))


def steps_from(questions: Iterable[Question], language: str) -> tuple[StepFacts, ...]:
    """The pages that these questions make, in order of their first question."""
    spanish = language.startswith("es")
    titles: dict[str, str] = {}
    specs: dict[str, list[QuestionSpec]] = {}
    for question in questions:
        title = (spanish and question.step_title_es) or question.step_title
        titles[question.step] = titles.get(question.step) or title
        specs.setdefault(question.step, []).append(spec_of(question, spanish=spanish))
    return tuple(
        StepFacts(key, titles[key] or key, number, tuple(asked))
        for number, (key, asked) in enumerate(specs.items(), 1)
    )


def asked_keys(pages: Sequence[StepFacts], values: Mapping[str, Any]) -> frozenset[str]:
    """The keys of the questions that these answers ask."""
    return frozenset(spec.key for spec in asked([spec for page in pages for spec in page.specs], values))


def asked_steps(pages: Sequence[StepFacts], values: Mapping[str, Any]) -> tuple[StepFacts, ...]:
    """The pages with the questions that these answers ask; a page without any is skipped."""
    keys = asked_keys(pages, values)
    found: list[StepFacts] = []
    for page in pages:
        specs = tuple(spec for spec in page.specs if spec.key in keys)
        if specs:
            found.append(replace(page, number=len(found) + 1, specs=specs))
    return tuple(found)


def open_step(pages: Sequence[StepFacts], values: Mapping[str, Any], key: str) -> StepFacts | None:
    """A page as it is filled in: what is asked, and what another answer on the same page would ask as well."""
    page = next((each for each in asked_steps(pages, values) if each.key == key), None)
    if page is None:
        return None
    whole = next(each for each in pages if each.key == key)
    return replace(page, specs=on_one_page(whole.specs, asked_keys(pages, values)))


def answers_of(application_id: UUID) -> Mapping[str, Any]:
    """What was answered, by the question's key; one query."""
    rows = Answer.objects.filter(application_id=application_id).values_list("question__key", "value")
    return dict(rows)
