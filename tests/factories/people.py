"""People, places and roles for tests; nothing here happens by surprise."""

import itertools
from datetime import UTC, date, datetime
from typing import Any

from fellowship.models import HostOffice, Person, Region, RoleGrant
from fellowship.rules.roles import Role, Scope

_count = itertools.count(1)
LONG_AGO = date(2020, 1, 1)


def make_person(**fields: Any) -> Person:
    """A person with a unique address and no role."""
    number = next(_count)
    fields.setdefault("email", f"person{number}@tests.example")
    fields.setdefault("name", f"Person {number}")
    return Person.objects.create_user(fields.pop("email"), None, **fields)


def make_region(**fields: Any) -> Region:
    """A region with a unique name."""
    fields.setdefault("name", f"Region {next(_count)}")
    return Region.objects.create(**fields)


def make_office(**fields: Any) -> HostOffice:
    """An office in a region of its own."""
    number = next(_count)
    fields.setdefault("name", f"Office {number}")
    fields.setdefault("slug", f"office-{number}")
    fields.setdefault("city", "Springfield")
    fields.setdefault("state", "OR")
    if "region" not in fields:
        fields["region"] = make_region()
    return HostOffice.objects.create(**fields)


def give_role(person: Person, role: Role, **fields: Any) -> RoleGrant:
    """A role that holds since long ago; no audit, no checks."""
    fields.setdefault("starts_on", LONG_AGO)
    fields.setdefault("granted_at", datetime(2020, 1, 1, tzinfo=UTC))
    fields.setdefault("scope", Scope.NATION)
    person.__dict__.pop("_grants_by_day", None)
    return RoleGrant.objects.create(person=person, role=role, **fields)


def make_staff(*roles: Role, **fields: Any) -> Person:
    """A person with the roles, everywhere."""
    person = make_person(**fields)
    for role in roles:
        give_role(person, role)
    return person


def sign_in(client: Any, person: Person, *, second_factor: bool = True) -> Any:
    """Sign a test client in as ``person``, with or without a second factor."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    methods = [{"method": "code", "at": 0.0}]
    if second_factor:
        methods.append({"method": "mfa", "at": 0.0, "type": "totp"})
    session["account_authentication_methods"] = methods
    session.save()
    return client
