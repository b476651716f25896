"""Practice rounds: which applications can be samples, how far readers agree, and a reader's own turn."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from fellowship.access import visible
from fellowship.models import Person
from recruitment.models import (
    Application,
    CalibrationMark,
    CalibrationRead,
    CalibrationRound,
    Cycle,
    ReviewAssignment,
)
from recruitment.models.assigning_wording import AGREEMENT_LABELS, Words
from recruitment.queries.assigning import READABLE
from recruitment.queries.packets import packet_of
from recruitment.queries.reading import CriterionFacts, criteria_of
from recruitment.rules.blind import BlindPacket
from recruitment.rules.calibration import alpha, judged, mean_difference
from recruitment.rules.reading import ReadStage, is_apart
from recruitment.rules.stages import Stage

MOST_SAMPLES = 20
MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round in the list of its cycle."""

    id: UUID
    number: int
    opened_at: datetime
    closed_at: datetime | None
    done: int
    wanted: int


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One sample beside its marks: the mean of each reader in the order of the round's readers."""

    number: int
    reference: str
    means: tuple[float | None, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class RoundPage:
    """One round before managers. ``alpha`` and ``difference`` are ``None`` where no two readers marked the same."""

    id: UUID
    number: int
    cycle: Cycle
    due_on: date | None
    opened_at: datetime
    closed_at: datetime | None
    readers: tuple[str, ...]
    samples: tuple[SampleLine, ...]
    done: int
    wanted: int
    alpha: float | None
    difference: float | None
    words: Words


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """A sample in the reader's own list."""

    id: UUID
    round: int
    number: int
    due_on: date | None
    is_done: bool
    is_closed: bool


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """One criterion with one's own mark and the others'."""

    name: str
    own: int
    others: tuple[int, ...]
    is_apart: bool


@dataclass(frozen=True, slots=True)
class SamplePage:
    """One sample, blind, beside the rubric; with the others' marks once one's own are in."""

    id: UUID
    number: int
    packet: BlindPacket
    criteria: tuple[CriterionFacts, ...]
    introduction: str
    is_done: bool
    is_open: bool
    rows: tuple[PracticeRow, ...]
    next_id: UUID | None


def possible_samples(person: Person, cycle: Cycle) -> QuerySet[Application]:
    """Applications that can be samples: managed, scored by the same rubric, their own reads over.

    Whoever practices on an application can't read it afterward, so none that still wants reads is among them.
    """
    reads = ReviewAssignment.objects.filter(application=OuterRef("pk"))
    rows = visible(person, "recruitment.assign_readers").filter(cycle__rubric_id=cycle.rubric_id)
    return rows.exclude(stage__in=[*READABLE, Stage.WITHDRAWN]).filter(
        Exists(reads.filter(stage=ReadStage.SUBMITTED)), ~Exists(reads.filter(stage=ReadStage.ASSIGNED))
    )


def sample_choices(person: Person, cycle_id: UUID) -> tuple[Cycle, list[tuple[str, str]]]:
    """The cycle, or not found, and the newest applications that can be samples, by reference."""
    cycle: Cycle = get_object_or_404(visible(person, "recruitment.calibrate"), pk=cycle_id)
    rows = possible_samples(person, cycle).order_by("-submitted_at", "pk")[:MOST_OFFERED]
    return cycle, [(str(row.pk), row.reference) for row in rows]


def rounds_of(person: Person, cycle: Cycle) -> tuple[RoundLine, ...]:
    """The rounds of a cycle, newest first; one query beside the roles."""
    rows = visible(person, "recruitment.keep_rounds").filter(cycle=cycle)
    counted = rows.annotate(
        wanted=Count("samples__reads"),
        done=Count("samples__reads", filter=Q(samples__reads__submitted_at__isnull=False)),
    )
    return tuple(
        RoundLine(row.pk, row.number, row.opened_at, row.closed_at, row.done, row.wanted)
        for row in counted.order_by("-number")
    )


def round_page(person: Person, round_id: UUID) -> RoundPage:
    """One round before managers, or not found; five queries beside the roles."""
    found: CalibrationRound = get_object_or_404(
        visible(person, "recruitment.keep_rounds").select_related("cycle"), pk=round_id
    )
    reads = list(
        CalibrationRead.objects.filter(sample__round=found)
        .select_related("reader")
        .annotate(mean=Avg("marks__value"))
        .order_by("reader__name", "reader_id", "sample__number")
    )
    readers = {read.reader_id: read.reader.get_full_name() for read in reads}
    means: dict[int, dict[UUID, float]] = defaultdict(dict)
    for read in reads:
        if read.mean is not None:
            means[read.sample_id][read.reader_id] = float(read.mean)
    units = _units(found)
    value = alpha(units.values())
    samples = tuple(
        SampleLine(
            sample.number, sample.application.reference,
            tuple(means[sample.pk].get(reader) for reader in readers),
            max(means[sample.pk].values(), default=0) - min(means[sample.pk].values(), default=0) >= 1,
        )
        for sample in found.samples.select_related("application").order_by("number")
    )  # fmt: skip
    marking = {reader for by_reader in means.values() for reader in by_reader}
    return RoundPage(
        id=found.pk,
        number=found.number,
        cycle=found.cycle,
        due_on=found.due_on,
        opened_at=found.opened_at,
        closed_at=found.closed_at,
        readers=tuple(readers.values()),
        samples=samples,
        done=sum(1 for read in reads if read.submitted_at),
        wanted=len(reads),
        alpha=value,
        difference=mean_difference(units.values()),
        words=AGREEMENT_LABELS[judged(value, readers=len(marking), samples=len(means))],
    )


def _units(found: CalibrationRound) -> dict[tuple[int, int], list[float]]:
    """The marks given to each criterion of each sample; one query."""
    units: dict[tuple[int, int], list[float]] = defaultdict(list)
    rows = CalibrationMark.objects.filter(read__sample__round=found).order_by("pk")
    for sample, criterion, value in rows.values_list("read__sample_id", "criterion_id", "value"):
        units[sample, criterion].append(float(value))
    return units


def practice_list(person: Person) -> tuple[PracticeLine, ...]:
    """A reader's own samples: those of the open round first; one query beside the roles."""
    rows = visible(person, "recruitment.read_sample").select_related("sample__round")
    return tuple(
        PracticeLine(
            row.pk, row.sample.round.number, row.sample.number, row.sample.round.due_on,
            row.submitted_at is not None, row.sample.round.closed_at is not None,
        )
        for row in rows.order_by("-sample__round__opened_at", "sample__number")
        if row.submitted_at is not None or row.sample.round.closed_at is None
    )  # fmt: skip


def sample_page(person: Person, read_id: UUID) -> SamplePage:
    """One sample of the reader's own, or not found."""
    rows = visible(person, "recruitment.read_sample").select_related("sample__round__cycle__rubric")
    read: CalibrationRead = get_object_or_404(rows.select_related("sample__application"), pk=read_id)
    calibration, rubric = read.sample.round, read.sample.round.cycle.rubric
    criteria = criteria_of(rubric.pk if rubric else None)
    waiting = rows.filter(submitted_at__isnull=True, sample__round__closed_at__isnull=True).exclude(pk=read.pk)
    following = waiting.order_by("sample__number", "pk").first()
    spanish = (get_language() or "en").startswith("es")
    return SamplePage(
        id=read.pk,
        number=read.sample.number,
        packet=packet_of(read.sample.application, read.sample.number),
        criteria=criteria,
        introduction=((spanish and rubric.introduction_es) or rubric.introduction) if rubric else "",
        is_done=read.submitted_at is not None,
        is_open=read.submitted_at is None and calibration.closed_at is None,
        rows=_rows(read, criteria) if read.submitted_at else (),
        next_id=following.pk if following else None,
    )


def _rows(read: CalibrationRead, criteria: tuple[CriterionFacts, ...]) -> tuple[PracticeRow, ...]:
    """One's own marks beside the others', who stay without a name; one query."""
    own: dict[int, int] = {}
    others: dict[int, list[int]] = defaultdict(list)
    marks = CalibrationMark.objects.filter(read__sample_id=read.sample_id).order_by("criterion_id", "value", "pk")
    for reader, criterion, value in marks.values_list("read_id", "criterion_id", "value"):
        if reader == read.pk:
            own[criterion] = value
        else:
            others[criterion].append(value)
    return tuple(
        PracticeRow(row.name, own[row.id], tuple(others[row.id]), is_apart([own[row.id], *others[row.id]]))
        for row in criteria
        if row.id in own
    )


def practice_left(person: Person) -> int:
    """How many samples wait for the reader; one query beside the roles."""
    rows = visible(person, "recruitment.read_sample")
    return rows.filter(submitted_at__isnull=True, sample__round__closed_at__isnull=True).count()
