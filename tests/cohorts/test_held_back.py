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
from fellowship.models import AuditEntry, Letter
from fellowship.rules.roles import Role, Scope
from fellowship.services.letters import release_letters
from recruitment.services.applications import withdraw_application
from tests.cohorts.test_run_record import AT, World, sign_in
from tests.factories.cohorts import make_fellow
from tests.factories.people import give_role, make_person
from wellness.access import advocates_within_reach

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
    trace = AuditEntry.objects.filter(about_id=hour.keisha.person.pk, action__endswith="letter")
    assert set(trace.values_list("actor_id", flat=True)) == {None}
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


def test_pages_of_fellows_and_offices_look_as_before(client, hour):
    una = make_fellow(hour.cohort, "Unplaced Una")
    pages = {hour.keisha.person: ["/my/", "/my/ranking/", "/my/data/delete/"], una.person: ["/my/"], hour.evelyn: [
        "/my/", f"/my/office/{hour.calder.pk}/", f"/my/office/{hour.calder.pk}/ranking/",
        f"/my/office/{hour.calder.pk}/met/{hour.keisha.pk}/",
    ]}  # fmt: skip
    seen = {}
    for person, addresses in pages.items():
        sign_in(client, person)
        seen |= {(person, path): client.get(path) for path in addresses}
    assert {answer.status_code for answer in seen.values()} == {200}
    whole = " ".join(answer.content.decode() for answer in seen.values())
    assert "Placements are published" not in whole
    assert "Your placement goes on" not in whole
    cards = [seen[one.person, "/my/"].content.decode() for one in (hour.keisha, una)]
    assert ["Your list of offices" in text for text in cards] == [True, True]
    portal = seen[hour.evelyn, f"/my/office/{hour.calder.pk}/"].content.decode()
    assert "Keisha Brandt" in portal
    assert not advocates_within_reach(hour.dana).exists()
    letters = AuditEntry.objects.filter(about_id=hour.keisha.person.pk, action__endswith="letter")
    assert set(letters.values_list("actor_id", flat=True)) == {None}


def test_a_letter_let_go_by_hand_tells_its_own_people_and_nobody_else(hour):
    letter = Letter.objects.get(recipient=hour.keisha.person, kind="cohorts.placed")
    release_letters(actor=hour.dana, letter_ids=[letter.pk], at=AT + timedelta(minutes=2))
    publication.release_due_letters(at=AT + timedelta(minutes=5))
    assert hour.stages() == ("placed", "placed", "planned")
    assert list(Placement.objects.filter(held_back=True).values_list("fellow", flat=True)) == [hour.wendell.pk]
    with pytest.raises(publication.TooLate):
        publication.unpublish_run(actor=hour.dana, run_id=hour.run.pk, at=AT + HOUR)
    publication.release_due_letters(at=AT + HOUR)
    assert not Placement.objects.filter(held_back=True).exists()


def test_one_who_cannot_be_told_keeps_nobody_else_waiting(hour, monkeypatch):
    real = publication.give_advocate_role

    def give(placement, *, at):
        if placement.fellow_id == hour.keisha.pk:
            raise RuntimeError("no")
        return real(placement, at=at)

    monkeypatch.setattr(publication, "give_advocate_role", give)
    for _run in range(2):
        with pytest.raises(RuntimeError):
            publication.release_due_letters(at=AT + HOUR)
    assert hour.stages() == ("placed", "finalist", "planned")
    assert list(Placement.objects.filter(held_back=True).values_list("fellow", flat=True)) == [hour.keisha.pk]
    assert sorted(Letter.objects.filter(kind="cohorts.placed").values_list("recipient__name", "stage")) == [
        ("Keisha Brandt", "held"), ("Wendell Pryce", "queued"),
    ]  # fmt: skip
    monkeypatch.setattr(publication, "give_advocate_role", real)
    publication.release_due_letters(at=AT + 2 * HOUR)
    assert hour.stages() == ("placed", "placed", "planned")


def test_what_could_not_be_told_is_taken_back_later_too(hour, monkeypatch):
    def give(placement, *, at):
        raise RuntimeError("no")

    monkeypatch.setattr(publication, "give_advocate_role", give)
    with pytest.raises(RuntimeError):
        publication.release_due_letters(at=AT + HOUR)
    publication.unpublish_run(actor=hour.dana, run_id=hour.run.pk, at=AT + 2 * HOUR)
    assert hour.stages() == ("ready", "finalist", "cancelled")


def test_a_role_without_an_end_is_kept(hour):
    grant = give_role(hour.keisha.person, Role.ADVOCATE, scope=Scope.OFFICE, office=hour.calder)
    publication.release_due_letters(at=AT + HOUR)
    hour.placement.refresh_from_db()
    assert hour.placement.advocate_grant == grant


def test_who_placed_an_application_is_kept(hour):
    publication.release_due_letters(at=AT + HOUR)
    entry = AuditEntry.objects.get(action="recruitment.place", about_id=hour.keisha.person.pk)
    assert entry.actor_id == hour.dana.pk


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
