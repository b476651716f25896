"""The pipeline: counts by stage, one page of applications, and what belongs to each row, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import CharField, Count, QuerySet, Sum, UUIDField, Value
from django.utils.functional import cached_property

from fellowship.access import visible
from fellowship.models import HostOffice, Person
from fellowship.prepared import Keys, prepared
from fellowship.queries.large import large_count
from recruitment.models import Application, Cycle, OfficeChoice, ReviewAssignment, StageTally
from recruitment.models.wording import STAFF_LABELS, STAFF_TAGS, Words
from recruitment.queries.labels import joined_labels, labels_in_use, names_in
from recruitment.queries.narrowing import GROUPS, Wanted, narrowed, settled
from recruitment.rules.reading import LET_GO, ReadStage
from recruitment.rules.searching import Piece, excerpt, read_phrases
from recruitment.rules.stages import Stage

PER_PAGE = 25
MOST_COUNTED = 10_000
SHOWN_OFFICES = 3
# What a row of the list shows.
READ = (
    "reference", "stage", "stage_since", "person__name", "person__called", "person__email", "owner__name",
    "owner__called", "owner__email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PipelineRow:
    """An application in the list."""

    id: UUID
    name: str
    reference: str
    stage: Words
    tag: str
    offices: str
    readers: str
    since: datetime
    waiting_days: int
    owner: str
    found: tuple[Piece, ...] = ()
    labels: tuple[str, ...] = ()


def cycles_for_staff() -> tuple[Cycle, ...]:
    """All cycles, the newest cohort first."""
    return tuple(_all_cycles())


@prepared
def _all_cycles() -> QuerySet[Cycle]:
    return Cycle.objects.order_by("-cohort_year", "-pk")


def stage_counts(person: Person, cycle_ids: Sequence[UUID]) -> dict[UUID, dict[Stage, int]]:
    """How many sent applications stand in each stage of each cycle; one query, fast at any number.

    The tally knows nobody's name, so the person's own application is taken off what it says.
    """
    counts: dict[UUID, dict[Stage, int]] = {cycle_id: dict.fromkeys(Stage, 0) for cycle_id in cycle_ids}
    sent = Application.objects.filter(cycle_id__in=cycle_ids, submitted_at__isnull=False).order_by()
    rows: Iterable[tuple[Any, ...]]
    if connection.vendor == "postgresql":
        tally = StageTally.objects.filter(cycle_id__in=cycle_ids).order_by()
        own = sent.filter(person=person).values_list("cycle_id", "stage").annotate(number=Value(0) - Count("*"))
        rows = tally.values_list("cycle_id", "stage").annotate(number=Sum("delta")).union(own, all=True)
    else:
        rows = sent.exclude(person=person).values_list("cycle_id", "stage").annotate(number=Count("*"))
    for cycle_id, stage, number in rows:
        counts[cycle_id][Stage(stage)] += number
    return counts


def group_count(counts: Mapping[Stage, int], group: str) -> int:
    """How many applications a group of stages holds."""
    return sum(counts[stage] for stage in GROUPS[group])


class CountedPaginator(Paginator):
    """A paginator that is told the count where it is known already. ``about`` says what is counted."""

    def __init__(self, *args: Any, known: int | None, about: object, **kwargs: Any) -> None:
        """Keep the number."""
        super().__init__(*args, **kwargs)
        self.known, self.about = known, about

    @cached_property
    def _counted(self) -> int:
        rows: Any = self.object_list
        return large_count(self.about, rows[: MOST_COUNTED + 1].count)

    @property
    def count(self) -> int:
        """The number of rows, at most :data:`MOST_COUNTED` where it has to be counted; a large one may be old.

        Nobody leafs through ten thousand rows: who looks for one narrows the list further.
        """
        return self.known if self.known is not None else min(self._counted, MOST_COUNTED)

    @property
    def is_more(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.known is None and self._counted > MOST_COUNTED


def page_of(
    person: Person, cycle: Cycle, wanted: Wanted, *, number: str, known: int | None, at: datetime
) -> Page[PipelineRow]:
    """One page of rows; a page beyond the last gives the last.

    Three queries, one more where the count isn't known, and one each to look up words and a name.
    """
    found = narrowed(person, cycle, settled(wanted), at)
    about = "list", person.pk, cycle.pk, wanted
    pages = CountedPaginator(found, PER_PAGE, known=None if wanted.is_narrowed else known, about=about)
    page = pages.get_page(number)
    shown: Any = page.object_list
    page.object_list = rows_of(for_rows(shown, wanted.words), at, words=wanted.words)
    return page


def for_rows(found: QuerySet[Application], words: str = "") -> list[Application]:
    """One page of applications with what :func:`rows_of` reads of them; two queries.

    Which they are is found first, so that the people of all others are never looked up.
    """
    ids = tuple(found.values_list("pk", flat=True))
    rows = {row.pk: row for row in (_rows_with_words(ids) if words else _rows(ids))} if ids else {}
    return [rows[pk] for pk in ids]


@prepared
def _rows(ids: Keys) -> QuerySet[Application]:
    rows = Application.objects.filter(pk__among=ids).select_related("person", "owner").order_by()
    return rows.annotate(label_names=joined_labels()).only(*READ)


@prepared
def _rows_with_words(ids: Keys) -> QuerySet[Application]:
    rows = Application.objects.filter(pk__among=ids).select_related("person", "owner", "search_text").order_by()
    return rows.annotate(label_names=joined_labels()).only(*READ, "search_text__text")


@prepared
def _chosen(ids: Keys) -> QuerySet[OfficeChoice, Any]:
    rows = OfficeChoice.objects.filter(application__id__among=ids).order_by("rank")
    return rows.values_list("application_id", "office__name")


def office_lists(application_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The short names of the offices each person chose, in order; one query."""
    chosen: dict[UUID, list[str]] = {}
    ids = tuple(application_ids)
    for application_id, name in _chosen(ids) if ids else ():
        chosen.setdefault(application_id, []).append(short_office(name))
    return chosen


def short_office(name: str) -> str:
    """An office's name without what nearly all of them share, for narrow columns."""
    for tail in (" Public Defenders", " Public Defender", " Defenders", " Defender", " County"):
        name = name.removesuffix(tail)
    return name


def _first_few(names: Sequence[str]) -> str:
    """The first three and how many more."""
    more = f" +{len(names) - SHOWN_OFFICES}" if len(names) > SHOWN_OFFICES else ""
    return ", ".join(names[:SHOWN_OFFICES]) + more


@prepared
def _stages_of_reads(ids: Keys) -> QuerySet[ReviewAssignment, Any]:
    reads = ReviewAssignment.objects.filter(application__id__among=ids).exclude(stage__in=LET_GO)
    return reads.order_by().values_list("application_id", "stage")


def reads_of(application_ids: Sequence[UUID]) -> dict[UUID, str]:
    """How many readers are done of those assigned, "1 of 2"; one query."""
    counted: dict[UUID, list[int]] = {}
    for application_id, stage in _stages_of_reads(tuple(application_ids)) if application_ids else ():
        both = counted.setdefault(application_id, [0, 0])
        both[0] += stage == ReadStage.SUBMITTED
        both[1] += 1
    return {application_id: f"{done}/{total}" for application_id, (done, total) in counted.items()}


def _excerpts(applications: Sequence[Application], words: str) -> dict[UUID, tuple[Piece, ...]]:
    """Where each text says what was looked for."""
    phrases = read_phrases(words)
    return {row.pk: excerpt(row.search_text.text, phrases) for row in applications} if phrases else {}


def rows_of(applications: Sequence[Application], at: datetime, *, words: str = "") -> list[PipelineRow]:
    """Rows as plain values, of what :func:`for_rows` gave; two queries for all of them."""
    ids = [application.pk for application in applications]
    offices, reads, found = office_lists(ids), reads_of(ids), _excerpts(applications, words)
    return [
        PipelineRow(
            id=application.pk,
            name=application.person.get_full_name(),
            reference=application.reference,
            stage=STAFF_LABELS[Stage(application.stage)],
            tag=STAFF_TAGS[Stage(application.stage)],
            offices=_first_few(offices.get(application.pk, [])),
            readers=reads.get(application.pk, ""),
            since=application.stage_since,
            waiting_days=max((at - application.stage_since).days, 0),
            owner=application.owner.get_full_name() if application.owner else "",
            found=found.get(application.pk, ()),
            labels=names_in(application.label_names),  # type: ignore[attr-defined]
        )
        for application in applications
    ]


def picked(person: Person, ids: Iterable[UUID], at: datetime) -> list[PipelineRow]:
    """The chosen applications the person may decide about, by name, for a check page."""
    found = visible(person, "recruitment.decide").filter(pk__in=list(ids)).order_by("sort_name", "pk")
    return rows_of(for_rows(found), at)


@dataclass(frozen=True, slots=True)
class Places:
    """The offices, regions and labels to filter by, as choices."""

    offices: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...] = ()


def _with_labels(offices: QuerySet[HostOffice], cycle_slug: str) -> QuerySet[HostOffice, Any]:
    columns = ("pk", "name", "region_id", "region__name", "kind")
    places = offices.distinct().order_by().annotate(kind=Value("office"))
    nothing = {"region_id": Value(None, UUIDField()), "region__name": Value("", CharField())}
    labels = labels_in_use(cycle_slug).order_by().annotate(kind=Value("label"), **nothing)
    return places.values_list(*columns).union(labels.values_list(*columns), all=True)


@prepared
def _places_and_labels(cycle_slug: str) -> QuerySet[HostOffice, Any]:
    return _with_labels(HostOffice.objects.filter(openings__cycle__slug=cycle_slug), cycle_slug)


def places_in(cycle_slug: str) -> Places:
    """The offices with an opening in the cycle (in any, when none is named), their regions, and its labels; one query.

    What a row is stands in its last column.
    """
    every = HostOffice.objects.filter(openings__isnull=False)
    found = _places_and_labels(cycle_slug) if cycle_slug else list(_with_labels(every, ""))
    rows = sorted(found, key=lambda row: (row[1].casefold(), str(row[0])))
    offices = [row for row in rows if row[4] == "office"]
    regions = {str(row[2]): str(row[3]) for row in offices if row[2]}
    return Places(
        tuple((str(row[0]), row[1]) for row in offices),
        tuple(sorted(regions.items(), key=lambda item: item[1])),
        tuple((str(row[0]), row[1]) for row in rows if row[4] == "label"),
    )
