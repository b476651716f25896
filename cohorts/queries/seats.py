"""Seats as staff keep them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from cohorts.models import Cohort, OfficeTerms, Placement, Seat
from cohorts.queries.met import met_counts
from cohorts.queries.office_word import OfficePromises, promises_of
from cohorts.queries.skills import skill_words
from cohorts.queries.supervisors import supervisors_of_offices
from cohorts.rules.stages import LIVE_PLACEMENTS
from fellowship.access import visible
from fellowship.models import HostOffice, Person


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat in the list; ``pay`` in cents a year."""

    id: UUID
    office_id: UUID
    office: str
    place: str
    label: str
    funding: str
    funding_label: str
    employer_label: str
    pay: int
    skill: str
    skill_is_firm: bool
    starts_on: date
    supervisor: str
    is_open: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class OfficeSeats:
    """The seats of one office in a cohort and the smallest team it asks for."""

    office_id: UUID
    name: str
    place: str
    minimum: int
    terms: OfficeTerms | None
    promises: OfficePromises
    met: int
    seats: tuple[SeatRow, ...]

    @property
    def open_count(self) -> int:
        """How many are open for matching."""
        return sum(seat.is_open for seat in self.seats)


def seats_by_office(person: Person, cohort_id: UUID) -> tuple[OfficeSeats, ...]:
    """The seats within the person's reach, by office and name; four queries."""
    terms = {row.office_id: row for row in OfficeTerms.objects.filter(cohort_id=cohort_id)}
    taken = Placement.objects.filter(seat=OuterRef("pk"), stage__in=LIVE_PLACEMENTS)
    seats = (
        visible(person, "cohorts.keep_seats")
        .filter(cohort_id=cohort_id)
        .select_related("office", "supervisor")
        .annotate(taken=Exists(taken))
        .order_by("office__name", "starts_on", "label", "pk")
    )
    by_office: dict[UUID, list[Seat]] = {}
    for seat in seats:
        by_office.setdefault(seat.office_id, []).append(seat)
    promises, met = promises_of(cohort_id, by_office), met_counts(cohort_id)
    return tuple(
        OfficeSeats(
            office_id=office,
            name=mine[0].office.name,
            place=mine[0].office.place,
            minimum=terms[office].minimum if office in terms else 0,
            terms=terms.get(office),
            promises=promises[office],
            met=met.get(office, 0),
            seats=tuple(_row(seat) for seat in mine),
        )
        for office, mine in by_office.items()
    )


def one_seat(person: Person, seat_id: UUID) -> Seat:
    """A seat within reach, its office at hand; 404 otherwise."""
    seat: Seat = get_object_or_404(
        visible(person, "cohorts.keep_seats").select_related("office", "cohort"), pk=seat_id
    )
    return seat


def one_cohort(person: Person, cohort_id: UUID) -> Cohort:
    """A cohort the person may match; 404 otherwise."""
    cohort: Cohort = get_object_or_404(visible(person, "cohorts.match"), pk=cohort_id)
    return cohort


def one_office(person: Person, office_id: UUID) -> HostOffice:
    """An office within reach; 404 otherwise."""
    office: HostOffice = get_object_or_404(visible(person, "cohorts.see_board"), pk=office_id)
    return office


def terms_of(cohort_id: UUID, office_id: UUID) -> OfficeTerms | None:
    """What an office asks; ``None`` while nobody has said."""
    return OfficeTerms.objects.filter(cohort_id=cohort_id, office_id=office_id).first()


def office_choices(person: Person) -> tuple[tuple[UUID, str], ...]:
    """Active offices within reach, by name."""
    rows = visible(person, "cohorts.see_board").filter(is_active=True).order_by("name")
    return tuple((office.pk, f"{office.name}, {office.place}") for office in rows)


def supervisor_choices(person: Person, on: date) -> tuple[tuple[UUID, str, UUID], ...]:
    """Supervisors of the offices within reach: person, words, office; two queries."""
    offices = dict(visible(person, "cohorts.see_board").values_list("pk", "name"))
    found = supervisors_of_offices(offices, on)
    rows = [
        (lead.pk, f"{lead.get_full_name()}, {offices[office]}", office)
        for office, leads in found.items()
        for lead in leads
    ]
    return tuple(sorted(rows, key=lambda row: row[1]))


def _row(seat: Seat) -> SeatRow:
    return SeatRow(
        id=seat.pk,
        office_id=seat.office_id,
        office=seat.office.name,
        place=seat.office.place,
        label=seat.label,
        funding=seat.funding,
        funding_label=seat.get_funding_display(),
        employer_label=seat.get_employer_of_record_display(),
        pay=seat.pay,
        skill=skill_words(seat.skill),
        skill_is_firm=seat.skill_is_firm,
        starts_on=seat.starts_on,
        supervisor=seat.supervisor.get_full_name() if seat.supervisor else "",
        is_open=seat.is_open,
        taken=bool(getattr(seat, "taken", False)),
    )
