"""Who is placed where, as plain values: what training, wellness and the fund stand on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from cohorts.models import Placement
from cohorts.rules.stages import PlacementStage
from fellowship.access import offices_of
from fellowship.models import HostOffice, Person, RoleGrant
from fellowship.rules.roles import Role, Scope


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """One placement. Days are whole days in the office's ``time_zone``; ``pay`` is in cents a year."""

    id: UUID
    stage: PlacementStage
    person_id: UUID
    person_name: str
    person_short_name: str
    fellow_id: UUID
    cohort_id: UUID
    cohort_name: str
    cohort_year: int
    office_id: UUID
    office_name: str
    office_place: str
    region_id: UUID
    time_zone: str
    starts_on: date
    ends_on: date
    supervisor_id: UUID | None
    supervisor_name: str
    employer_of_record: str
    pay: int

    def week(self, on: date) -> int:
        """The week of the placement that ``on`` lies in, from 1; 0 before the first day."""
        days = (on - self.starts_on).days
        return days // 7 + 1 if days >= 0 else 0


def current_placement(person: Person, on: date) -> PlacementFacts | None:
    """The placement a person is in on a day, or else the next one that is planned; one query."""
    rows = _read(Placement.objects.filter(_still_counts(on), fellow__person_id=person.pk))
    return _of_the_day(rows, on)


def current_placements(people: Iterable[Person | UUID], on: date) -> dict[UUID, PlacementFacts]:
    """By person's id: the same answer as :func:`current_placement` for many people, in one query."""
    ids = [person.pk if isinstance(person, Person) else person for person in people]
    rows = _read(Placement.objects.filter(_still_counts(on), fellow__person_id__in=ids))
    by_person: dict[UUID, list[PlacementFacts]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    found = {key: _of_the_day(tuple(mine), on) for key, mine in by_person.items()}
    return {key: facts for key, facts in found.items() if facts is not None}


def placement_facts(placement_id: UUID) -> PlacementFacts:
    """The facts of one placement, whatever its stage; raises ``Placement.DoesNotExist``."""
    rows = _read(Placement.objects.filter(pk=placement_id))
    if not rows:
        raise Placement.DoesNotExist
    return rows[0]


def placements_of_office(office_id: UUID, on: date) -> tuple[PlacementFacts, ...]:
    """Everyone who is in an office on a day or planned for it later, by name."""
    return _read(Placement.objects.filter(_still_counts(on), seat__office_id=office_id))


def placements_of_cohort(cohort_id: UUID, on: date) -> tuple[PlacementFacts, ...]:
    """Everyone of a cohort who is placed on a day or later, by name."""
    return _read(Placement.objects.filter(_still_counts(on), fellow__cohort_id=cohort_id))


def placements_within_reach(person: Person, on: date) -> tuple[PlacementFacts, ...]:
    """The placements in the offices that a program manager or trainer looks after, by name."""
    offices = HostOffice.objects.filter(offices_of(person, Role.PROGRAM_MANAGER, Role.TRAINER))
    return _read(Placement.objects.filter(_still_counts(on), seat__office__in=offices.values("pk")))


def program_manager_of(office_id: UUID, on: date) -> Person | None:
    """Who coaches the advocates of an office: its region's program manager, else the nation's; the longest first."""
    grants = (
        RoleGrant.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), role=Role.PROGRAM_MANAGER, starts_on__lte=on
        )
        .filter(Q(scope=Scope.NATION) | Q(scope=Scope.REGION, region__offices=office_id))
        .filter(person__is_active=True)
        .select_related("person")
        .order_by("starts_on", "pk")
    )
    nearest = sorted(grants, key=lambda grant: grant.scope != Scope.REGION)
    return nearest[0].person if nearest else None


def _still_counts(on: date) -> Q:
    """Everything but what was taken back or isn't told yet, until its last day has passed."""
    return ~Q(stage=PlacementStage.CANCELLED) & Q(ends_on__gte=on, held_back=False)


def _of_the_day(rows: tuple[PlacementFacts, ...], on: date) -> PlacementFacts | None:
    running = [row for row in rows if row.starts_on <= on]
    if running:
        return max(running, key=lambda row: row.starts_on)
    coming = [row for row in rows if row.stage != PlacementStage.ENDED]
    return min(coming, key=lambda row: row.starts_on, default=None)


def _read(placements: QuerySet[Placement]) -> tuple[PlacementFacts, ...]:
    rows = placements.select_related("fellow__person", "fellow__cohort", "seat__office", "supervisor").order_by(
        "fellow__person__name", "starts_on", "pk"
    )
    return tuple(_facts(row) for row in rows)


def _facts(row: Placement) -> PlacementFacts:
    office, fellow, supervisor = row.seat.office, row.fellow, row.supervisor
    return PlacementFacts(
        id=row.pk,
        stage=PlacementStage(row.stage),
        person_id=fellow.person_id,
        person_name=fellow.person.get_full_name(),
        person_short_name=fellow.person.short_name,
        fellow_id=fellow.pk,
        cohort_id=fellow.cohort_id,
        cohort_name=fellow.cohort.name,
        cohort_year=fellow.cohort.year,
        office_id=office.pk,
        office_name=office.name,
        office_place=office.place,
        region_id=office.region_id,
        time_zone=office.time_zone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        supervisor_id=row.supervisor_id,
        supervisor_name=supervisor.get_full_name() if supervisor else "",
        employer_of_record=row.employer_of_record,
        pay=row.seat.pay,
    )
