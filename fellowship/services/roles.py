"""Granting and ending roles, the only way roles change; each is audited."""

from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fellowship import access
from fellowship.models import HostOffice, Person, Region, RoleGrant
from fellowship.rules.refusals import Conflict
from fellowship.rules.roles import CMS_ROLES, GROUP_OF_ROLE, Role, Scope, scope_is_allowed
from fellowship.services import audit, cms_groups


class WrongScope(Conflict):
    """The role can't be held at that scope, or the scope lacks its place."""

    sentence = _("This role can't be granted for that place. Choose another scope.")


class AlreadyGranted(Conflict):
    """The person holds this very role already."""

    sentence = _("This person already holds this role there. End it first to change its dates.")


class EndsBeforeStart(Conflict):
    """The last day lies before the first."""

    sentence = _("The last day must not be before the first day.")


class LastAdministrator(Conflict):
    """Nobody would be left to grant roles."""

    sentence = _("This is the only administrator. Grant the role to someone else first.")


@transaction.atomic
def grant_role(
    *,
    actor: Person | None,
    person: Person,
    role: Role,
    starts_on: date,
    at: datetime,
    scope: Scope = Scope.NATION,
    region: Region | None = None,
    office: HostOffice | None = None,
    fund_code: str = "",
    ends_on: date | None = None,
    reason: str = "",
) -> RoleGrant:
    """Let ``person`` hold ``role`` from ``starts_on`` through ``ends_on`` (both days included).

    ``actor`` is ``None`` for the system itself. Raises ``Refused``, :class:`WrongScope`,
    :class:`EndsBeforeStart` or :class:`AlreadyGranted`.
    """
    if actor is not None:
        access.require(actor, "fellowship.grant_roles")
    place = {"region": region, "office": office, "fund_code": fund_code}
    _check_scope(role, scope, region=region, office=office, fund_code=fund_code)
    if ends_on is not None and ends_on < starts_on:
        raise EndsBeforeStart
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    same = RoleGrant.objects.filter(person=person, role=role, scope=scope, **place)
    if same.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on)).exists():
        raise AlreadyGranted
    grant = RoleGrant.objects.create(
        person=person, role=role, scope=scope, starts_on=starts_on, ends_on=ends_on, granted_at=at,
        granted_by=actor, reason=reason, **place,
    )  # fmt: skip
    access.forget_grants(person)
    if role in CMS_ROLES:
        _open_or_close_cms(person, at.date())
    audit.record(
        actor=actor, action="fellowship.grant_role", subject=grant, about=person, at=at,
        data={"role": str(role), "scope": str(scope), "from": str(starts_on), "to": str(ends_on or "")},
    )  # fmt: skip
    return grant


@transaction.atomic
def end_role(*, actor: Person | None, grant_id: UUID, on: date, reason: str, at: datetime) -> RoleGrant:
    """Let a role end after the day ``on``; ending it twice keeps the earlier day."""
    if actor is not None:
        access.require(actor, "fellowship.grant_roles")
    grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant_id)
    if grant.ends_on is not None and grant.ends_on <= on:
        return grant
    if grant.role == Role.ADMINISTRATOR and not _another_administrator(grant, on):
        raise LastAdministrator
    grant.ends_on = max(on, grant.starts_on)
    grant.ended_by = actor
    grant.reason = reason or grant.reason
    grant.save(update_fields=["ends_on", "ended_by", "reason"])
    access.forget_grants(grant.person)
    if grant.role in CMS_ROLES:
        _open_or_close_cms(grant.person, at.date())
    audit.record(
        actor=actor, action="fellowship.end_role", subject=grant, about=grant.person, at=at,
        data={"role": grant.role, "to": str(grant.ends_on)},
    )  # fmt: skip
    return grant


@transaction.atomic
def extend_role(*, actor: Person | None, grant_id: UUID, until: date, reason: str, at: datetime) -> RoleGrant:
    """Let a role last through the day ``until``; one that lasts longer, or has no end, is left as it is."""
    if actor is not None:
        access.require(actor, "fellowship.grant_roles")
    grant = RoleGrant.objects.select_for_update(of=("self",)).select_related("person").get(pk=grant_id)
    if grant.ends_on is None or grant.ends_on >= until:
        return grant
    grant.ends_on, grant.ended_by, grant.reason = until, None, reason or grant.reason
    grant.save(update_fields=["ends_on", "ended_by", "reason"])
    access.forget_grants(grant.person)
    audit.record(
        actor=actor, action="fellowship.extend_role", subject=grant, about=grant.person, at=at,
        data={"role": grant.role, "to": str(until)},
    )  # fmt: skip
    return grant


@transaction.atomic
def settle_cms_access(*, on: date) -> int:
    """Open and close Wagtail's admin as dated roles begin and end, nightly. Gives how many people were looked at."""
    people = Person.objects.filter(Q(is_staff=True) | Q(role_grants__role__in=CMS_ROLES)).distinct()
    for person in people:
        _open_or_close_cms(person, on)
    return len(people)


def _check_scope(
    role: Role, scope: Scope, *, region: Region | None, office: HostOffice | None, fund_code: str
) -> None:
    named = {Scope.NATION: True, Scope.REGION: region, Scope.OFFICE: office, Scope.FUND: fund_code}
    given = sum(bool(part) for part in (region, office, fund_code))
    if not scope_is_allowed(role, scope) or not named[scope] or given != (scope is not Scope.NATION):
        raise WrongScope


def _another_administrator(grant: RoleGrant, on: date) -> bool:
    return (
        RoleGrant.objects.filter(role=Role.ADMINISTRATOR, person__is_active=True)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))
        .exclude(pk=grant.pk)
        .exists()
    )


def _open_or_close_cms(person: Person, on: date) -> None:
    held = set(
        RoleGrant.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), person=person, starts_on__lte=on)
        .filter(role__in=CMS_ROLES)
        .values_list("role", flat=True)
    )
    for role, name in GROUP_OF_ROLE.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            cms_groups.settle_groups()
        if role in held:
            person.groups.add(group)
        else:
            person.groups.remove(group)
    opens = bool(held) or person.is_superuser
    if person.is_staff != opens:
        Person.objects.filter(pk=person.pk).update(is_staff=opens)
        person.is_staff = opens
