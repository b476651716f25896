"""Two plans side by side, the sheet of a plan and its spreadsheets."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from cohorts.queries.compare import compare
from cohorts.queries.sheets import sheet
from cohorts.services import runs
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role, Scope
from tests.cohorts.test_run_record import World, list_offices, make_fellow, make_seat, sign_in
from tests.factories.cohorts import AT, make_cohort
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return World()


def url(world, a, b):
    return f"/staff/placement/{world.cohort.pk}/compare/?a={a.pk}&b={b.pk}"


def test_two_plans_differ_in_who_moves_choices_claims_and_kept_seats(world):
    make_seat(world.cohort, world.marrow, skill="spanish")
    first, second = world.plan(), world.plan()
    world.move(second, world.keisha, world.marrow)
    page = compare(world.dana, world.cohort.pk, first.pk, second.pk)

    assert [(m.fellow, m.before, m.before_choice, m.after, m.after_choice, m.gains) for m in page.movers] == [
        ("Keisha Brandt", "Calder", 1, "Marrow", 2, False)
    ]
    assert [(row.first, row.second) for row in page.reached] == [
        ("1", "0"), ("1", "2"), ("0", "0"), ("0", "0"), ("0", "0"),
    ]  # fmt: skip
    found = {row.label: (row.first, row.second, row.better) for row in page.measures}
    assert found["Pairs: the office has an open seat"] == ("0", "2", "first")
    assert found["Kept seats with Spanish"] == ("0 of 1", "0 of 1", "")
    assert (found["Seats open"], found["Moves by hand"]) == (("2", "2", ""), ("0", "1", "first"))
    assert (page.same_inputs, page.first.level) == (True, "Fellows asked, offices held on to the best (L0)")


def test_without_names_the_two_newest_are_compared_and_sides_swap(client, world):
    sign_in(client, world.dana)
    alone = client.get(f"/staff/placement/{world.cohort.pk}/compare/").content.decode()
    first, second = world.plan(), world.plan()
    make_seat(world.cohort, world.calder)
    third = world.plan()
    page = compare(world.dana, world.cohort.pk, None, None)
    text = client.get(url(world, first, third)).content.decode()

    assert "There are not two plans yet" in alone
    assert (page.first.run.id, page.second.run.id) == (second.pk, third.pk)
    assert f"?a={third.pk}&amp;b={first.pk}" in text
    assert ("1 fellow is elsewhere" in text, "their inputs differ" in text) == (True, True)
    assert f"/compare/?a={second.pk}&amp;b={third.pk}" in client.get("/staff/placement/").content.decode()


def test_a_plan_of_another_cohort_is_not_there(client, world):
    mine, other = world.plan(), make_cohort(year=2031)
    make_seat(other, world.calder)
    list_offices(make_fellow(other), world.calder)
    run = runs.start_run(actor=world.dana, cohort_id=other.pk, at=AT)
    foreign = runs.solve_run(job_id=run.job_id, at=AT)
    sign_in(client, world.dana)

    assert client.get(url(world, mine, foreign)).status_code == 404
    assert client.get(f"/staff/placement/{world.cohort.pk}/compare/?a=no-id").status_code == 200


def test_a_manager_of_a_region_neither_compares_nor_downloads(client, world):
    first, second = world.plan(), world.plan()
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=world.calder.region)
    sign_in(client, regional)

    for path in ("sheet/", "plan.xlsx", "plan.csv"):
        assert client.get(f"/staff/placement/runs/{first.pk}/{path}").status_code == 403
    assert client.get(url(world, first, second)).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_costs_the_same_for_any_number(world, count, django_assert_num_queries):
    for _number in range(count):
        list_offices(make_fellow(world.cohort), world.marrow)
        make_seat(world.cohort, world.marrow)
    first, second = world.plan(), world.plan()
    for number in range(count):
        world.move(second, world.wendell, None if number % 2 == 0 else world.marrow)
    dana = type(world.dana).objects.get(pk=world.dana.pk)

    with django_assert_num_queries(10):
        assert len(compare(dana, world.cohort.pk, first.pk, second.pk).movers) == 1
    dana = type(world.dana).objects.get(pk=world.dana.pk)
    with django_assert_num_queries(8):
        assert len(sheet(dana, first.pk).rows) == count + 2


def test_the_sheet_has_everyone_by_office(client, world):
    run = world.plan()
    world.move(run, world.wendell, None)
    sign_in(client, world.dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/sheet/").content.decode()

    assert text.index("Calder") < text.index("Keisha Brandt") < text.index("Not placed") < text.index("Wendell Pryce")
    assert "Draft: nothing here is settled." in text


def test_the_spreadsheets_hold_no_formula_and_the_look_is_noted(client, world):
    world.keisha.person.name = "=HYPERLINK(1)"
    world.keisha.person.save()
    run = world.plan()
    sign_in(client, world.dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/plan.csv")
    book = client.get(f"/staff/placement/runs/{run.pk}/plan.xlsx")
    rows = list(csv.reader(StringIO(text.content.decode("utf-8-sig"))))
    cells = [[cell.value for cell in row] for row in load_workbook(BytesIO(book.content)).active.iter_rows()]

    place = world.calder.place
    assert rows[1:] == [
        ["'=HYPERLINK(1)", "Calder", place, "1", "1", "", "2027-09-06", ""],
        ["Wendell Pryce", "Marrow", world.marrow.place, "2", "", "", "2027-09-06", ""],
    ]
    assert cells[1] == ["'=HYPERLINK(1)", "Calder", place, 1, 1, None, "2027-09-06", None]
    assert "Keisha" not in text["Content-Disposition"]
    kinds = AuditEntry.objects.filter(action="cohorts.export_plan").values_list("data__kind", flat=True)
    assert sorted(kinds) == ["csv", "xlsx"]
