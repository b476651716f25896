"""What an import is checked against, and its pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.translation import override

from fellowship.access import visible
from fellowship.models import HostOffice, Person
from recruitment.models import Application, Cycle, FormVersion, ImportBatch, ImportRow, Question
from recruitment.models.importing_wording import COLUMN_LABELS, PROBLEM_LABELS
from recruitment.models.wording import LANGUAGE_LABELS, Words
from recruitment.queries.pipeline import short_office
from recruitment.rules.importing import ANSWER, UNDO_FOR, Column, ImportStage, Known, Problem, head_words
from recruitment.rules.questions import TEXT_KINDS

MOST_SHOWN = 100
SAMPLE = 5


def questions_of(cycle: Cycle) -> tuple[tuple[str, str], ...]:
    """The text questions of the cycle's newest form, as key and label."""
    newest = FormVersion.objects.filter(form=cycle.form_id, published_at__isnull=False).order_by("-number")
    asked = Question.objects.filter(version__in=newest.values("pk")[:1], kind__in=list(TEXT_KINDS))
    return tuple(asked.order_by("sort_order", "pk").values_list("key", "label"))


def known_for(cycle: Cycle) -> Known:
    """Offices with an opening, languages by code and name, who applied already, and who has a role."""
    offices: dict[str, str] = {}
    for pk, name in HostOffice.objects.filter(openings__cycle=cycle).values_list("pk", "name"):
        offices[head_words(name)] = offices[head_words(short_office(name))] = str(pk)
    languages = {code: code for code in LANGUAGE_LABELS}
    for language in ("en", "es"):
        with override(language):
            languages |= {head_words(str(label)): code for code, label in LANGUAGE_LABELS.items()}
    applied = Application.objects.filter(cycle=cycle).values_list("person__email", flat=True)
    employed = Person.objects.filter(role_grants__isnull=False).values_list("email", flat=True)
    return Known(offices, languages, frozenset(applied), frozenset(employed))


def mapping_choices(cycle: Cycle) -> tuple[tuple[str, Words], ...]:
    """What a column can be: the fixed fields, then the text questions of the form."""
    fixed: list[tuple[str, Words]] = [(str(column), COLUMN_LABELS[column]) for column in Column]
    return (*fixed, *((f"{ANSWER}{key}", label) for key, label in questions_of(cycle)))


def kept_import(person: Person, batch_id: UUID) -> ImportBatch:
    """One's own import, 404 for anybody else's."""
    own = visible(person, "recruitment.import_applications").select_related("cycle", "file")
    batch: ImportBatch = get_object_or_404(own, pk=batch_id)
    return batch


def imports_of(person: Person) -> tuple[ImportBatch, ...]:
    """One's own imports, the newest first; one query."""
    own = visible(person, "recruitment.import_applications").select_related("cycle", "file")
    return tuple(own.order_by("-created_at", "-pk")[:MOST_SHOWN])


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that can't become an application, and why."""

    number: int
    sentences: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows, as it would come in."""

    name: str
    email: str
    sent_on: date | None


@dataclass(frozen=True, slots=True)
class ImportPage:
    """An import that was checked: how many rows are whole, what is wrong with the others, and what became of it."""

    batch: ImportBatch
    stage: ImportStage
    whole: int
    wrong: int
    made: int
    people: int
    sample: tuple[SampleRow, ...]
    problems: tuple[RowProblem, ...]
    can_undo: bool


def _sample(values: Mapping[str, Any]) -> SampleRow:
    sent_on = values.get("sent_on")
    return SampleRow(values.get("name", ""), values.get("email", ""), date.fromisoformat(sent_on) if sent_on else None)


def import_page(person: Person, batch_id: UUID, at: datetime) -> ImportPage:
    """The page of one's own import; five queries."""
    batch = kept_import(person, batch_id)
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    counts = Counter(
        (problems == [], application is not None, made)
        for problems, application, made in rows.values_list("problems", "application_id", "made_person")
    )
    applied = batch.stage == ImportStage.APPLIED and batch.applied_at is not None
    return ImportPage(
        batch=batch, stage=ImportStage(batch.stage),
        whole=sum(number for (is_whole, *_rest), number in counts.items() if is_whole),
        wrong=sum(number for (is_whole, *_rest), number in counts.items() if not is_whole),
        made=sum(number for (_whole, has_one, _made), number in counts.items() if has_one),
        people=sum(number for (_whole, has_one, made), number in counts.items() if has_one and made),
        sample=tuple(_sample(row.values) for row in rows.filter(problems=[]).exclude(values={})[:SAMPLE]),
        problems=tuple(
            RowProblem(row.number, tuple(PROBLEM_LABELS[Problem(code)] for _field, code in row.problems))
            for row in rows.exclude(problems=[])[:MOST_SHOWN]
        ),
        can_undo=bool(applied and batch.applied_at and at <= batch.applied_at + UNDO_FOR),
    )  # fmt: skip
