"""The readers of one application side by side, for those who decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Avg, F, QuerySet
from django.shortcuts import get_object_or_404

from fellowship.access import visible
from fellowship.models import Person
from fellowship.prepared import prepared
from recruitment.models import Application, ReviewAssignment, Score
from recruitment.queries.phases import reads_meant
from recruitment.queries.reading import criteria_of
from recruitment.rules.reading import LET_GO, ReadStage, is_apart, mean, readers_disagree

# What is shown of a read and its reader.
READ = (
    "stage", "note", "submitted_at", "recused_at", "recused_reason", "is_whole", "reviewer__name", "reviewer__called",
    "reviewer__email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReaderFacts:
    """One reader. ``code`` names them without a name; ``state`` is assigned, submitted, recused or abstained."""

    code: str
    name: str
    state: str
    mean: float | None
    note: str
    done_at: datetime | None
    reason: str
    is_whole: bool = True

    @property
    def let_go(self) -> bool:
        """Whether the reader stepped back or abstained, so that they have no marks."""
        return self.state in LET_GO


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One criterion across the readers, in the order of ``readers``; ``None`` where a mark is not in yet."""

    name: str
    marks: tuple[int | None, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class ScorePanel:
    """All readers of an application, their marks side by side, and whether they stand apart."""

    application_id: UUID
    readers: tuple[ReaderFacts, ...]
    rows: tuple[ScoreRow, ...]
    means: tuple[float | None, ...]
    mean: float | None
    disagree: bool
    done: int
    wanted: int


def score_panel(person: Person, application_id: UUID, at: datetime) -> ScorePanel:
    """The readers' marks for an application the person may decide about; anything else is not found."""
    rows = visible(person, "recruitment.assign_readers").select_related("cycle").annotate(meant=reads_meant(at))
    application: Application = get_object_or_404(rows, pk=application_id)
    return panel_of(application, application.meant)  # type: ignore[attr-defined]


def panel_of(application: Application, meant: int) -> ScorePanel:
    """The same for an application with its cycle at hand; the caller has checked who may see it. Two queries.

    ``meant`` is how many readers it should have had by now; more may have been given by hand.
    """
    reads, given_by = _reads_with_marks(application)
    kept = [read for read in reads if read.stage not in LET_GO]
    marks = [given_by[read.pk] for read in kept]
    rows = []
    for criterion in criteria_of(application.cycle.rubric_id) if kept else ():
        given = tuple(by_reader.get(criterion.id) for by_reader in marks)
        rows.append(ScoreRow(criterion.name, given, is_apart([mark for mark in given if mark is not None])))
    means = tuple(mean(by_reader.values()) for by_reader in marks)
    return ScorePanel(
        application_id=application.pk,
        readers=tuple(_reader(read, place, given_by[read.pk]) for place, read in enumerate(reads, 1)),
        rows=tuple(rows),
        means=means,
        mean=mean(found for found in means if found is not None),
        disagree=readers_disagree([by_reader for by_reader in marks if by_reader]),
        done=sum(1 for read in kept if read.stage == ReadStage.SUBMITTED),
        wanted=max(meant, len(kept)),
    )


@prepared
def _marks_by_read(application: UUID) -> QuerySet[ReviewAssignment]:
    rows = ReviewAssignment.objects.filter(application_id=application).select_related("reviewer").only(*READ)
    rows = rows.annotate(criterion=F("scores__criterion_id"), mark=F("scores__value"))
    return rows.order_by("assigned_at", "pk", "scores__pk")


def _reads_with_marks(application: Application) -> tuple[list[ReviewAssignment], dict[UUID, dict[int, int]]]:
    """The reads in the order in which they were given out, and the marks of each by criterion; one query."""
    reads: dict[UUID, ReviewAssignment] = {}
    marks: dict[UUID, dict[int, int]] = {}
    for row in _marks_by_read(application.pk):
        given = marks.setdefault(reads.setdefault(row.pk, row).pk, {})
        if row.criterion is not None:
            given[row.criterion] = row.mark
    return list(reads.values()), marks


def _reader(read: ReviewAssignment, place: int, marks: Mapping[int, int]) -> ReaderFacts:
    return ReaderFacts(
        code=f"R-{place}",
        name=read.reviewer.get_full_name(),
        state=read.stage,
        mean=mean(marks.values()),
        note=read.note,
        done_at=read.submitted_at or read.recused_at,
        reason=read.recused_reason,
        is_whole=read.is_whole,
    )


def means_of(application_ids: Iterable[UUID]) -> dict[UUID, float]:
    """The mean of all marks that are in, to two decimals; one query. The caller has checked who may see them."""
    marks = Score.objects.filter(
        assignment__application__id__among=list(application_ids), assignment__stage=ReadStage.SUBMITTED
    )
    rows = marks.order_by().values_list("assignment__application_id").annotate(mean=Avg("value"))
    return {application_id: round(float(found), 2) for application_id, found in rows}
