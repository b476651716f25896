"""The hour in which publication can be taken back in silence: managers see placements, and nobody concerned does."""

from datetime import timedelta

import pytest

from cohorts import signals
from cohorts.models import Placement
from cohorts.queries.meeting import advocates_of_mine, own_placement
from cohorts.queries.own_data import part
from cohorts.queries.own_why import own_office_why
from cohorts.queries.placements import current_placement, current_placements, placements_of_office
from cohorts.services import changes, placements, publication
from fellowship.access import can, has_role, visible
from fellowship.models import Letter
from fellowship.rules.roles import Role, Scope
from recruitment.services.applications import withdraw_application
from tests.cohorts.test_run_record import AT, World, sign_in
from tests.factories.people import give_role, make_person

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), AT.date()


class Hour(World):
    """Published with a supervisor at Calder, where Keisha is placed; ``news`` are the signals sent."""

    def __init__(self):
        super().__init__()
        self.evelyn = make_person(name="Evelyn Adair")
        give_role(self.evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=self.calder)
        self.news = []
        for name in ("placement_published", "placement_cancelled"):
            getattr(signals, name).connect(self._note(name), weak=False, dispatch_uid=f"test {name}")
        self.run = publication.publish_run(actor=self.dana, run_id=self.plan().pk, at=AT, hold_letters=True)
        self.placement = Placement.objects.get(fellow=self.keisha)

    def _note(self, name):
        return lambda **news: self.news.append((name, news["placement_id"]))

    def stages(self):
        self.keisha.refresh_from_db()
        self.keisha.application.refresh_from_db()
        self.placement.refresh_from_db()
        return self.keisha.stage, self.keisha.application.stage, self.placement.stage

    def shows(self):
        """Where the placement shows: to its fellow, its supervisor, in training and coaching, in their own copy."""
        who = self.keisha.person
        return [
            current_placement(who, DAY) is not None,
            own_placement(who, DAY) is not None,
            who.pk in current_placements([who], DAY),
            bool(placements_of_office(self.calder.pk, DAY)),
            bool(advocates_of_mine(self.evelyn, DAY)),
            can(who, "cohorts.see_own_placement", self.placement),
            visible(self.evelyn, "cohorts.see_own_placement").exists(),
            bool(part(who)[0]["placements"]),
            own_office_why(self.evelyn, self.calder.pk) is not None,
            has_role(who, Role.ADVOCATE),
        ]


@pytest.fixture
def hour(clock):
    world = Hour()
    yield world
    for name in ("placement_published", "placement_cancelled"):
        getattr(signals, name).disconnect(dispatch_uid=f"test {name}")


def test_until_the_hour_is_over_nobody_concerned_sees_anything(hour):
    assert hour.shows() == [False] * 10
    assert hour.stages() == ("placed", "finalist", "planned")
    assert hour.news == []
    assert visible(hour.dana, "cohorts.change_placements").count() == 2

    publication.release_due_letters(at=AT + HOUR)
    hour.stages()
    hour.keisha.person.__dict__.clear()
    hour.keisha.person = type(hour.evelyn).objects.get(name="Keisha Brandt")
    assert hour.shows() == [True] * 10
    assert hour.stages() == ("placed", "placed", "planned")
    assert sorted(hour.news) == sorted(("placement_published", row.pk) for row in Placement.objects.all())
    publication.release_due_letters(at=AT + 2 * HOUR)
    assert len(hour.news) == 2


def test_taken_back_in_silence_leaves_no_role_no_news_and_no_trace_for_the_fellow(hour):
    publication.unpublish_run(actor=hour.dana, run_id=hour.run.pk, at=AT + timedelta(minutes=59))

    assert hour.stages() == ("ready", "finalist", "cancelled")
    assert hour.news == []
    assert hour.shows() == [False] * 10
    assert set(Letter.objects.values_list("stage", flat=True)) == {"cancelled"}
    assert publication.release_due_letters(at=AT + HOUR) == 0
    again = publication.publish_run(actor=hour.dana, run_id=hour.run.pk, at=AT + HOUR)
    assert again.stage == "published"
    assert hour.keisha.placements.filter(stage="planned", held_back=False).count() == 1


def test_whoever_withdraws_in_the_hour_is_not_told_of_a_place(hour):
    who = hour.keisha
    withdraw_application(actor=who.person, application_id=who.application_id, at=AT + timedelta(minutes=5))
    publication.release_due_letters(at=AT + HOUR)

    assert hour.stages() == ("left", "withdrawn", "cancelled")
    letters = Letter.objects.filter(recipient__in=[who.person, hour.evelyn], kind__startswith="cohorts.")
    assert set(letters.values_list("stage", flat=True)) == {"cancelled"}
    assert [name for name, _placement in hour.news] == ["placement_published"]


def test_taking_back_after_somebody_withdrew_goes_on(hour):
    who = hour.keisha
    withdraw_application(actor=who.person, application_id=who.application_id, at=AT + timedelta(minutes=5))
    publication.unpublish_run(actor=hour.dana, run_id=hour.run.pk, at=AT + timedelta(minutes=6))

    assert hour.stages() == ("left", "withdrawn", "cancelled")
    assert set(Placement.objects.values_list("stage", flat=True)) == {"cancelled"}


def test_nothing_is_planned_and_nothing_begins_before_it_is_told(client, hour):
    with pytest.raises(changes.NotTold):
        changes.extend_placement(
            actor=hour.dana, placement_id=hour.placement.pk, last_day=hour.placement.ends_on + timedelta(days=30),
            reason="", at=AT,
        )  # fmt: skip
    first_day = AT + (hour.placement.starts_on - DAY)
    assert placements.settle_due_placements(at=first_day) == 0
    sign_in(client, hour.dana)
    text = client.get(f"/staff/placement/placements/{hour.placement.pk}/").content.decode()
    assert "Nobody has been told of this placement yet." in text
    assert "What can change" not in text
    assert "told to nobody yet" in client.get("/staff/placement/").content.decode()

    publication.release_due_letters(at=AT + HOUR)
    assert placements.settle_due_placements(at=first_day) == 2
    text = client.get(f"/staff/placement/placements/{hour.placement.pk}/").content.decode()
    assert "What can change" in text
    assert "told to nobody yet" not in client.get("/staff/placement/").content.decode()
