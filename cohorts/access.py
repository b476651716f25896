"""Who may see and do what in cohorts: fellows their own list, supervisors their own office, managers their reach."""

from collections.abc import Iterable
from uuid import UUID

import rules
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cohorts.models import (
    Cohort,
    Conflict,
    Fellow,
    FellowRanking,
    Lock,
    Meeting,
    OfficeRanking,
    Placement,
    RegionRanking,
    Seat,
    SeatOffer,
)
from cohorts.rules.stages import LIVE_PLACEMENTS, PlacementStage
from fellowship.access import Permission, grants_of, offices_of, register
from fellowship.models import HostOffice, Person
from fellowship.rules.roles import Role, Scope
from recruitment.models import OfficeChoice

SEEN_BY_THE_TWO = (*LIVE_PLACEMENTS, PlacementStage.ENDED)


def _reaches(person: Person, office_id: UUID, region_id: UUID | None, roles: Iterable[Role]) -> bool:
    """Whether any of the person's roles reaches an office; the same as ``offices_of``, without a query."""
    return any(
        grant.scope is Scope.NATION
        or (grant.scope is Scope.REGION and grant.region_id == region_id)
        or (grant.scope is Scope.OFFICE and grant.office_id == office_id)
        for grant in grants_of(person)
        if grant.role in roles
    )


def _holds(person: Person, role: Role) -> bool:
    return any(grant.role is role for grant in grants_of(person))


def _manages_nation(person: Person) -> bool:
    return any(grant.role is Role.PROGRAM_MANAGER and grant.scope is Scope.NATION for grant in grants_of(person))


@rules.predicate
def is_the_fellow(person: Person, fellow: Fellow | None) -> bool:
    """Pass for the fellow."""
    return fellow is None or fellow.person_id == person.pk


@rules.predicate
def supervises_office(person: Person, office: HostOffice | None) -> bool:
    """Pass for a host supervisor of that very office."""
    if office is None:
        return _holds(person, Role.HOST_SUPERVISOR)
    return _reaches(person, office.pk, office.region_id, (Role.HOST_SUPERVISOR,))


@rules.predicate
def manages_office(person: Person, office: HostOffice | None) -> bool:
    """Pass for a program manager whose reach includes the office."""
    if office is None:
        return _holds(person, Role.PROGRAM_MANAGER)
    return _reaches(person, office.pk, office.region_id, (Role.PROGRAM_MANAGER,))


@rules.predicate
def manages_seat(person: Person, seat: Seat | None) -> bool:
    """Pass for a program manager whose reach includes the seat's office."""
    return manages_office(person, None if seat is None else seat.office)


@rules.predicate
def manages_placement(person: Person, placement: Placement | None) -> bool:
    """Pass for a program manager whose reach includes the placement's office."""
    return manages_office(person, None if placement is None else placement.seat.office)


@rules.predicate
def is_offered_the_seat(person: Person, offer: SeatOffer | None) -> bool:
    """Pass for the fellow whom a seat was offered."""
    return offer is None or offer.fellow.person_id == person.pk


@rules.predicate
def matches_cohorts(person: Person, cohort: Cohort | None) -> bool:
    """Pass for a program manager of the whole nation: a match concerns every office."""
    return _manages_nation(person)


@rules.predicate
def is_one_of_the_two(person: Person, placement: Placement | None) -> bool:
    """Pass for the advocate and for the supervisor of a placement that both were told of and that still stands.

    Whoever supervises at that office no longer is not its supervisor any more.
    """
    if placement is None:
        return True
    if placement.held_back or placement.stage not in SEEN_BY_THE_TWO:
        return False
    if person.pk == placement.fellow.person_id:
        return True
    return bool(person.pk == placement.supervisor_id and supervises_office(person, placement.seat.office))


def managed_offices(person: Person) -> QuerySet[HostOffice]:
    """Give what :func:`manages_office` passes."""
    return HostOffice.objects.filter(offices_of(person, Role.PROGRAM_MANAGER))


def supervised_offices(person: Person) -> QuerySet[HostOffice]:
    """Give what :func:`supervises_office` passes."""
    return HostOffice.objects.filter(offices_of(person, Role.HOST_SUPERVISOR))


def managed_seats(person: Person) -> QuerySet[Seat]:
    """Give what :func:`manages_seat` passes."""
    return Seat.objects.filter(office__in=managed_offices(person))


def managed_placements(person: Person) -> QuerySet[Placement]:
    """Give what :func:`manages_placement` passes."""
    return Placement.objects.filter(seat__office__in=managed_offices(person))


def own_seat_offers(person: Person) -> QuerySet[SeatOffer]:
    """Give what :func:`is_offered_the_seat` passes."""
    return SeatOffer.objects.filter(fellow__person_id=person.pk)


def own_placements(person: Person) -> QuerySet[Placement]:
    """Give what :func:`is_one_of_the_two` passes."""
    return Placement.objects.filter(
        Q(fellow__person_id=person.pk) | Q(supervisor_id=person.pk, seat__office__in=supervised_offices(person)),
        stage__in=SEEN_BY_THE_TWO,
        held_back=False,
    )


def matchable_cohorts(person: Person) -> QuerySet[Cohort]:
    """Give what :func:`matches_cohorts` passes."""
    return Cohort.objects.all() if _manages_nation(person) else Cohort.objects.none()


@rules.predicate
def reads_refusals(person: Person, refusal: OfficeRanking | None) -> bool:
    """Pass for a program manager of the whole nation, for what an office said it can't take and why."""
    return _manages_nation(person) and (refusal is None or refusal.not_this_person)


def readable_refusals(person: Person) -> QuerySet[OfficeRanking]:
    """Give what :func:`reads_refusals` passes."""
    refusals = OfficeRanking.objects.filter(not_this_person=True)
    return refusals if _manages_nation(person) else refusals.none()


@rules.predicate
def keeps_conflicts(person: Person, conflict: Conflict | None) -> bool:
    """Pass for a program manager whose reach includes the conflict's office."""
    return manages_office(person, None if conflict is None else conflict.office)


def kept_conflicts(person: Person) -> QuerySet[Conflict]:
    """Give what :func:`keeps_conflicts` passes."""
    return Conflict.objects.filter(office__in=managed_offices(person))


def fellows_within_reach(person: Person) -> QuerySet[Fellow]:
    """Give the finalists a program manager deals with: everyone for the whole nation.

    Otherwise those who asked for an office within reach, as applicants or on their lists, met one, or have a place
    there.
    """
    if _manages_nation(person):
        return Fellow.objects.all()
    offices = managed_offices(person).order_by().values("pk")
    regions = managed_offices(person).order_by().values("region_id")
    found: QuerySet[Fellow] = Fellow.objects.filter(
        Q(pk__in=FellowRanking.objects.filter(office__in=offices, never=False).values("fellow_id"))
        | Q(pk__in=RegionRanking.objects.filter(region__in=regions).values("fellow_id"))
        | Q(application__in=OfficeChoice.objects.filter(office__in=offices).values("application_id"))
        | Q(pk__in=Meeting.objects.filter(office__in=offices, taken_back=False).values("fellow_id"))
        | Q(pk__in=Lock.objects.filter(office__in=offices).values("fellow_id"))
        | Q(pk__in=Placement.objects.filter(seat__office__in=offices).values("fellow_id"))
    )
    return found


register(
    Permission(
        "cohorts.note_meetings",
        who=_("A program manager whose reach includes the office"),
        predicate=manages_office,
        twin=managed_offices,
        about=_("Note which finalists those offices met"),
    ),
    Permission(
        "cohorts.keep_conflicts",
        who=_("A program manager whose reach includes the office"),
        predicate=keeps_conflicts,
        twin=kept_conflicts,
        sensitive=True,
        about=_("Note, read, change and remove conflicts of interest with those offices"),
    ),
    Permission(
        "cohorts.read_refusals",
        who=_("A program manager for the whole nation"),
        predicate=reads_refusals,
        twin=readable_refusals,
        sensitive=True,
        about=_("Read why an office said it can't take someone"),
    ),
    Permission(
        "cohorts.rank_offices",
        who=_("The fellow whose list it is"),
        predicate=is_the_fellow,
        twin=lambda person: Fellow.objects.filter(person_id=person.pk),
        staff=False,
        about=_("Make one's own list of offices and read why one was placed where"),
    ),
    Permission(
        "cohorts.rank_fellows",
        who=_("A host supervisor of that office"),
        predicate=supervises_office,
        twin=supervised_offices,
        staff=False,
        about=_("Make the office's list of fellows"),
    ),
    Permission(
        "cohorts.host_office",
        who=_("A host supervisor of that office"),
        predicate=supervises_office,
        twin=supervised_offices,
        staff=False,
        about=_("See the office’s host page, confirm its commitments and say how a meeting with a finalist went"),
    ),
    Permission(
        "cohorts.see_own_placement",
        who=_("The advocate and the supervisor of that placement"),
        predicate=is_one_of_the_two,
        twin=own_placements,
        staff=False,
        about=_("See one's placement and whom to meet there"),
    ),
    Permission(
        "cohorts.answer_seat_offer",
        who=_("The fellow whom the seat is offered"),
        predicate=is_offered_the_seat,
        twin=own_seat_offers,
        staff=False,
        about=_("Read the offer of a freed seat and say yes or no"),
    ),
    Permission(
        "cohorts.see_board",
        who=_("A program manager whose reach includes the office"),
        predicate=manages_office,
        twin=managed_offices,
        about=_("See the placement board of those offices, with both sides' lists"),
    ),
    Permission(
        "cohorts.keep_seats",
        who=_("A program manager whose reach includes the office"),
        predicate=manages_seat,
        twin=managed_seats,
        about=_("Add and change the seats of those offices"),
    ),
    Permission(
        "cohorts.change_placements",
        who=_("A program manager whose reach includes the office"),
        predicate=manages_placement,
        twin=managed_placements,
        about=_("Extend, pause, move and end the placements of those offices, and answer requests about them"),
    ),
    Permission(
        "cohorts.match",
        who=_("A program manager for the whole nation"),
        predicate=matches_cohorts,
        twin=matchable_cohorts,
        about=_("Run matching, move fellows by hand, publish and unpublish placements"),
    ),
)
