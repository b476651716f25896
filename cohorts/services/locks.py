"""Places agreed on before matching runs, noted by hand."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Fellow, Lock, RegionCap, Seat
from cohorts.rules.stages import FellowStage
from fellowship.access import require
from fellowship.models import Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit


class NoSuchPlace(Conflict):
    """The fellow is not to be placed, or the office has no open seat left."""

    sentence = _("There is no open seat left for this person there.")


class RegionFull(Conflict):
    """As many places are agreed on in the region as its cap lets be."""

    sentence = _("The region of this office has a cap, and as many places are agreed on there already.")


@transaction.atomic
def agree_on_place(
    *, actor: Person, cohort_id: UUID, fellow_id: UUID, office_id: UUID, reason: str, at: datetime
) -> Lock:  # fmt: skip
    """Note that a fellow goes to an office whatever matching says; a second note replaces the first.

    Raises :class:`NoSuchPlace` where the places agreed on already fill the office's open seats, and
    :class:`RegionFull` where they fill the cap of its region.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    ready = Fellow.objects.select_related("person").filter(cohort=cohort, stage=FellowStage.READY)
    fellow = ready.filter(pk=fellow_id).first()
    seats = Seat.objects.filter(cohort=cohort, office_id=office_id, is_open=True).count()
    others = Lock.objects.filter(fellow__cohort=cohort, office_id=office_id).exclude(fellow_id=fellow_id).count()
    if fellow is None or others >= seats:
        raise NoSuchPlace
    _check_cap(cohort, fellow, office_id)
    lock, _new = Lock.objects.update_or_create(
        fellow=fellow, defaults={"office_id": office_id, "reason": reason, "locked_by": actor, "locked_at": at}
    )
    audit.record(
        actor=actor, action="cohorts.lock_fellow", subject=fellow, about=fellow.person, at=at,
        data={"office": str(office_id)},
    )  # fmt: skip
    return lock


def _check_cap(cohort: Cohort, fellow: Fellow, office_id: UUID) -> None:
    cap = RegionCap.objects.filter(cohort=cohort, region__offices=office_id).first()
    if cap is None:
        return
    agreed = Lock.objects.filter(fellow__cohort=cohort, office__region_id=cap.region_id).exclude(fellow=fellow)
    if agreed.count() >= cap.most:
        raise RegionFull
