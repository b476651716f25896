"""Caps of regions: at most so many fellows there this year, with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Lock, RegionCap, Seat
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class UnknownRegion(Conflict):
    """The region has no seats in this cohort."""

    field = "region"
    sentence = _("This region has no seats in this cohort. Open the page again.")


class AgreedAlready(Conflict):
    """More places are agreed on in the region than the cap lets be."""

    field = "most"
    sentence = _("More places than that are agreed on in this region already. Take one back first.")


@transaction.atomic
def set_cap(*, actor: Person, cohort_id: UUID, region_id: UUID, most: int, reason: str, at: datetime) -> RegionCap:
    """Let a region take at most so many fellows; a second cap replaces the first.

    It counts from the next run on, and for whatever is placed, offered or moved after matching. Offers made keep.

    Raises :class:`UnknownRegion`, or :class:`AgreedAlready`.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    if not Seat.objects.filter(cohort=cohort, office__region_id=region_id).exists():
        raise UnknownRegion
    if Lock.objects.filter(fellow__cohort=cohort, office__region_id=region_id).count() > most:
        raise AgreedAlready
    cap = RegionCap.objects.filter(cohort=cohort, region_id=region_id).first()
    before = cap.most if cap else None
    if cap is not None and (cap.most, cap.reason) == (most, reason):
        return cap
    cap = cap or RegionCap(cohort=cohort, region_id=region_id)
    cap.most, cap.reason, cap.set_by, cap.set_at = most, reason, actor, at
    cap.save()
    audit.record(
        actor=actor, action="cohorts.set_cap", subject=cap, at=at,
        data={"region": str(region_id), "from": before, "to": most},
    )  # fmt: skip
    return cap


@transaction.atomic
def remove_cap(*, actor: Person, cohort_id: UUID, region_id: UUID, at: datetime) -> None:
    """Let a region take as many as it has seats for again; without a cap nothing happens."""
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    cap = RegionCap.objects.filter(cohort=cohort, region_id=region_id).first()
    if cap is not None:
        audit.record(
            actor=actor, action="cohorts.remove_cap", subject=cap, at=at,
            data={"region": str(region_id), "from": cap.most},
        )  # fmt: skip
        cap.delete()
