"""Screens for placements after day one: the list, one placement, the check page; whom they keep out."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cohorts.models import Placement, PlacementChange
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import make_cohort, make_placement
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
LIST = "/staff/placement/placements/"


@pytest.fixture
def dana(client, clock):
    person = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    sign_in(client, person)
    return person


def day(name, value):
    return {f"{name}_month": value.month, f"{name}_day": value.day, f"{name}_year": value.year}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(client, dana, count, django_assert_num_queries):
    cohort = make_cohort(year=2026)
    for _number in range(count):
        make_placement(cohort=cohort)
    client.get(LIST)
    with django_assert_num_queries(8):
        assert client.get(LIST).content.decode().count('class="cell"') == count


def test_the_list_narrows_and_becomes_a_sheet(client, dana):
    cohort = make_cohort(year=2026, starts_on=date(2026, 9, 7), ends_on=date(2028, 9, 6))
    make_placement(cohort=cohort, person=make_person(name="Keisha Brandt"), ends_on=date(2026, 12, 24))
    make_placement(cohort=cohort, person=make_person(name="Noah Pell"))
    make_placement(cohort=cohort, person=make_person(name="=1+1 Quinn"), stage="ended")
    shown = client.get(LIST, {"stage": "ending"}).content.decode()
    sheet = load_workbook(BytesIO(client.get(f"{LIST}export/", {"stage": "all"}).content)).active

    assert ("Keisha Brandt" in shown, "Noah Pell" in shown) == (True, False)
    assert "No placement matches" in client.get(LIST, {"q": "zz"}).content.decode()
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {"Keisha Brandt", "Noah Pell", "'=1+1 Quinn"}


def test_a_change_is_checked_before_it_is_planned_and_can_be_called_off(client, dana):
    placement = make_placement()
    url = f"{LIST}{placement.pk}/leave/"
    typed = day("first_day", date(2026, 12, 1)) | day("last_day", date(2026, 12, 10)) | {"reason": "REASON-CANARY"}

    assert "Say why in a sentence." in client.post(url, typed | {"reason": ""}).content.decode()
    check = client.post(url, typed)
    assert (check.status_code, PlacementChange.objects.count()) == (200, 0)
    assert "Lessons that are not finished and one-on-ones in those days move" in check.content.decode()
    assert [client.post(url, typed | {"confirm": "1"}).status_code for _click in range(2)] == [302, 302]
    change = PlacementChange.objects.get()
    assert "REASON-CANARY" in client.get(f"{LIST}{placement.pk}/").content.decode()

    client.post(f"/staff/placement/changes/{change.pk}/call-off/")
    assert Placement.objects.get().ends_on == placement.ends_on
    assert f"{LIST}{placement.pk}/leave/" in client.get(f"{LIST}{placement.pk}/").content.decode()


def test_a_day_that_does_not_fit_is_said_at_its_field(client, dana):
    placement = make_placement()
    typed = day("last_day", date(2020, 1, 1)) | {"reason": "So that it is", "confirm": "1"}
    answer = client.post(f"{LIST}{placement.pk}/extend/", typed)

    assert answer.status_code == 422
    assert answer.content.decode().count("Choose a day after the present last day, at most two years later.") == 2
    assert "So that it is" in answer.content.decode()


def test_another_region_and_unknown_kinds_are_not_found(client, clock):
    person, placement = make_person(), make_placement()
    give_role(person, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    sign_in(client, person)

    assert placement.fellow.person.get_full_name() not in client.get(LIST).content.decode()
    for path in ("", "extend/", "nonsense/"):
        assert client.get(f"{LIST}{placement.pk}/{path}").status_code == 404
