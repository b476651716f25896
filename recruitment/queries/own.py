"""A person's own application: its task list, its pages, what to check before sending, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Application
from recruitment.queries.answer_texts import office_names, text_of
from recruitment.queries.cycles import CycleFacts, facts_of
from recruitment.queries.eligibility import lines_of as check_lines
from recruitment.queries.forms import StepFacts, answered, asked_keys, asked_steps, open_step, steps_from
from recruitment.queries.openings import OfficeOption, office_options
from recruitment.rules.answers import (
    Lack,
    QuestionSpec,
    Seen,
    StepStatus,
    digest,
    is_given,
    lack_of,
    status_of,
    word_count,
    write_token,
)
from recruitment.rules.questions import QuestionKind
from recruitment.rules.requests import personal_deadline
from recruitment.rules.stages import Stage


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it is kept."""

    value: Any
    revision: int
    saved_at: datetime
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Mine:
    """A person's application with everything its pages are made of. ``pages`` hold every
    question of the form, ``steps`` those that the answers ask.
    """

    id: UUID
    reference: str
    stage: Stage
    cycle: CycleFacts
    pages: tuple[StepFacts, ...]
    steps: tuple[StepFacts, ...]
    answers: Mapping[str, KeptAnswer]
    started_at: datetime
    submitted_at: datetime | None
    is_open: bool
    closes_at: datetime | None = None
    has_more_time: bool = False
    recommendations: int = 0
    extended_until: datetime | None = None
    check: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """The values by key."""
        return {key: answer.value for key, answer in self.answers.items()}

    def asked_with(self, values: Mapping[str, Any]) -> frozenset[str]:
        """The keys of the questions that would be asked with these answers in place of those kept."""
        return asked_keys(self.pages, {**self.values, **values})

    @property
    def can_write(self) -> bool:
        """Whether answers can still be changed: until the deadline, and while nobody reads them."""
        return self.stage in (Stage.DRAFT, Stage.SUBMITTED) and self.is_open

    @property
    def changed_at(self) -> datetime | None:
        """When an answer was last changed after submitting."""
        if self.submitted_at is None or self.saved_at is None or self.saved_at <= self.submitted_at:
            return None
        return self.saved_at

    @property
    def saved_at(self) -> datetime | None:
        """When anything was last saved."""
        return max((answer.saved_at for answer in self.answers.values()), default=None)

    @property
    def specs(self) -> tuple[QuestionSpec, ...]:
        """All questions in order."""
        return tuple(spec for step in self.steps for spec in step.specs)

    def step(self, key: str) -> StepFacts | None:
        """The page of that key as it is filled in; none when nothing on it is asked."""
        return open_step(self.pages, self.values, key)

    def status(self, step: StepFacts) -> StepStatus:
        """How far a page has come."""
        return status_of(step.specs, self.values)

    def lacks(self, step: StepFacts) -> bool:
        """Whether the page keeps the application from being sent."""
        return any(lack_of(spec, self.values.get(spec.key)) for spec in step.specs)

    @property
    def can_be_sent(self) -> bool:
        """Whether every answer is whole."""
        return not any(self.lacks(step) for step in self.steps)

    @property
    def resume_at(self) -> StepFacts | None:
        """Where the person stopped: the page they wrote on last while it isn't whole, else the first that isn't."""
        waiting = [step for step in self.steps if self.status(step) is not StepStatus.COMPLETED and self.lacks(step)]

        def last_touched(step: StepFacts) -> datetime | None:
            saved = [self.answers[spec.key].saved_at for spec in step.specs if spec.key in self.answers]
            return max(saved, default=None)

        touched = [(last_touched(step), step) for step in waiting if last_touched(step) is not None]
        newest = max((moment for moment, _step in touched if moment), default=None)
        return next((step for moment, step in touched if moment == newest), waiting[0] if waiting else None)

    def token(self, step: StepFacts) -> str:
        """What a page that is opened now has seen."""
        kept = {spec.key: self.answers[spec.key] for spec in step.specs if spec.key in self.answers}
        return write_token({key: Seen(answer.revision, digest(answer.value)) for key, answer in kept.items()})


def is_own(person: Person, application_id: UUID) -> bool:
    """Whether it is the person's application; one query."""
    found: bool = visible(person, "recruitment.own_application").filter(pk=application_id).exists()
    return found


def own_application(person: Person, application_id: UUID, at: datetime) -> Mine:
    """The person's application, 404 for anybody else's; three queries."""
    found = (
        visible(person, "recruitment.own_application").select_related("cycle").prefetch_related("cycle__milestones")
    )
    return gather(get_object_or_404(found, pk=application_id), at)


def gather(application: Application, at: datetime, cycle: CycleFacts | None = None) -> Mine:
    """Everything the pages of an application are made of; the caller has checked who may read it.

    One query, and one for the dates of the cycle where its facts aren't given.
    """
    cycle = cycle or facts_of(application.cycle)
    questions = answered(application)
    answers = {
        row.key: KeptAnswer(row.kept_value, row.kept_revision, row.kept_at, row.kept_file)
        for row in questions
        if row.kept_revision is not None
    }
    pages = steps_from(questions, get_language() or "en")
    return Mine(
        id=application.pk,
        reference=application.reference,
        stage=Stage(application.stage),
        cycle=cycle,
        pages=pages,
        steps=asked_steps(pages, {key: answer.value for key, answer in answers.items()}),
        answers=answers,
        started_at=application.started_at,
        submitted_at=application.submitted_at,
        is_open=cycle.is_open(at, extended_until=application.extended_until),
        closes_at=personal_deadline(cycle.closes_at, application.extended_until),
        recommendations=application.cycle.recommendations,
        extended_until=application.extended_until,
        has_more_time=bool(
            application.extended_until and cycle.closes_at and application.extended_until > cycle.closes_at
        ),
        check=application.eligibility,
    )


def latest_application_id(person: Person) -> UUID | None:
    """The person's newest application."""
    ids = visible(person, "recruitment.own_application").order_by("-started_at", "-pk").values_list("pk", flat=True)
    return ids.first()


def application_in(person: Person, cycle_id: UUID) -> UUID | None:
    """The person's application in a cycle."""
    ids = visible(person, "recruitment.own_application").filter(cycle_id=cycle_id).values_list("pk", flat=True)
    return ids.first()


def offices_for(mine: Mine, step: StepFacts) -> tuple[OfficeOption, ...]:
    """The offices to choose from; no query for a page that doesn't ask."""
    asks = any(spec.kind is QuestionKind.OFFICES for spec in step.specs)
    return office_options(mine.cycle.id) if asks else ()


@dataclass(frozen=True, slots=True)
class Task:
    """A row of the task list."""

    title: str
    url: str = ""
    meta: str = ""
    kind: str = ""
    status: str = ""


def _meta(step: StepFacts, values: Mapping[str, Any]) -> str:
    """How much is written on a page that isn't whole: the words of the first text that has any."""
    for spec in step.specs:
        value = values.get(spec.key)
        if spec.kind is QuestionKind.LONG_TEXT and spec.max_words and is_given(value):
            return _("%(count)s of %(limit)s words") % {"count": word_count(value), "limit": spec.max_words}
    return ""


def tasks_of(mine: Mine) -> tuple[Task, ...]:
    """The pages as tasks."""
    words = {
        StepStatus.NOT_STARTED: ("quiet", _("Not started")),
        StepStatus.IN_PROGRESS: ("act", _("In progress")),
        StepStatus.COMPLETED: ("good", _("Completed")),
    }
    tasks = []
    for step in mine.steps:
        status = mine.status(step)
        kind, label = words[status]
        meta = _meta(step, mine.values) if status is StepStatus.IN_PROGRESS else ""
        tasks.append(Task(step.title, reverse("recruitment_step", args=[mine.id, step.key]), meta, kind, label))
    return tuple(tasks)


def parts_done(mine: Mine) -> int:
    """How many pages are whole."""
    return sum(1 for step in mine.steps if mine.status(step) is StepStatus.COMPLETED)


def send_task(mine: Mine) -> Task:
    """The last task, which can start when all answers are whole."""
    title = _("Check your answers and submit")
    if not mine.can_be_sent:
        return Task(title, status=_("Cannot start yet"))
    return Task(title, reverse("recruitment_answers", args=[mine.id]), kind="yours", status=_("Ready"))


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer in words."""

    label: str
    value: str
    words: bool = False
    change_url: str = ""
    lack: str = ""
    file_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A page of the form with its answers."""

    title: str
    rows: tuple[AnswerRow, ...]


def short_label(spec: QuestionSpec) -> str:
    """The question without its last full stop, to stand inside a sentence."""
    return spec.label.rstrip(".: ")


def _lack_in_words(spec: QuestionSpec, value: Any) -> str:
    match lack_of(spec, value):
        case Lack.MISSING:
            return _("Answer “%(question)s”.") % {"question": short_label(spec)}
        case Lack.TOO_LONG:
            limit = spec.max_words or 0
            return ngettext(
                "Shorten “%(question)s” to %(limit)s word. It has %(count)s.",
                "Shorten “%(question)s” to %(limit)s words. It has %(count)s.",
                limit,
            ) % {"question": short_label(spec), "limit": limit, "count": word_count(value)}
        case Lack.GAP:
            return _("Fill in every part of each entry of “%(question)s”.") % {"question": short_label(spec)}
        case Lack.NOT_A_CHOICE:
            return _("Choose again for “%(question)s”.") % {"question": short_label(spec)}
        case _:
            return ""


def sections_of(mine: Mine, *, changeable: bool) -> tuple[AnswerSection, ...]:
    """All questions with their answers, then the check before applying; one query where offices are named."""
    values = mine.values
    offices = office_names(values, mine.specs)
    sections = []
    for step in mine.steps:
        url = reverse("recruitment_step", args=[mine.id, step.key]) + "?back=answers" if changeable else ""
        rows = tuple(
            AnswerRow(
                label=spec.label,
                value=text_of(spec, values.get(spec.key), offices),
                words=spec.kind in (QuestionKind.LONG_TEXT, QuestionKind.GROUP),
                change_url=f"{url}#id_{spec.key}" if url else "",
                lack=_lack_in_words(spec, values.get(spec.key)),
                file_id=mine.answers[spec.key].file_id if spec.key in mine.answers else None,
            )
            for spec in step.specs
        )
        sections.append(AnswerSection(step.title, rows))
    check = tuple(AnswerRow(label, value) for label, value in check_lines(mine.check))
    if check:
        sections.append(AnswerSection(_("Check before applying"), check))
    return tuple(sections)
