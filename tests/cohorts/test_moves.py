"""Moves by hand: undone, kept as history, and places agreed on that later runs work around."""

import pytest

from cohorts.models import Lock
from cohorts.queries.checks import move_check
from cohorts.queries.plans import is_stale, plan_of
from cohorts.services import moves, publication, runs
from fellowship.rules.refusals import NotAllowed
from tests.cohorts.test_run_record import AT, World, list_offices, make_fellow, make_seat, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(clock):
    return World()


def undo(world, move):
    return moves.undo_move(actor=world.dana, move_id=move.pk, at=AT)


def test_the_last_move_is_undone_and_stays_as_history(client, world):
    run = world.plan()
    first, second = world.move(run, world.keisha, world.marrow), world.move(run, world.wendell, world.calder)

    with pytest.raises(moves.NotTheLast):
        undo(world, first)
    undo(world, second)
    undo(world, second)
    assert world.matching(run) == {"Keisha": "Marrow", "Wendell": "Marrow"}
    undo(world, first)
    assert world.matching(run) == {"Keisha": "Calder", "Wendell": "Marrow"}
    assert list(run.moves.values_list("undone_by", flat=True)) == [world.dana.pk] * 2
    sign_in(client, world.dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/").content.decode()
    assert text.count("Undone") == 2


def test_undoing_frees_the_place_that_the_move_made_an_agreed_one(world):
    run = world.plan()
    move = world.move(run, world.keisha, world.marrow, lock=True)
    assert Lock.objects.get().office == world.marrow
    undo(world, move)
    assert not Lock.objects.exists()


def test_undoing_leaves_a_place_that_was_agreed_on_elsewhere_meanwhile(world):
    run = world.plan()
    move = world.move(run, world.keisha, world.marrow, lock=True)
    Lock.objects.update(office=world.calder)
    undo(world, move)
    assert Lock.objects.get().office == world.calder


def test_a_published_plan_keeps_its_moves(client, world):
    run = world.plan()
    move = world.move(run, world.keisha, world.marrow)
    publication.publish_run(actor=world.dana, run_id=run.pk, at=AT, reason="Agreed with both.")

    with pytest.raises(NotAllowed):
        undo(world, move)
    with pytest.raises(NotAllowed):
        moves.lock_fellow(actor=world.dana, run_id=run.pk, fellow_id=world.keisha.pk, reason="r", at=AT)
    sign_in(client, world.dana)
    assert "Signed for by Dana Whitcomb" in client.get(f"/staff/placement/runs/{run.pk}/").content.decode()


def test_the_same_move_twice_is_one_move(world):
    run = world.plan()
    assert world.move(run, world.keisha, world.marrow) == world.move(run, world.keisha, world.marrow)
    with pytest.raises(runs.ThereAlready):
        world.move(run, world.wendell, world.marrow)


def test_a_place_is_kept_with_a_reason_and_the_plan_that_keeps_it_stays_fresh(client, world):
    run = world.plan()
    url = f"/staff/placement/runs/{run.pk}/keep/{world.wendell.pk}/"
    sign_in(client, world.dana)
    silent = client.post(url, {"reason": ""})
    assert (silent.status_code, Lock.objects.count()) == (422, 0)
    kept = client.post(url, {"reason": "Agreed with Marrow."})

    assert (kept.status_code, Lock.objects.get().office, Lock.objects.get().locked_by) == (
        302, world.marrow, world.dana,
    )  # fmt: skip
    assert not is_stale(plan_of(run))
    again = client.get(f"/staff/placement/{world.cohort.pk}/run/").content.decode()
    assert "Wendell Pryce has an agreed place at Marrow." in again
    world.move(run, world.wendell, None)
    assert is_stale(plan_of(run))
    board = f"/staff/placement/?cohort={world.cohort.pk}&run={run.pk}&fellow={world.wendell.pk}"
    freed = client.post(f"/staff/placement/fellows/{world.wendell.pk}/unlock/", {"run": str(run.pk)})
    assert (freed["Location"], Lock.objects.exists()) == (board, False)


def test_who_has_no_place_has_none_to_keep(client, world):
    run = world.plan()
    world.move(run, world.wendell, None)
    sign_in(client, world.dana)
    url = f"/staff/placement/runs/{run.pk}/keep/{world.wendell.pk}/"

    assert "has no place in this plan" in client.get(url).content.decode()
    assert client.post(url, {"reason": "r"}).status_code == 422
    assert not Lock.objects.exists()


def test_undo_is_a_button_that_says_when_it_can_not_be(client, world):
    run = world.plan()
    first = world.move(run, world.keisha, world.marrow)
    world.move(run, world.wendell, None)
    sign_in(client, world.dana)
    answer = client.post(f"/staff/placement/moves/{first.pk}/undo/", follow=True)

    assert "Undo the later moves first." in answer.content.decode()
    assert client.post("/staff/placement/moves/7e1ad8b0-0000-4000-8000-000000000000/undo/").status_code == 404
    assert client.get(f"/staff/placement/moves/{first.pk}/undo/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_checking_a_move_costs_the_same_for_any_number(world, count, django_assert_num_queries):
    for _number in range(count):
        list_offices(make_fellow(world.cohort), world.calder)
        make_seat(world.cohort, world.calder)
    run = world.plan()
    dana = type(world.dana).objects.get(pk=world.dana.pk)

    with django_assert_num_queries(8):
        page = move_check(dana, run_id=run.pk, fellow_id=world.keisha.pk, to="none")
    assert "Keisha Brandt would rather be at Calder, which has an open seat." in page.raises
