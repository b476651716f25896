"""Caps of regions after matching: whether one more fellow fits below them."""

from collections.abc import Collection
from uuid import UUID

from cohorts.models import Placement, PlacementChange, RegionCap, SeatOffer
from cohorts.rules.changes import OPEN_CHANGES, ChangeKind
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.stages import LIVE_PLACEMENTS


class RegionRoom:
    """The capped regions of some cohorts with those who are placed there, on their way or asked.

    One query where no region has a cap, four otherwise.
    """

    def __init__(self, cohorts: Collection[UUID]) -> None:
        """Read the caps, and who counts towards them."""
        caps = RegionCap.objects.filter(cohort_id__in=cohorts).values_list("cohort_id", "region_id", "most")
        self.caps = {(cohort, region): most for cohort, region, most in caps}
        self.there: dict[tuple[UUID, UUID], set[UUID]] = {key: set() for key in self.caps}
        if self.caps:
            self._count()

    def _count(self) -> None:
        regions = {region for _cohort, region in self.caps}
        placed = Placement.objects.filter(stage__in=LIVE_PLACEMENTS, seat__office__region__in=regions)
        moving = PlacementChange.objects.filter(
            kind=ChangeKind.TRANSFER, stage__in=OPEN_CHANGES, to_seat__office__region__in=regions
        )
        asked = SeatOffer.objects.filter(stage=SeatOfferStage.OPEN, seat__office__region__in=regions)
        for rows in (
            placed.values_list("fellow__cohort_id", "seat__office__region_id", "fellow_id"),
            moving.values_list("placement__fellow__cohort_id", "to_seat__office__region_id", "placement__fellow_id"),
            asked.values_list("fellow__cohort_id", "seat__office__region_id", "fellow_id"),
        ):
            for cohort, region, fellow in rows:
                if (cohort, region) in self.there:
                    self.there[cohort, region].add(fellow)

    def is_full(self, cohort_id: UUID, region_id: UUID, *, without: UUID | None = None) -> bool:
        """Whether nobody else fits; ``without`` is a fellow who may be there already, and is not counted twice."""
        key = cohort_id, region_id
        return key in self.caps and len(self.there[key] - {without}) >= self.caps[key]
