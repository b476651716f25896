"""The pictures of a plan: their geometry, the numbers beneath them, and nothing from beyond the reader's reach."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest

from cohorts.queries.pictures import pictures
from cohorts.rules.pictures import GAP, LEAST, ROW, TALLEST, THICK, TILES, flow, tile_map
from cohorts.services import runs
from fellowship.access import visible
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in


def test_bands_are_as_thick_as_they_are_many_and_fill_both_sides():
    drawn = flow([("x", "x"), ("x", "x"), ("x", "y"), ("z", "")], ["x", "y", "z"])
    nodes = {node.key: node for node in drawn.nodes}

    assert [node.key for node in drawn.nodes] == ["x", "y", "z", ""]
    assert [(band.source, band.target, band.count, band.straight) for band in drawn.bands] == [
        ("x", "x", 2, True), ("x", "y", 1, False), ("z", "", 1, False),
    ]  # fmt: skip
    assert (nodes["x"].wanted_height, nodes["x"].placed_height) == (3 * THICK, 2 * THICK)
    assert (nodes["y"].top, nodes["y"].wanted, nodes["y"].placed) == (3 * THICK + GAP, 0, 1)
    assert drawn.bands[0].path == "M0 0.0C50 0.0 50 8.0 100 8.0V40.0C50 40.0 50 32.0 0 32.0Z"
    assert drawn.height == 3 * THICK + 3 * LEAST + 3 * GAP


def test_a_hundred_by_thirty_stays_readable():
    offices = [f"o{number:02}" for number in range(30)]
    drawn = flow([(offices[one % 30], offices[one * 7 % 30]) for one in range(100)], offices)
    tops = [node.top for node in drawn.nodes]

    assert drawn.height < TALLEST + 30 * (LEAST + GAP)
    assert all(later - earlier >= LEAST for earlier, later in pairwise(tops))
    assert sum(band.count for band in drawn.bands) == 100


def test_nobody_makes_an_empty_picture():
    assert (flow([], ["x"]).height, flow([], ["x"]).nodes) == (0, ())


def test_every_state_has_a_square_of_its_own_and_strangers_are_named():
    drawn = tile_map({"CA": (4, 3), "PR": (0, 0), "XX": (1, 1)})
    california = next(tile for tile in drawn.tiles if tile.state == "CA")

    assert (len(TILES), len(set(TILES.values()))) == (56, 56)
    assert (california.seats, california.placed, california.open_seats) == (4, 3, 1)
    assert (california.full, california.full_top + california.full) == (32.2, 4 * ROW + drawn.tall)
    assert drawn.off_map == ("XX",)


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=-1))


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER)


def world(cohort, dana, count):
    """As many offices with a seat; everyone wants the first one."""
    made = [make_office(name=f"Office {number}", state="OR") for number in range(count)]
    for number, office in enumerate(made):
        make_seat(cohort, office)
        fellow = make_fellow(cohort, f"Fellow {number}")
        list_offices(fellow, made[0], *([office] if number else []))
        list_fellows(office, cohort, fellow)
    run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
    return runs.solve_run(job_id=run.job_id, at=AT), made


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_pictures_show_the_plan_at_a_fixed_cost(client, cohort, dana, django_assert_num_queries, count):
    run, _made = world(cohort, dana, count)
    visible(dana, "cohorts.see_board")
    with django_assert_num_queries(6):
        page = pictures(dana, run_id=run.pk)

    assert page.bands[0] == ("Office 0", "Office 0", 1)
    assert sum(many for _source, _target, many in page.bands) == count
    assert [(row.state, row.seats, row.placed) for row in page.states] == [("OR", count, count)]
    assert [bar.now_text for bar in page.ranks.bars][:2] == ["1", str(count - 1)]
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/pictures/").content.decode()
    assert len(re.findall(r"<svg[^>]* role=\"img\" aria-label=", text)) == 2
    assert f"1 of {count} fellows are at their first choice." in text
    assert text.count("As a table") == 3


@pytest.mark.django_db
def test_a_manager_of_a_region_gets_the_picture_of_that_region(client, cohort, dana):
    run, made = world(cohort, dana, 2)
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=made[1].region)
    page = pictures(regional, run_id=run.pk)

    assert page.bands == (("Office 0", "Office 1", 1),)
    assert [(row.offices, row.seats) for row in page.states] == [(("Office 1",), 1)]
    sign_in(client, make_person())
    assert client.get(f"/staff/placement/runs/{run.pk}/pictures/").status_code == 403
