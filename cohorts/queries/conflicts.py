"""Conflicts of interest and agreed places, as staff keep them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from cohorts.access import fellows_within_reach
from cohorts.models import Conflict, Lock, Seat
from cohorts.rules.stages import FellowStage
from fellowship.access import visible
from fellowship.models import Person

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One conflict without its note."""

    id: UUID
    cohort_id: UUID
    fellow: str
    office: str
    kind: str
    side: str
    noted_by: str
    noted_at: datetime


@dataclass(frozen=True, slots=True)
class LockRow:
    """One agreed place."""

    id: UUID
    fellow_id: UUID
    cohort_id: UUID
    fellow: str
    office: str
    reason: str
    locked_by: str
    locked_at: datetime


def conflict_page(person: Person, cohort_id: UUID, *, search: str, page: int) -> Page[Any]:
    """The conflicts within reach, by fellow; two queries. ``search`` is part of a name of either."""
    rows: QuerySet[Conflict] = visible(person, "cohorts.keep_conflicts").filter(fellow__cohort_id=cohort_id)
    if search:
        rows = rows.filter(Q(fellow__person__name__icontains=search) | Q(office__name__icontains=search))
    rows = rows.select_related("fellow__person", "office", "noted_by").defer("note")
    pages: Paginator[Any] = Paginator(rows.order_by("fellow__person__name", "office__name", "pk"), A_PAGE)
    found = pages.get_page(page)
    found.object_list = [conflict_row(row) for row in found.object_list]
    return found


def conflict_row(row: Conflict) -> ConflictRow:
    """A conflict as lists show it."""
    return ConflictRow(
        id=row.pk,
        cohort_id=row.fellow.cohort_id,
        fellow=row.fellow.person.get_full_name(),
        office=row.office.name,
        kind=row.get_kind_display(),
        side=row.get_side_display(),
        noted_by=row.noted_by.get_full_name() if row.noted_by else "",
        noted_at=row.noted_at,
    )


def one_conflict(person: Person, conflict_id: UUID) -> ConflictRow:
    """A conflict within reach; 404 otherwise."""
    rows = visible(person, "cohorts.keep_conflicts").select_related("fellow__person", "office", "noted_by")
    return conflict_row(get_object_or_404(rows.defer("note"), pk=conflict_id))


def fellow_choices(person: Person, cohort_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """Everyone within reach who is to be placed, by name; one query."""
    ready = fellows_within_reach(person).filter(cohort_id=cohort_id, stage=FellowStage.READY)
    fellows = ready.select_related("person")
    return tuple((row.pk, row.person.get_full_name()) for row in fellows.order_by("person__name", "pk"))


def office_choices(person: Person, cohort_id: UUID) -> tuple[tuple[UUID, str], ...]:
    """The offices within reach with an open seat, by name; one query."""
    seats = Seat.objects.filter(cohort_id=cohort_id, is_open=True).values("office_id")
    offices = visible(person, "cohorts.see_board").filter(pk__in=seats).order_by("name")
    return tuple((office.pk, f"{office.name}, {office.place}") for office in offices)


def lock_rows(person: Person, cohort_id: UUID) -> tuple[LockRow, ...]:
    """The agreed places of a cohort, by fellow; 404 for a cohort out of reach; two queries."""
    cohort = get_object_or_404(visible(person, "cohorts.match"), pk=cohort_id)
    locks = Lock.objects.filter(fellow__cohort=cohort).select_related("fellow__person", "office", "locked_by")
    return tuple(
        LockRow(
            row.pk,
            row.fellow_id,
            cohort.pk,
            row.fellow.person.get_full_name(),
            row.office.name,
            row.reason,
            row.locked_by.get_full_name() if row.locked_by else "",
            row.locked_at,
        )
        for row in locks.order_by("fellow__person__name", "pk")
    )
