"""What reviewers see: their packets, blind, and their colleague's marks once their own are in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Prefetch, Q
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import Answer, Application, Criterion, Question, ReviewAssignment, Score
from recruitment.models.wording import LANGUAGE_LABELS, LEVEL_LABELS
from recruitment.rules.blind import BlindPacket, SourceAnswer, build_blind_packet
from recruitment.rules.questions import QuestionKind, choices_in
from recruitment.rules.reading import MARKS, MINUTES_A_PACKET, ReadStage, is_apart, mean
from recruitment.rules.stages import Stage


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
class PacketLine:
    """A packet in the reader's list."""

    id: UUID
    number: int
    due_on: date | None
    is_late: bool
    is_done: bool
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """All packets of one reader: what is left, least read first, and what is done."""

    left: tuple[PacketLine, ...]
    done: tuple[PacketLine, ...]
    minutes: int = MINUTES_A_PACKET

    @property
    def total(self) -> int:
        """How many packets there are in all."""
        return len(self.left) + len(self.done)

    @property
    def due_on(self) -> date | None:
        """The earliest day on which one of those left is due."""
        return min((line.due_on for line in self.left if line.due_on), default=None)

    @property
    def next(self) -> PacketLine | None:
        """The packet to read next."""
        return self.left[0] if self.left else None


@dataclass(frozen=True, slots=True)
class PacketPage:
    """One packet beside its rubric, with how far the reader has come."""

    id: UUID
    packet: BlindPacket
    criteria: tuple[CriterionFacts, ...]
    introduction: str
    is_done: bool
    is_open: bool
    due_on: date | None
    left: int
    total: int
    minutes: int = MINUTES_A_PACKET


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One criterion with one's own mark and those of the other readers."""

    name: str
    own: int
    others: tuple[int, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One's own marks beside the other readers', who stay without a name."""

    id: UUID
    number: int
    rows: tuple[ComparedRow, ...]
    own_mean: float | None
    other_means: tuple[float, ...]
    own_note: str
    other_notes: tuple[str, ...]


def _spanish() -> bool:
    return (get_language() or "en").startswith("es")


def criteria_of(rubric_id: int | None) -> tuple[CriterionFacts, ...]:
    """The criteria of a rubric in order, in the active language; one query."""
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
        for row in Criterion.objects.filter(rubric_id=rubric_id).order_by("sort_order", "pk")
    )


def _choices(question: Question, *, spanish: bool) -> tuple[tuple[str, str], ...]:
    """What may be picked, with its label: the question's own list, or every language at every level."""
    if question.kind != QuestionKind.LANGUAGES:
        return choices_in(question.choices, question.choices_es, spanish=spanish)
    return tuple(
        (f"{code}:{level.value}", f"{language} – {label}")
        for code, language in LANGUAGE_LABELS.items()
        for level, label in LEVEL_LABELS.items()
    )


def _source(question: Question, answer: Answer | None, *, spanish: bool) -> SourceAnswer:
    cleared = getattr(answer, "cleared", None)
    return SourceAnswer(
        question=(spanish and question.label_es) or question.label,
        kind=question.kind,
        is_visible=question.visible_to_reviewers,
        identifies=question.identifies,
        value=answer.value if answer else None,
        revision=answer.revision if answer else 0,
        choices=_choices(question, spanish=spanish),
        cleared_text=cleared.text if cleared else None,
        cleared_revision=cleared.answer_revision if cleared else None,
    )


def packet_of(application: Application, number: int) -> BlindPacket:
    """The blind packet of an application: the only door through which its answers reach a reviewer; two queries.

    Questions without an answer are left out: there is nothing to read and nothing to withhold.
    """
    spanish = _spanish()
    questions = Question.objects.filter(
        version_id=application.form_version_id, visible_to_reviewers=True, identifies=False
    ).order_by("sort_order", "pk")
    answers = Answer.objects.filter(
        application=application, question__visible_to_reviewers=True, question__identifies=False
    ).select_related("cleared")
    by_question = {answer.question_id: answer for answer in answers}
    sources = (
        _source(question, by_question[question.pk], spanish=spanish)
        for question in questions
        if question.pk in by_question and by_question[question.pk].value not in (None, "", [])
    )
    return build_blind_packet(number, sources)


def _line(assignment: ReviewAssignment, on: date) -> PacketLine:
    is_done = assignment.stage == ReadStage.SUBMITTED
    return PacketLine(
        assignment.pk,
        assignment.number,
        assignment.due_on,
        not is_done and assignment.due_on is not None and assignment.due_on < on,
        is_done,
        mean(score.value for score in assignment.scores.all()) if is_done else None,
    )


def reading_list(person: Person, on: date) -> ReadingList:
    """The reader's packets; of those left, the least read application comes first. Two queries."""
    reads_done = Count(
        "application__review_assignments", filter=Q(application__review_assignments__stage=ReadStage.SUBMITTED)
    )
    rows = (
        visible(person, "recruitment.read_packet")
        .annotate(reads_done=reads_done)
        .order_by("reads_done", F("due_on").asc(nulls_last=True), "number")
        .select_related("application")
        .prefetch_related(Prefetch("scores", queryset=Score.objects.order_by("pk")))
    )
    left = [row for row in rows if row.stage == ReadStage.ASSIGNED and row.application.stage == Stage.IN_REVIEW]
    done = sorted((row for row in rows if row.stage == ReadStage.SUBMITTED), key=lambda row: -row.number)
    return ReadingList(tuple(_line(row, on) for row in left), tuple(_line(row, on) for row in done))


def own_assignment(person: Person, assignment_id: UUID) -> ReviewAssignment:
    """The reader's own assignment; somebody else's is not found."""
    assignment: ReviewAssignment = get_object_or_404(
        visible(person, "recruitment.read_packet").select_related("application__cycle__rubric"), pk=assignment_id
    )
    return assignment


def packet_page(person: Person, assignment_id: UUID, on: date) -> PacketPage:
    """One packet of the reader's own, or not found."""
    assignment = own_assignment(person, assignment_id)
    rubric = assignment.application.cycle.rubric
    progress = reading_list(person, on)
    spanish = _spanish()
    introduction = ((spanish and rubric.introduction_es) or rubric.introduction) if rubric else ""
    return PacketPage(
        id=assignment.pk,
        packet=packet_of(assignment.application, assignment.number),
        criteria=criteria_of(rubric.pk if rubric else None),
        introduction=introduction,
        is_done=assignment.stage == ReadStage.SUBMITTED,
        is_open=assignment.stage == ReadStage.ASSIGNED and assignment.application.stage == Stage.IN_REVIEW,
        due_on=assignment.due_on,
        left=len(progress.left),
        total=progress.total,
    )


def _marks(assignment: ReviewAssignment) -> dict[int, int]:
    return {score.criterion_id: score.value for score in assignment.scores.all()}


def compared(person: Person, assignment_id: UUID) -> Compared | None:
    """One's own marks beside the others'; ``None`` until one's own are in, whatever anybody else did."""
    assignment = own_assignment(person, assignment_id)
    if assignment.stage != ReadStage.SUBMITTED:
        return None
    others: Iterable[ReviewAssignment] = (
        ReviewAssignment.objects.filter(application_id=assignment.application_id, stage=ReadStage.SUBMITTED)
        .exclude(pk=assignment.pk)
        .order_by("submitted_at", "pk")
        .prefetch_related(Prefetch("scores", queryset=Score.objects.order_by("pk")))
    )
    own, theirs = _marks(assignment), [(_marks(other), other.note) for other in others]
    rows = []
    for criterion in criteria_of(assignment.application.cycle.rubric_id):
        if criterion.id in own:
            marks = tuple(given[criterion.id] for given, _ in theirs if criterion.id in given)
            rows.append(ComparedRow(criterion.name, own[criterion.id], marks, is_apart([own[criterion.id], *marks])))
    means = tuple(found for given, _ in theirs if (found := mean(given.values())) is not None)
    notes = tuple(note for _, note in theirs if note)
    return Compared(assignment.pk, assignment.number, tuple(rows), mean(own.values()), means, assignment.note, notes)


def given_packet(person: Person, assignment_id: UUID) -> ReviewAssignment:
    """A packet that was given to this reader, whether they stepped back or not; anybody else's is not found."""
    given = visible(person, "recruitment.read_packet") | visible(person, "recruitment.explain_stepping_back")
    assignment: ReviewAssignment = get_object_or_404(given, pk=assignment_id)
    return assignment


def stepped_back(person: Person, assignment_id: UUID) -> ReviewAssignment:
    """The packet a reader stepped back from, to say why; anybody else's is not found."""
    left: ReviewAssignment = get_object_or_404(visible(person, "recruitment.explain_stepping_back"), pk=assignment_id)
    return left
