"""The pipeline: counts by stage, one page of applications, and what belongs to each row, in few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.functional import cached_property

from fellowship.access import visible
from fellowship.models import HostOffice, Person
from recruitment.models import Application, Cycle, OfficeChoice, ReviewAssignment, SearchWord, SpokenLanguage
from recruitment.models.wording import STAFF_LABELS, STAFF_TAGS, Words
from recruitment.rules.looking_up import read_search
from recruitment.rules.reading import LET_GO, ReadStage
from recruitment.rules.stages import CLOSED_STAGES, OPEN_STAGES, Stage

PER_PAGE = 25
SHOWN_OFFICES = 3
GROUPS: dict[str, tuple[Stage, ...]] = {
    "open": OPEN_STAGES,
    Stage.SUBMITTED: (Stage.SUBMITTED,),
    Stage.IN_REVIEW: (Stage.IN_REVIEW,),
    Stage.INTERVIEW: (Stage.INTERVIEW,),
    Stage.WAITLISTED: (Stage.WAITLISTED,),
    Stage.OFFERED: (Stage.OFFERED,),
    Stage.ACCEPTED: (Stage.ACCEPTED, Stage.FINALIST, Stage.PLACED),
    "closed": CLOSED_STAGES,
}
SORTS: dict[str, tuple[str, ...]] = {
    "name": ("sort_name", "pk"),
    "-name": ("-sort_name", "-pk"),
    "waiting_days": ("-stage_since", "-pk"),
    "-waiting_days": ("stage_since", "pk"),
    "reference": ("reference",),
    "-reference": ("-reference",),
}
# The longest wait, which is the earliest date, comes first.
DEFAULT_SORT = "-waiting_days"


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; everything empty shows all open applications."""

    group: str = "open"
    search: str = ""
    office_id: UUID | None = None
    language: str = ""
    owner: str = ""
    sort: str = DEFAULT_SORT

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the stage narrows the list."""
        return bool(self.search or self.office_id or self.language or self.owner)


def cycles_for_staff() -> tuple[Cycle, ...]:
    """All cycles, the newest cohort first."""
    return tuple(Cycle.objects.order_by("-cohort_year", "-pk"))


def stage_counts(person: Person, cycle_ids: Sequence[UUID]) -> dict[UUID, dict[Stage, int]]:
    """How many sent applications stand in each stage of each cycle; two queries over indexes.

    The person's own application is taken off by hand, so that the count itself can stay inside the index.
    """
    counts: dict[UUID, dict[Stage, int]] = {cycle_id: dict.fromkeys(Stage, 0) for cycle_id in cycle_ids}
    sent = Application.objects.filter(cycle_id__in=cycle_ids, submitted_at__isnull=False)
    rows = sent.order_by().values_list("cycle_id", "stage").annotate(number=Count("*"))
    for cycle_id, stage, number in rows:
        counts[cycle_id][Stage(stage)] = number
    for cycle_id, stage in sent.filter(person=person).values_list("cycle_id", "stage"):
        counts[cycle_id][Stage(stage)] -= 1
    return counts


def group_count(counts: Mapping[Stage, int], group: str) -> int:
    """How many applications a group of stages holds."""
    return sum(counts[stage] for stage in GROUPS[group])


def _searched(found: QuerySet[Application], text: str, prefix: str) -> QuerySet[Application]:
    meant = read_search(text)
    if meant.number:
        return found.filter(reference=f"{prefix}-{meant.number}")
    if meant.reference:
        return found.filter(reference__startswith=meant.reference)
    if not meant.words:
        return found.none()
    for word in meant.words:
        named = SearchWord.objects.filter(word__startswith=word)
        found = found.filter(pk__in=named.values("application_id"))
    return found


def narrowed(person: Person, cycle: Cycle, wanted: Wanted) -> QuerySet[Application]:
    """The applications that the address asks for, in its order; nothing is read yet."""
    found = visible(person, "recruitment.see_pipeline").filter(cycle=cycle)
    if wanted.group in GROUPS:
        found = found.filter(stage__in=GROUPS[wanted.group])
    if wanted.search:
        found = _searched(found, wanted.search, cycle.reference_prefix)
    if wanted.office_id:
        found = found.filter(pk__in=OfficeChoice.objects.filter(office_id=wanted.office_id).values("application_id"))
    if wanted.language:
        speakers = SpokenLanguage.objects.filter(language=wanted.language)
        found = found.filter(pk__in=speakers.values("application_id"))
    if wanted.owner:
        found = found.filter(owner_id=None if wanted.owner == "none" else wanted.owner)
    return found.order_by(*SORTS.get(wanted.sort, SORTS[DEFAULT_SORT]))


class CountedPaginator(Paginator):
    """A paginator that is told the count where it is known already."""

    def __init__(self, *args: Any, known: int | None, **kwargs: Any) -> None:
        """Keep the number."""
        super().__init__(*args, **kwargs)
        self.known = known

    @cached_property
    def count(self) -> int:
        """The number of rows."""
        return self.known if self.known is not None else super().count


def page_of(
    person: Person, cycle: Cycle, wanted: Wanted, *, number: str, known: int | None, at: datetime
) -> Page[PipelineRow]:
    """One page of rows; a page beyond the last gives the last. Four queries, one more where the count isn't known."""
    found = narrowed(person, cycle, wanted).select_related("person", "owner")
    page = CountedPaginator(found, PER_PAGE, known=None if wanted.is_narrowed else known).get_page(number)
    page.object_list = rows_of(list(page.object_list), at)
    return page


def office_lists(application_ids: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The short names of the offices each person chose, in order; one query."""
    chosen: dict[UUID, list[str]] = {}
    rows = OfficeChoice.objects.filter(application_id__in=list(application_ids)).order_by("rank")
    for application_id, name in rows.values_list("application_id", "office__name"):
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


def _reads(application_ids: Sequence[UUID]) -> dict[UUID, str]:
    """How many readers are done of those assigned, "1 of 2"; one query."""
    counted: dict[UUID, list[int]] = {}
    reads = ReviewAssignment.objects.filter(application_id__in=application_ids).exclude(stage__in=LET_GO)
    for application_id, stage in reads.order_by().values_list("application_id", "stage"):
        both = counted.setdefault(application_id, [0, 0])
        both[0] += stage == ReadStage.SUBMITTED
        both[1] += 1
    return {application_id: f"{done}/{total}" for application_id, (done, total) in counted.items()}


def rows_of(applications: Sequence[Application], at: datetime) -> list[PipelineRow]:
    """Rows as plain values; two queries for all of them."""
    ids = [application.pk for application in applications]
    offices, reads = office_lists(ids), _reads(ids)
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
        )
        for application in applications
    ]


def picked(person: Person, ids: Iterable[UUID], at: datetime) -> list[PipelineRow]:
    """The chosen applications the person may decide about, by name, for a check page."""
    found = visible(person, "recruitment.decide").filter(pk__in=list(ids)).select_related("person", "owner")
    return rows_of(list(found.order_by("sort_name", "pk")), at)


def offices_in(cycle_slug: str) -> list[tuple[str, str]]:
    """The offices with an opening in the cycle (in any, when none is named), for the filter; one query."""
    found = HostOffice.objects.filter(openings__isnull=False)
    if cycle_slug:
        found = found.filter(openings__cycle__slug=cycle_slug)
    return [(str(pk), name) for pk, name in found.distinct().order_by("name", "pk").values_list("pk", "name")]
