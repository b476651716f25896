"""Seats: added, changed, closed; and the smallest team an office asks for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohorts.models import Cohort, Funding, OfficeTerms, Placement, PlacementChange, Seat, SeatOffer
from cohorts.rules.changes import OPEN_CHANGES
from cohorts.rules.seat_offers import SeatOfferStage
from cohorts.rules.skills import SPANISH
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import require
from fellowship.models import HostOffice, Person
from fellowship.rules.refusals import Conflict
from fellowship.services import audit
from recruitment.models import Opening

CHANGEABLE = (
    "office_id", "label", "funding", "employer_of_record", "pay", "skill", "skill_is_firm", "starts_on",
    "supervisor_id", "is_open",
)  # fmt: skip


class SeatTaken(Conflict):
    """Someone holds the seat, so what decides about people can't change."""

    sentence = _("Someone is placed in this seat, so its office, its start and whether it is open can't change here.")


class SeatPromised(Conflict):
    """The seat is offered to someone, or kept for someone who moves there."""

    sentence = _(
        "This seat is offered to someone or kept for someone who moves there, so its office, its start and whether "
        "it is open can't change here. Take that back first."
    )


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
    """Change a seat. Raises :class:`SeatTaken` or :class:`SeatPromised` for what someone's placement or offer stands
    on, or :class:`LabelUsed`.
    """
    # The cohort first: that is the order in which publication takes its locks.
    cohort = Cohort.objects.filter(seats=seat_id)
    cohort.select_for_update(of=("self",)).get()
    seat = Seat.objects.select_for_update(of=("self",)).select_related("office").get(pk=seat_id)
    _may_keep(actor, seat)
    changed = sorted(key for key in CHANGEABLE if key in values and getattr(seat, key) != values[key])
    fixed = {"office_id", "starts_on", "is_open"} & set(changed)
    if fixed and Placement.objects.filter(seat=seat, stage__in=LIVE_PLACEMENTS).exists():
        raise SeatTaken
    if fixed and _is_promised(seat):
        raise SeatPromised
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
def set_terms(
    *, actor: Person, cohort_id: UUID, office_id: UUID, values: Mapping[str, Any], at: datetime
) -> OfficeTerms:
    """Keep what an office asks and what living there takes; ``values`` are columns of ``OfficeTerms``.

    A smallest team of 0 is no matter; a metro left empty is the office's city, and ``None`` is not known.
    """
    office = HostOffice.objects.get(pk=office_id)
    require(actor, "cohorts.see_board", office)
    Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    terms, _new = OfficeTerms.objects.update_or_create(cohort_id=cohort_id, office=office, defaults=dict(values))
    audit.record(actor=actor, action="cohorts.set_terms", subject=office, at=at, data=dict(values))
    return terms


def _seat_of(opening: Opening, cohort: Cohort, number: int) -> Seat:
    starts_on: date = opening.starts_on
    return Seat(
        cohort=cohort,
        office=opening.office,
        label=str(number),
        funding=Funding.CONFIRMED,
        pay=opening.pay_low_cents,
        skill=SPANISH if opening.spanish == Opening.Spanish.NEEDED else "",
        starts_on=starts_on,
    )


def _is_promised(seat: Seat) -> bool:
    offered = SeatOffer.objects.filter(seat=seat, stage=SeatOfferStage.OPEN)
    return offered.exists() or PlacementChange.objects.filter(to_seat=seat, stage__in=OPEN_CHANGES).exists()


def _may_keep(actor: Person | None, seat: Seat) -> None:
    if actor is not None:
        require(actor, "cohorts.keep_seats", seat)


def _check_label(seat: Seat) -> None:
    same = Seat.objects.filter(cohort_id=seat.cohort_id, office_id=seat.office_id, label=seat.label)
    if same.exclude(pk=seat.pk).exists():
        raise LabelUsed
