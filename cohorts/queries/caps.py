"""Caps of regions as staff keep them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, RegionCap, Seat
from cohorts.queries.wording import cap_words
from fellowship.access import visible
from fellowship.models import Person


@dataclass(frozen=True, slots=True)
class CapRow:
    """One cap: of how many open seats in the region, why, and who set it when."""

    region_id: UUID
    region: str
    words: str
    most: int
    seats: int
    reason: str
    set_by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class CapPage:
    """The caps of a cohort, and the regions that could have one with their open seats."""

    cohort_id: UUID
    cohort: str
    rows: tuple[CapRow, ...]
    regions: tuple[tuple[UUID, str, int], ...]

    def row_of(self, region_id: UUID | None) -> CapRow | None:
        """The cap of one region."""
        return next((row for row in self.rows if row.region_id == region_id), None)


def cap_rows(cohort_id: UUID) -> tuple[CapRow, ...]:
    """The caps of a cohort by region; two queries, one where there are none."""
    rows = RegionCap.objects.filter(cohort_id=cohort_id).select_related("region", "set_by")
    caps = list(rows.order_by("region__name"))
    seats = _open_seats(cohort_id) if caps else {}
    return tuple(
        CapRow(
            region_id=cap.region_id,
            region=cap.region.name,
            words=cap_words(cap.region.name, cap.most),
            most=cap.most,
            seats=seats.get(cap.region_id, ("", 0))[1],
            reason=cap.reason,
            set_by=cap.set_by.get_full_name() if cap.set_by else "",
            set_at=cap.set_at,
        )
        for cap in caps
    )


def cap_page(person: Person, cohort_id: UUID) -> CapPage:
    """The page of a cohort; 404 out of reach. Four queries for any number of caps."""
    cohort: Cohort = get_object_or_404(visible(person, "cohorts.match"), pk=cohort_id)
    seats = _open_seats(cohort.pk)
    regions = sorted(((key, name, count) for key, (name, count) in seats.items()), key=lambda row: row[1])
    return CapPage(cohort.pk, cohort.name, cap_rows(cohort.pk), tuple(regions))


def _open_seats(cohort_id: UUID) -> dict[UUID, tuple[str, int]]:
    """By region: its name and how many seats are open for matching; one query."""
    found: dict[UUID, tuple[str, int]] = {}
    seats = Seat.objects.filter(cohort_id=cohort_id)
    for region, name, is_open in seats.values_list("office__region_id", "office__region__name", "is_open"):
        found[region] = (name, found.get(region, ("", 0))[1] + is_open)
    return found
