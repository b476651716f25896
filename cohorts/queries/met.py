"""Whom an office met: what its list may hold, and the grid on which program managers note it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from cohorts.access import fellows_within_reach
from cohorts.models import Cohort, Fellow, InterviewFeedback, Meeting, OfficeRanking, OfficesRank, Seat
from cohorts.rules.stages import FellowStage
from fellowship.access import visible
from fellowship.models import HostOffice, Person


@dataclass(frozen=True, slots=True)
class LastStep:
    """The newest change that can be undone: when, by whom, and how many people it was about."""

    at: datetime
    by: str
    people: int


@dataclass(frozen=True, slots=True)
class MeetingGrid:
    """The finalists within reach with a tick for those whom the office met.

    ``told`` gave feedback: of them it is certain.
    """

    office_id: UUID
    office: str
    cohort_id: UUID
    cohort: str
    only_met: bool
    people: tuple[tuple[UUID, str], ...]
    met: frozenset[UUID]
    told: tuple[str, ...]
    last: LastStep | None


def rankable(cohort: Cohort, office_id: UUID) -> QuerySet[Fellow]:
    """The finalists an office may put on its list: everyone, or only those it met, as the cohort says."""
    fellows = Fellow.objects.filter(cohort=cohort).exclude(stage=FellowStage.LEFT)
    if cohort.offices_rank == OfficesRank.MET:
        met = Meeting.objects.filter(office_id=office_id, taken_back=False)
        fellows = fellows.filter(pk__in=met.values("fellow_id"))
    return fellows


def met_pairs(cohort: Cohort) -> frozenset[tuple[UUID, UUID]] | None:
    """Office and finalist of every meeting where only those count; ``None`` where everyone does, without a query."""
    if cohort.offices_rank != OfficesRank.MET:
        return None
    rows = Meeting.objects.filter(fellow__cohort=cohort, taken_back=False)
    return frozenset(rows.values_list("office_id", "fellow_id"))


def with_counting(rows: QuerySet[OfficeRanking]) -> QuerySet[Any]:
    """Entries of offices' lists with ``counts``: whether a number there counts; no query more."""
    met = Meeting.objects.filter(office=OuterRef("office"), fellow=OuterRef("fellow"), taken_back=False)
    return rows.annotate(counts=Q(cohort__offices_rank=OfficesRank.ALL) | Exists(met))


def met_ids(cohort_id: UUID, office_id: UUID) -> frozenset[UUID]:
    """Whom an office met."""
    rows = Meeting.objects.filter(office_id=office_id, fellow__cohort_id=cohort_id, taken_back=False)
    return frozenset(rows.values_list("fellow_id", flat=True))


def told_ids(cohort_id: UUID, office_id: UUID) -> frozenset[UUID]:
    """Of whom an office said how the meeting went."""
    rows = InterviewFeedback.objects.filter(office_id=office_id, fellow__cohort_id=cohort_id)
    return frozenset(rows.values_list("fellow_id", flat=True))


def meeting_grid(person: Person, cohort_id: UUID, office_id: UUID) -> MeetingGrid:
    """The grid of one office; 404 out of reach. The same number of queries for any number of people."""
    office: HostOffice = get_object_or_404(visible(person, "cohorts.note_meetings"), pk=office_id)
    with_seats = Cohort.objects.filter(pk__in=Seat.objects.filter(office=office).values("cohort_id"))
    cohort: Cohort = get_object_or_404(with_seats, pk=cohort_id)
    rows = fellows_within_reach(person).filter(cohort=cohort).exclude(stage=FellowStage.LEFT)
    people = [(row.pk, row.person.get_full_name()) for row in rows.select_related("person").order_by("person__name")]
    told = told_ids(cohort_id, office_id)
    return MeetingGrid(
        office_id=office.pk,
        office=office.name,
        cohort_id=cohort.pk,
        cohort=cohort.name,
        only_met=cohort.offices_rank == OfficesRank.MET,
        people=tuple((key, name) for key, name in people if key not in told),
        met=met_ids(cohort_id, office_id) - told,
        told=tuple(name for key, name in people if key in told),
        last=_last_step(cohort_id, office_id),
    )


def step_rows(cohort_id: UUID, office_id: UUID) -> QuerySet[Meeting]:
    """What can be undone, the newest first: feedback makes a meeting certain."""
    told = InterviewFeedback.objects.filter(office_id=office_id).values("fellow_id")
    rows = Meeting.objects.filter(office_id=office_id, fellow__cohort_id=cohort_id).exclude(fellow_id__in=told)
    return rows.order_by("-noted_at", "pk")


def met_counts(cohort_id: UUID) -> dict[UUID, int]:
    """How many finalists each office met; one query."""
    counts: dict[UUID, int] = {}
    rows = Meeting.objects.filter(fellow__cohort_id=cohort_id, taken_back=False)
    for office in rows.values_list("office_id", flat=True):
        counts[office] = counts.get(office, 0) + 1
    return counts


def _last_step(cohort_id: UUID, office_id: UUID) -> LastStep | None:
    rows = step_rows(cohort_id, office_id)
    first = rows.select_related("noted_by").first()
    if first is None:
        return None
    by = first.noted_by.get_full_name() if first.noted_by else ""
    return LastStep(first.noted_at, by, rows.filter(noted_at=first.noted_at).count())
