"""Statements worded once answer as the query set they were made of."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.test.utils import CaptureQueriesContext

from fellowship.models import HostOffice, Person, RoleGrant
from fellowship.prepared import prepared
from fellowship.rules.roles import Role
from tests.factories.people import give_role, make_office, make_person, make_region

pytestmark = pytest.mark.django_db


@prepared
def offices_in(region: UUID) -> QuerySet[HostOffice]:
    return HostOffice.objects.filter(region_id=region).select_related("region").only("name", "region__name")


@prepared
def grants_on(person: UUID, day: date) -> QuerySet[RoleGrant, Any]:
    open_end = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return RoleGrant.objects.filter(open_end, person_id=person, starts_on__lte=day).values_list("role", "scope")


@prepared
def called(name: str, joined: datetime) -> QuerySet[Person]:
    grants = RoleGrant.objects.filter(person=OuterRef("pk"), granted_at__lte=joined)
    return Person.objects.filter(name=name).annotate(has_grant=Exists(grants))


@prepared
def kinds_up_to(number: int) -> QuerySet[ContentType, Any]:
    return ContentType.objects.filter(pk__lte=number).order_by("pk").values("model")


def test_the_words_are_made_once_and_each_call_has_its_own_values() -> None:
    west, east = make_region(name="West"), make_region(name="East")
    make_office(name="Alder", region=west), make_office(name="Birch", region=east)
    with CaptureQueriesContext(connection) as queries:
        rows = [offices_in(region.pk) for region in (west, east, west)]
        assert [(office.name, office.region.name) for (office,) in rows] == [
            ("Alder", "West"), ("Birch", "East"), ("Alder", "West")
        ]  # fmt: skip
    assert len(queries) == 3
    assert offices_in(uuid4()) == []
    assert offices_in(region=east.pk)[0].get_deferred_fields() >= {"city", "state"}


def test_days_numbers_and_moments_go_in_as_the_query_set_would_put_them() -> None:
    someone = make_person(name="Keisha Brandt")
    give_role(someone, Role.ADVOCATE, ends_on=date(2026, 5, 31))
    give_role(someone, Role.REVIEWER, starts_on=date(2026, 1, 1), granted_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert sorted(grants_on(someone.pk, date(2026, 5, 31))) == [("advocate", "nation"), ("reviewer", "nation")]
    assert grants_on(someone.pk, date(2026, 6, 1)) == [("reviewer", "nation")]
    assert grants_on(day=date(2025, 6, 1), person=someone.pk) == [("advocate", "nation")]
    kind = ContentType.objects.get_for_model(Person)
    assert kinds_up_to(kind.pk)[-1] == {"model": "person"}
    assert [who.has_grant for who in called("Keisha Brandt", datetime(2019, 1, 1, tzinfo=UTC))] == [False]
    assert [who.has_grant for who in called("Keisha Brandt", datetime(2021, 1, 1, tzinfo=UTC))] == [True]


def test_a_value_that_is_missing_or_of_another_kind_is_refused() -> None:
    with pytest.raises(TypeError, match="person is NoneType, not UUID"):
        grants_on(None, date(2026, 1, 1))  # type: ignore[arg-type]


def test_a_statement_that_changes_or_loses_its_value_can_not_be_prepared() -> None:
    @prepared
    def part(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name__icontains=name)

    @prepared
    def lost(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name="x") if name else Person.objects.all()

    @prepared
    def more(name: str) -> QuerySet[Person]:
        return Person.objects.filter(name=name).prefetch_related("groups")

    for statement in (part, lost, more):
        with pytest.raises(TypeError):
            statement("Keisha")


def test_a_lock_needs_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    @prepared
    def locked(person: UUID) -> QuerySet[Person]:
        return Person.objects.select_for_update().filter(pk=person)

    someone = make_person()
    assert locked(someone.pk) == [someone]
    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(transaction.TransactionManagementError):
            locked(someone.pk)
