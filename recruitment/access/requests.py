"""Who answers what applicants ask for: more time, an accommodation, deletion of their data."""

import rules
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fellowship.access import Permission, has_role, register
from fellowship.models import Person
from fellowship.rules.roles import Role
from recruitment.access.applicant import manages
from recruitment.models import AccommodationRequest, ErasureRequest, MoreTime


@rules.predicate
def arranges(person: Person, request: AccommodationRequest | None) -> bool:
    """Pass for the accommodation coordinator, except for what they asked for themselves."""
    if not has_role(person, Role.ACCOMMODATION_COORDINATOR):
        return False
    return request is None or request.application.person_id != person.pk


def arranged(person: Person) -> QuerySet[AccommodationRequest]:
    """Give what :func:`arranges` passes."""
    if not has_role(person, Role.ACCOMMODATION_COORDINATOR):
        return AccommodationRequest.objects.none()
    return AccommodationRequest.objects.exclude(application__person=person)


@rules.predicate
def gives_time(person: Person, request: MoreTime | None) -> bool:
    """Pass for managers, except for what they asked for themselves."""
    return manages(person) and (request is None or request.application.person_id != person.pk)


def time_asked(person: Person) -> QuerySet[MoreTime]:
    """Give what :func:`gives_time` passes."""
    if not manages(person):
        return MoreTime.objects.none()
    return MoreTime.objects.exclude(application__person=person)


@rules.predicate
def settles_erasure(person: Person, request: ErasureRequest | None) -> bool:
    """Pass for managers, except for their own data."""
    return manages(person) and (request is None or request.person_id != person.pk)


def erasures(person: Person) -> QuerySet[ErasureRequest]:
    """Give what :func:`settles_erasure` passes."""
    if not manages(person):
        return ErasureRequest.objects.none()
    return ErasureRequest.objects.exclude(person=person)


register(
    Permission(
        "recruitment.arrange_accommodation",
        who=_("The accommodation coordinator, except for their own request"),
        predicate=arranges,
        twin=arranged,
        sensitive=True,
        about=_("Read what somebody needs to take part, and arrange it"),
    ),
    Permission(
        "recruitment.give_time",
        who=_("A recruitment manager or a program manager, except for their own request"),
        predicate=gives_time,
        twin=time_asked,
        about=_("Give an applicant a later deadline"),
    ),
    Permission(
        "recruitment.settle_erasure",
        who=_("A recruitment manager or a program manager, except for their own data"),
        predicate=settles_erasure,
        twin=erasures,
        about=_("Delete a person’s data on their request, where a person has to look first"),
    ),
)
