"""Every scenario loads, is the same each time, and holds only invented people; the access table holds in all of it."""

from datetime import date

import pytest
from django.db import connection
from django.db.models import Count

from cohorts.models import Cohort, Placement, Seat
from fellowship import access, scenarios
from fellowship.models import HostOffice, Letter, LoadedScenario, Person
from fellowship.rules.demo_people import BY_KEY, DEMO_PEOPLE
from fellowship.scenarios.build import build
from fellowship.scenarios.reset import HoldsRealPeople, empty_database
from hardship_fund.models import LedgerAccount, Request
from recruitment.models import Application, Cycle
from recruitment.rules.stages import Stage
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)
LOOKED_AT = 40


def counts(cycle_year: int) -> dict[str, int]:
    """How many applications of the present cycle stand at each stage."""
    found = Application.objects.filter(cycle__cohort_year=cycle_year).values_list("stage")
    return dict(found.annotate(count=Count("pk")).order_by())


def present_year() -> int:
    """The year of the newest cohort."""
    return int(Cycle.objects.order_by("-cohort_year").values_list("cohort_year", flat=True)[0])


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="applications_open, reviewing"):
        scenarios.load("no_such_day")


def test_a_database_with_real_people_is_never_emptied():
    make_person()
    with pytest.raises(HoldsRealPeople):
        empty_database()
    assert Person.objects.count() == 1


@pytest.mark.long
def test_the_ground_is_as_the_program_says():
    scenarios.load("empty", anchor=DAY)
    assert HostOffice.objects.count() == 14
    assert Person.objects.count() == len(DEMO_PEOPLE)
    assert {office.jurisdictions.count() >= 2 for office in HostOffice.objects.all()} == {True}
    assert scenarios.loaded() == "empty"
    assert set(Person.objects.values_list("email", flat=True)) == {person.email for person in BY_KEY.values()}


@pytest.mark.deep
def test_the_same_name_gives_the_same_program():
    def look() -> tuple[object, ...]:
        build("applications_open", scale=30, anchor=DAY, seed=27)
        # A test is one transaction, in which PostgreSQL empties no table whose foreign keys were not looked at yet.
        connection.check_constraints()
        people = list(Person.objects.order_by("pk").values_list("pk", "name", "email"))
        return people, list(Application.objects.order_by("reference").values_list("pk", "reference", "stage"))

    first = look()
    assert look() == first
    assert LoadedScenario.objects.count() == 1


def test_applications_are_open_and_maya_is_half_way():
    scenarios.load("applications_open", anchor=DAY)
    assert (Cohort.objects.count(), Seat.objects.filter(cohort__year=present_year()).count()) == (2, 28)
    assert Application.objects.filter(cycle__cohort_year=present_year()).count() == 121
    maya = Application.objects.get(person__email=BY_KEY["maya"].email)
    assert (maya.stage, maya.answers.count()) == (Stage.DRAFT, 5)
    assert Placement.objects.filter(fellow__person__email=BY_KEY["keisha"].email, stage="active").count() == 1
    strangers = Person.objects.exclude(email__endswith=".example")
    assert strangers.count() == 0


@pytest.mark.deep
def test_in_mid_term_the_access_table_and_its_twins_agree():
    scenarios.load("mid_term", anchor=DAY)
    assert counts(present_year())[Stage.PLACED] >= 20
    assert Request.objects.exclude(stage="draft").count() == 7
    assert {account.balance_cents >= 0 for account in LedgerAccount.objects.all()} == {True}
    assert Letter.objects.filter(recipient__email=BY_KEY["keisha"].email).exists()
    cast = list(Person.objects.filter(email__in=[person.email for person in DEMO_PEOPLE]))
    disagreements = [
        (row.code, str(person), str(obj.pk))
        for row in access.table()
        if row.twin is not None
        for person in cast
        for obj, seen in looked_at(row, person)
        if access.can(person, row.code, obj) != seen
    ]
    assert disagreements == []


def looked_at(row: access.Permission, person: Person):
    """Some objects of the permission's kind, each with whether the twin gives it."""
    seen = row.twin(person)
    shown = set(seen.values_list("pk", flat=True)[: LOOKED_AT * 10])
    objects = list(seen.order_by("pk")[: LOOKED_AT // 2]) + list(
        seen.model._default_manager.order_by("pk")[:LOOKED_AT]
    )
    whole = len(shown) < LOOKED_AT * 10
    return [(obj, obj.pk in shown) for obj in objects if whole or obj.pk in shown]


@pytest.mark.deep
@pytest.mark.parametrize("name", ["reviewing", "interviews", "offers", "matching_day"])
def test_the_other_days_load_too(name):
    scenarios.load(name, anchor=DAY)
    assert scenarios.loaded() == name
    assert Application.objects.filter(cycle__cohort_year=present_year()).count() == 121
