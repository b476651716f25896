"""Who could read what: applications that want readers, and reviewers with the packets still before them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from fellowship.access import visible
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.models import Application, ClearedAnswer, ReviewAssignment
from recruitment.queries.clearing import uncleared_counts
from recruitment.rules.reading import LET_GO, Need, ReadStage, Spread, spread_reads
from recruitment.rules.stages import Stage

READABLE = (Stage.SUBMITTED, Stage.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class ReaderLoad:
    """A reviewer with what they have before them now, and what the plan would add."""

    id: UUID
    name: str
    now: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class WantsReaders:
    """An application that has fewer readers than its cycle asks for."""

    id: UUID
    reference: str
    has: int
    wants: int
    uncleared: int


@dataclass(frozen=True, slots=True)
class AssignmentPlan:
    """What giving out packets now would do."""

    spread: Spread
    wanting: tuple[WantsReaders, ...]
    readers: tuple[ReaderLoad, ...]

    @property
    def uncleared(self) -> int:
        """How many of the applications still have text that nobody cleared."""
        return sum(1 for row in self.wanting if row.uncleared)


def reviewers(at: datetime) -> QuerySet[Person]:
    """The people who hold the role of a reviewer on the day."""
    day = at.date()
    holds = Q(role_grants__role=Role.REVIEWER, role_grants__starts_on__lte=day) & (
        Q(role_grants__ends_on__isnull=True) | Q(role_grants__ends_on__gte=day)
    )
    ids = Person.objects.filter(holds, is_active=True).values("pk")
    return Person.objects.filter(pk__in=ids).order_by("name", "pk")


def _barred(application_ids: Iterable[UUID]) -> dict[UUID, set[UUID]]:
    """Who can't read which application: whoever was given it before, and whoever cleared its text."""
    ids = list(application_ids)
    barred: dict[UUID, set[UUID]] = defaultdict(set)
    given = ReviewAssignment.objects.filter(application_id__in=ids).values_list("application_id", "reviewer_id")
    cleared = ClearedAnswer.objects.filter(answer__application_id__in=ids, cleared_by__isnull=False)
    for application, person in [*given, *cleared.values_list("answer__application_id", "cleared_by_id").distinct()]:
        barred[application].add(person)
    return barred


def _kept_reads(application_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many readers each application has who neither let go of it nor abstained from a part of it."""
    kept: dict[UUID, int] = defaultdict(int)
    rows = ReviewAssignment.objects.filter(application_id__in=list(application_ids), is_whole=True)
    rows = rows.exclude(stage__in=LET_GO)
    for application in rows.values_list("application_id", flat=True):
        kept[application] += 1
    return kept


def load_of(people: Iterable[Person]) -> dict[UUID, int]:
    """How many packets each has still to read."""
    load = {person.pk: 0 for person in people}
    rows = ReviewAssignment.objects.filter(reviewer_id__in=list(load), stage=ReadStage.ASSIGNED)
    for reviewer in rows.values_list("reviewer_id", flat=True):
        load[reviewer] += 1
    return load


def needs_of(applications: Iterable[Application]) -> tuple[Need, ...]:
    """What each application lacks, in the order given; those that lack nothing are left out."""
    rows = list(applications)
    ids = [row.pk for row in rows]
    kept, barred = _kept_reads(ids), _barred(ids)
    needs = []
    for row in rows:
        lacking = row.cycle.reads_per_application - kept.get(row.pk, 0)
        if lacking > 0:
            needs.append(Need(row.pk, lacking, frozenset({row.person_id, *barred.get(row.pk, set())})))
    return tuple(needs)


def readable_applications(person: Person, application_ids: Iterable[UUID] | None = None) -> QuerySet[Application]:
    """The applications a manager may give to readers, oldest first; those named, or all."""
    rows = visible(person, "recruitment.assign_readers").filter(stage__in=READABLE)
    if application_ids is not None:
        rows = rows.filter(pk__in=list(application_ids))
    ordered: QuerySet[Application] = rows.select_related("cycle").order_by("submitted_at", "reference")
    return ordered


def plan_readers(person: Person, at: datetime, application_ids: Iterable[UUID] | None = None) -> AssignmentPlan:
    """What giving out packets would do now, without doing it."""
    applications = list(readable_applications(person, application_ids))
    people = list(reviewers(at))
    load = load_of(people)
    needs = needs_of(applications)
    spread = spread_reads(needs, load)
    more: dict[UUID, int] = defaultdict(int)
    for _, reader in spread.reads:
        more[reader] += 1
    by_id = {row.pk: row for row in applications}
    uncleared = uncleared_counts([need.application for need in needs])
    return AssignmentPlan(
        spread=spread,
        wanting=tuple(
            WantsReaders(
                need.application,
                by_id[need.application].reference,
                by_id[need.application].cycle.reads_per_application - need.reads,
                by_id[need.application].cycle.reads_per_application,
                uncleared.get(need.application, 0),
            )
            for need in needs
        ),
        readers=tuple(ReaderLoad(row.pk, row.get_full_name(), load[row.pk], more.get(row.pk, 0)) for row in people),
    )
