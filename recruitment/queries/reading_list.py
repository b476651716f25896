"""A reader's packets: how far they have come, what is left with the least read first, and what is done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from fellowship.access import visible
from fellowship.models import Person
from fellowship.queries.large import kept_when_large
from recruitment.models import ReviewAssignment
from recruitment.rules.reading import MINUTES_A_PACKET, ReadStage, hours_and_minutes
from recruitment.rules.stages import Stage

SHOWN_LEFT = 50
DONE_ON_A_PAGE = 50
LEFT = Q(stage=ReadStage.ASSIGNED, application__stage=Stage.IN_REVIEW)
DONE = Q(stage=ReadStage.SUBMITTED)


@dataclass(frozen=True, slots=True)
class ReaderProgress:
    """How many packets a reader has left and done, and the time the rest takes by the cycle's measure."""

    left: int
    done: int
    minutes_left: int
    minutes_each: int
    due_on: date | None

    @property
    def total(self) -> int:
        """How many packets there are in all."""
        return self.left + self.done

    @property
    def hours(self) -> int:
        """The whole hours left."""
        return hours_and_minutes(self.minutes_left)[0]

    @property
    def minutes(self) -> int:
        """The minutes left beside the hours."""
        return hours_and_minutes(self.minutes_left)[1]


@dataclass(frozen=True, slots=True)
class PacketLine:
    """A packet in the reader's list."""

    id: UUID
    number: int
    due_on: date | None
    is_late: bool
    is_done: bool
    has_draft: bool = False
    mean: float | None = None


@dataclass(frozen=True, slots=True)
class ReadingList:
    """The packets left, at most :data:`SHOWN_LEFT`, least read first, and a page of those done, newest first."""

    progress: ReaderProgress
    left: tuple[PacketLine, ...]
    done: tuple[PacketLine, ...]
    page: Page

    @property
    def more(self) -> int:
        """How many packets are left beside those listed."""
        return self.progress.left - len(self.left)


def _packets(person: Person) -> QuerySet[ReviewAssignment]:
    packets: QuerySet[ReviewAssignment] = visible(person, "recruitment.read_packet")
    return packets


def about_progress(person: Person) -> tuple[str, UUID]:
    """What the progress of a reader is kept under where they have very many packets."""
    return "progress", person.pk


def progress_of_reader(person: Person) -> ReaderProgress:
    """How far a reader has come; one query. Of a thousand packets and more it is some minutes old, but for one's own.

    The reader's own marks count at once: saving them forgets what was kept.
    """
    return kept_when_large(about_progress(person), lambda: _progress(person), lambda found: found.total)


def _progress(person: Person) -> ReaderProgress:
    minutes = "application__cycle__minutes_per_packet"
    sums = _packets(person).aggregate(
        left=Count("pk", filter=LEFT),
        done=Count("pk", filter=DONE),
        minutes=Coalesce(Sum(minutes, filter=LEFT), 0),
        each=Max(minutes, filter=LEFT),
        due=Min("due_on", filter=LEFT),
    )
    return ReaderProgress(sums["left"], sums["done"], sums["minutes"], sums["each"] or MINUTES_A_PACKET, sums["due"])


def _left(person: Person) -> QuerySet[ReviewAssignment]:
    """The packets left; of the application read least, and due first, comes first."""
    others = ReviewAssignment.objects.filter(DONE, application=OuterRef("application")).order_by()
    reads = others.values("application").annotate(count=Count("pk")).values("count")
    return (
        _packets(person)
        .filter(LEFT)
        .annotate(reads_done=Coalesce(Subquery(reads), 0))
        .order_by("reads_done", F("due_on").asc(nulls_last=True), "number")
    )


def _line(row: ReviewAssignment, on: date) -> PacketLine:
    is_done = row.stage == ReadStage.SUBMITTED
    return PacketLine(
        id=row.pk,
        number=row.number,
        due_on=row.due_on,
        is_late=not is_done and row.due_on is not None and row.due_on < on,
        is_done=is_done,
        has_draft=not is_done and getattr(row, "draft", None) is not None,
        mean=getattr(row, "mean", None),
    )


def reading_list(person: Person, on: date, page: str | None = None) -> ReadingList:
    """The reader's packets; three queries beside the roles."""
    progress = progress_of_reader(person)
    left = _left(person).select_related("draft")[:SHOWN_LEFT] if progress.left else ()
    done = _packets(person).filter(DONE).annotate(mean=Avg("scores__value")).order_by("-number")
    pages = Paginator(done, DONE_ON_A_PAGE)
    pages.count = progress.done
    shown = pages.get_page(page)
    return ReadingList(progress, tuple(_line(row, on) for row in left), tuple(_line(row, on) for row in shown), shown)


def next_packet_id(person: Person) -> UUID | None:
    """The packet to read next: that of the application read least; one query."""
    return _left(person).values_list("pk", flat=True).first()
