"""Publication: letters held for the hour, what the check looked at, a record that was changed."""

from datetime import timedelta

import pytest

from cohorts.models import MatchRun, Placement
from cohorts.queries.checks import publish_check
from cohorts.services import publication
from fellowship.models import Letter
from tests.cohorts.test_run_record import AT, World, sign_in

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def world(clock):
    return World()


def letters():
    return sorted(Letter.objects.values_list("kind", "stage"))


def test_letters_wait_for_the_hour_and_then_leave_by_themselves(world):
    run = publication.publish_run(actor=world.dana, run_id=world.plan().pk, at=AT, hold_letters=True)
    assert letters() == [("cohorts.placed", "held")] * 2

    assert publication.release_due_letters(at=AT + HOUR - timedelta(seconds=1)) == 0
    assert publication.release_due_letters(at=AT + HOUR) == 2
    assert letters() == [("cohorts.placed", "queued")] * 2
    assert publication.release_due_letters(at=AT + HOUR) == 0
    run.refresh_from_db()
    assert run.letters_due_at is None


def test_taking_back_within_the_hour_leaves_nobody_with_a_letter(world):
    run = publication.publish_run(actor=world.dana, run_id=world.plan().pk, at=AT, hold_letters=True)
    publication.unpublish_run(actor=world.dana, run_id=run.pk, at=AT + timedelta(minutes=59))

    assert letters() == [("cohorts.placed", "cancelled")] * 2
    assert publication.release_due_letters(at=AT + HOUR) == 0


@pytest.mark.parametrize(
    ("sent", "stage"), [({}, "held"), ({"letters": "hold"}, "held"), ({"letters": "now"}, "queued")]
)
def test_the_page_holds_letters_unless_they_are_to_leave_at_once(client, world, sent, stage):
    run = world.plan()
    sign_in(client, world.dana)
    assert client.post(f"/staff/placement/runs/{run.pk}/publish/", sent).status_code == 302
    assert letters() == [("cohorts.placed", stage)] * 2


def test_the_check_says_what_it_looked_at_and_found(client, world):
    run = world.plan()
    world.move(run, world.keisha, world.marrow)
    found = {row.label: row.found for row in publish_check(world.dana, run_id=run.pk, at=AT).looked}
    sign_in(client, world.dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/publish/").content.decode()

    assert found["Pairs: the office has an open seat"] == 2
    assert sum(found.values()) == 2
    assert "What the check looked at" in text


@pytest.mark.parametrize("change", ["snapshot", "outcome"])
def test_a_record_that_was_changed_is_not_published(world, change):
    run = world.plan()
    if change == "snapshot":
        run.snapshot["offices"][str(world.calder.pk)]["capacity"] = 2
    else:
        run.outcome["matching"] = dict.fromkeys(run.outcome["matching"], str(world.calder.pk))
    run.save()
    refusal = publication.NotAsRecorded if change == "snapshot" else publication.CheckFails

    with pytest.raises(refusal):
        publication.publish_run(actor=world.dana, run_id=run.pk, at=AT, reason="Anyway.")
    assert (Placement.objects.exists(), MatchRun.objects.get().stage) == (False, "draft")
