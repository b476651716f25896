"""What reviewers see: their packets, blind, and their colleague's marks once their own are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import can, only_one, visible
from fellowship.models import Person
from fellowship.prepared import prepared
from recruitment.access.selection import packets_of
from recruitment.models import Criterion, ReadDraft, ReviewAssignment, Score
from recruitment.queries.packets import packet_of
from recruitment.queries.phases import reading_of
from recruitment.queries.reading_list import ReaderProgress, progress_of_reader
from recruitment.rules.blind import BlindPacket
from recruitment.rules.phases import Reading
from recruitment.rules.reading import MARKS, ReadStage, is_apart, mean
from recruitment.rules.stages import Stage

# What the pages of a packet read of the assignment, its application, its cycle and its rubric.
OWN = (
    "number", "stage", "due_on", "note", "submitted_at", "reviewer", "application__stage", "application__person",
    "application__form_version", "application__cycle__rubric__introduction",
    "application__cycle__rubric__introduction_es", "draft",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one mark looks like."""

    mark: int
    words: str


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A criterion of the rubric in the active language."""

    id: int
    name: str
    hint: str
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a reader has noted and not yet saved for good; a mark of 0 is an abstention."""

    marks: dict[int, int]
    note: str
    revision: int
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PacketPage:
    """One packet beside its rubric, with how far the reader has come and whether marks can be saved now."""

    id: UUID
    packet: BlindPacket
    criteria: tuple[CriterionFacts, ...]
    introduction: str
    is_done: bool
    is_open: bool
    due_on: date | None
    progress: ReaderProgress
    reading: Reading
    draft: DraftFacts


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion with one's own mark and those of the other readers; ``None`` where somebody abstained."""

    name: str
    own: int | None
    others: tuple[int | None, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One's own marks beside the other readers', who stay without a name; without them where the phase says so."""

    id: UUID
    number: int
    packet: BlindPacket
    rows: tuple[ComparedRow, ...]
    own_mean: float | None
    other_means: tuple[float, ...]
    own_note: str
    other_notes: tuple[str, ...]
    shows_others: bool


@dataclass(frozen=True, slots=True)
class PacketLeft:
    """A packet that the reader stepped back or abstained from."""

    number: int
    abstained: bool
    reason: str


def _spanish() -> bool:
    return (get_language() or "en").startswith("es")


def criteria_of(rubric_id: int | None) -> tuple[CriterionFacts, ...]:
    """The criteria of a rubric in order, in the active language; one query."""
    return _criteria(_of_rubric(rubric_id)) if rubric_id else ()


@prepared
def _of_rubric(rubric: int) -> QuerySet[Criterion]:
    found: QuerySet[Criterion] = Criterion.objects.filter(rubric_id=rubric).order_by("sort_order", "pk")
    return found


def _criteria(rows: Iterable[Criterion]) -> tuple[CriterionFacts, ...]:
    spanish = _spanish()

    def said(row: Criterion, name: str) -> str:
        return str((spanish and getattr(row, f"{name}_es")) or getattr(row, name))

    return tuple(
        CriterionFacts(
            row.pk,
            said(row, "name"),
            said(row, "question_hint"),
            tuple(Anchor(mark, said(row, f"anchor_{mark}")) for mark in MARKS),
        )
        for row in rows
    )


def own_assignment(person: Person, assignment_id: UUID) -> ReviewAssignment:
    """The reader's own assignment; somebody else's is not found."""
    assignment: ReviewAssignment = only_one(person, "recruitment.read_packet", _assignment(assignment_id))
    return assignment


@prepared
def _assignment(assignment: UUID) -> QuerySet[ReviewAssignment]:
    rows = ReviewAssignment.objects.filter(pk=assignment)
    return rows.select_related("application__cycle__rubric", "draft").only(*OWN)


def _draft(assignment: ReviewAssignment) -> DraftFacts:
    draft: ReadDraft | None = getattr(assignment, "draft", None)
    if draft is None:
        return DraftFacts({}, "", 0, None)
    marks = {int(criterion): int(mark) for criterion, mark in draft.marks.items()}
    return DraftFacts(marks, draft.note, draft.revision, draft.saved_at)


def packet_page(person: Person, assignment_id: UUID, at: datetime) -> PacketPage:
    """One packet of the reader's own, or not found; at most seven queries beside the roles."""
    assignment = own_assignment(person, assignment_id)
    application = assignment.application
    rubric = application.cycle.rubric
    introduction = ((_spanish() and rubric.introduction_es) or rubric.introduction) if rubric else ""
    return PacketPage(
        id=assignment.pk,
        packet=packet_of(application, assignment.number),
        criteria=criteria_of(rubric.pk if rubric else None),
        introduction=introduction,
        is_done=assignment.stage == ReadStage.SUBMITTED,
        is_open=assignment.stage == ReadStage.ASSIGNED and application.stage == Stage.IN_REVIEW,
        due_on=assignment.due_on,
        progress=progress_of_reader(person),
        reading=reading_of(application.cycle_id, at),
        draft=_draft(assignment),
    )


def criteria_to_mark(person: Person, assignment_id: UUID) -> tuple[CriterionFacts, ...]:
    """The criteria for one of the reader's own packets, or not found; one query beside the roles."""
    if not can(person, "recruitment.read_packet"):
        raise Http404
    found = _criteria(_to_mark(person.pk, assignment_id))
    if not found:
        get_object_or_404(visible(person, "recruitment.read_packet"), pk=assignment_id)
    return found


@prepared
def _to_mark(reader: UUID, assignment: UUID) -> QuerySet[Criterion]:
    own = packets_of(reader).filter(pk=assignment)
    found: QuerySet[Criterion] = Criterion.objects.filter(
        rubric__in=own.values("application__cycle__rubric")
    ).order_by("sort_order", "pk")
    return found


def _marks(assignment: ReviewAssignment) -> dict[int, int]:
    return {score.criterion_id: score.value for score in assignment.scores.all()}


def _others(assignment: ReviewAssignment) -> list[tuple[dict[int, int], str]]:
    """The marks and notes of the other readers who are done."""
    others: Iterable[ReviewAssignment] = (
        ReviewAssignment.objects.filter(application_id=assignment.application_id, stage=ReadStage.SUBMITTED)
        .exclude(pk=assignment.pk)
        .order_by("submitted_at", "pk")
        .prefetch_related(Prefetch("scores", queryset=Score.objects.order_by("pk")))
    )
    return [(_marks(other), other.note) for other in others]


def compared(person: Person, assignment_id: UUID, at: datetime) -> Compared | None:
    """One's own marks beside the others'; ``None`` until one's own are in, whatever anybody else did.

    Where the phase keeps readers apart, the others' marks are not even looked up.
    """
    assignment = own_assignment(person, assignment_id)
    if assignment.stage != ReadStage.SUBMITTED:
        return None
    application = assignment.application
    shows_others = reading_of(application.cycle_id, at).shows_colleagues
    own, theirs = _marks(assignment), _others(assignment) if shows_others else []
    rows = []
    for criterion in criteria_of(application.cycle.rubric_id):
        others = tuple(given.get(criterion.id) for given, _note in theirs)
        marks = [mark for mark in (own.get(criterion.id), *others) if mark is not None]
        rows.append(ComparedRow(criterion.name, own.get(criterion.id), others, is_apart(marks)))
    return Compared(
        id=assignment.pk,
        number=assignment.number,
        packet=packet_of(application, assignment.number),
        rows=tuple(rows),
        own_mean=mean(own.values()),
        other_means=tuple(found for given, _note in theirs if (found := mean(given.values())) is not None),
        own_note=assignment.note,
        other_notes=tuple(note for _given, note in theirs if note),
        shows_others=shows_others,
    )


def given_packet(person: Person, assignment_id: UUID) -> ReviewAssignment:
    """A packet that was given to this reader, whether they let go of it or not; anybody else's is not found."""
    given = visible(person, "recruitment.read_packet") | visible(person, "recruitment.explain_stepping_back")
    assignment: ReviewAssignment = get_object_or_404(given, pk=assignment_id)
    return assignment


def packet_left(person: Person, assignment_id: UUID) -> PacketLeft:
    """The packet a reader let go of, to say why; anybody else's is not found."""
    row: ReviewAssignment = get_object_or_404(visible(person, "recruitment.explain_stepping_back"), pk=assignment_id)
    return PacketLeft(row.number, row.stage == ReadStage.ABSTAINED, row.recused_reason)
