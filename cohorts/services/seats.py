"""Seats: added, changed, closed; and the smallest team an office asks for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Funding, OfficeTerms, Placement, Seat
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Opening

CHANGEABLE = (
    "office_id", "label", "funding", "employer_of_record", "pay", "spanish_needed", "starts_on", "supervisor_id",
    "is_open",
)  # fmt: skip


class SeatTaken(Conflict):
    """Someone holds the seat, so what decides about people can't change."""

    sentence = _("Someone is placed in this seat, so its office, its start and whether it is open can't change here.")


class LabelUsed(Conflict):
    """The office has a seat of that name already."""

    sentence = _("This office has a seat with this name. Choose another name.")


@transaction.atomic
def add_seat(*, actor: Person | None, cohort_id: UUID, values: Mapping[str, Any], at: datetime) -> Seat:
    """Add a seat; ``values`` are the columns of ``CHANGEABLE``, pay in cents a year."""
    office = HostOffice.objects.get(pk=values["office_id"])
    seat = Seat(cohort_id=cohort_id, office=office, **{key: values[key] for key in CHANGEABLE if key in values})
    _may_keep(actor, seat)
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    _check_label(seat)
    seat.save(force_insert=True)
    audit.record(actor=actor, action="cohorts.add_seat", subject=seat, at=at, data={"office": str(office.pk)})
    return seat


@transaction.atomic
def change_seat(*, actor: Person, seat_id: UUID, values: Mapping[str, Any], at: datetime) -> Seat:
    """Change a seat. Raises :class:`SeatTaken` for what someone's placement stands on, or :class:`LabelUsed`."""
    seat = Seat.objects.select_for_update(of=("self",)).select_related("office").get(pk=seat_id)
    _may_keep(actor, seat)
    Cohort.objects.select_for_update(of=("self",)).get(pk=seat.cohort_id)
    changed = sorted(key for key in CHANGEABLE if key in values and getattr(seat, key) != values[key])
    fixed = {"office_id", "starts_on", "is_open"} & set(changed)
    if fixed and Placement.objects.filter(seat=seat, stage__in=LIVE_PLACEMENTS).exists():
        raise SeatTaken
    for key in changed:
        setattr(seat, key, values[key])
    if "office_id" in changed:
        seat.office = HostOffice.objects.get(pk=seat.office_id)
        _may_keep(actor, seat)
    _check_label(seat)
    if changed:
        seat.save(update_fields=changed)
        audit.record(actor=actor, action="cohorts.change_seat", subject=seat, at=at, data={"changed": changed})
    return seat


@transaction.atomic
def seats_from_openings(*, actor: Person, cohort_id: UUID, at: datetime) -> int:
    """Add the seats that the cycle's openings promise, for offices that have none yet; returns how many."""
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    have = set(Seat.objects.filter(cohort=cohort).values_list("office_id", flat=True))
    openings = Opening.objects.filter(cycle_id=cohort.cycle_id).exclude(office_id__in=have).select_related("office")
    count = 0
    for opening in openings.order_by("office__name", "pk"):
        for number in range(1, opening.seats + 1):
            seat = _seat_of(opening, cohort, number)
            _may_keep(actor, seat)
            seat.save(force_insert=True)
            audit.record(
                actor=actor, action="cohorts.add_seat", subject=seat, at=at, data={"opening": str(opening.pk)}
            )
            count += 1
    return count


@transaction.atomic
def set_smallest_team(*, actor: Person, cohort_id: UUID, office_id: UUID, minimum: int, at: datetime) -> OfficeTerms:
    """Keep how many fellows an office wants at least, 0 for no matter."""
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.see_board", office)
    terms, _new = OfficeTerms.objects.update_or_create(
        cohort_id=cohort_id, office=office, defaults={"minimum": minimum}
    )
    audit.record(actor=actor, action="cohorts.set_team", subject=office, at=at, data={"minimum": minimum})
    return terms


def _seat_of(opening: Opening, cohort: Cohort, number: int) -> Seat:
    starts_on: date = opening.starts_on
    return Seat(
        cohort=cohort,
        office=opening.office,
        label=str(number),
        funding=Funding.CONFIRMED,
        pay=opening.pay_low_cents,
        spanish_needed=opening.spanish == Opening.Spanish.NEEDED,
        starts_on=starts_on,
    )


def _may_keep(actor: Person | None, seat: Seat) -> None:
    if actor is not None:
        require(actor, "cohorts.keep_seats", seat)


def _check_label(seat: Seat) -> None:
    same = Seat.objects.filter(cohort_id=seat.cohort_id, office_id=seat.office_id, label=seat.label)
    if same.exclude(pk=seat.pk).exists():
        raise LabelUsed
