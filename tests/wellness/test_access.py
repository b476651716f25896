"""Coaching belongs to two people: each predicate agrees with its twin, and no role opens it."""

import pytest

from fellowship.access import can, visible
from fellowship.models import Person
from fellowship.rules.roles import Role, Scope
from tests.factories.people import give_role, make_office, make_person, make_staff
from tests.factories.training import make_advocate, make_placement
from tests.factories.wellness import AT, make_pair, note, planned, promise, topic
from wellness.models import ActionItem, AgendaItem, CoachingRelationship, Note, OneOnOne
from wellness.rules.stages import Audience
from wellness.services import coaching

pytestmark = pytest.mark.django_db

TABLE = {
    "wellness.be_coached": CoachingRelationship,
    "wellness.coach": CoachingRelationship,
    "wellness.share": CoachingRelationship,
    "wellness.meet": OneOnOne,
    "wellness.read_agenda": AgendaItem,
    "wellness.read_note": Note,
    "wellness.keep_action": ActionItem,
    "wellness.pair": Person,
}


@pytest.fixture
def world():
    """Two pairs, one of which changed its coach, with shared and private things of each of the four."""
    office = make_office()
    advocate = make_advocate(office, name="Keisha")
    make_placement(advocate, office)
    before = make_pair(advocate=advocate)
    other = make_pair()
    for pair in (before, other):
        meeting = planned(pair)
        for author in (pair.advocate, pair.coach):
            for audience in Audience:
                topic(pair, author, f"{audience} topic", audience=audience)
                note(meeting, author, f"{audience} note", audience=audience)
            promise(pair, author)
    now = make_staff(Role.PROGRAM_MANAGER)
    coaching.pair_coach(actor=None, advocate=advocate, coach=now, at=AT)
    near = make_person()
    give_role(near, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=office.region)
    people = {role: make_staff(role) for role in Role if role is not Role.ADVOCATE}
    people |= {"advocate": advocate, "before": before.coach, "now": now, "other coach": other.coach, "near": near}
    people |= {"other advocate": other.advocate, "nobody": make_person()}
    people["superuser"] = Person.objects.create_superuser("root@tests.example", None)
    return people


@pytest.mark.parametrize("code", TABLE)
def test_predicate_and_twin_agree(world, code):
    for who, person in world.items():
        rows = list(TABLE[code].objects.all())
        allowed = {row.pk for row in rows if can(person, code, row)}
        assert {row.pk for row in visible(person, code)} == allowed, who


@pytest.mark.parametrize("code", [code for code in TABLE if code != "wellness.pair"])
def test_nobody_else_sees_anything(world, code):
    outside = [role for role in Role if role is not Role.ADVOCATE]
    for who in (*outside, "nobody", "near", "superuser"):
        assert list(visible(world[who], code)) == [], who


def test_private_notes_are_their_authors_alone_whatever_happens(world):
    readers = {
        row.pk: [who for who, person in world.items() if can(person, "wellness.read_note", row)]
        for row in Note.objects.filter(audience=Audience.PRIVATE)
    }
    authors = {row.pk: row.author_id for row in Note.objects.filter(audience=Audience.PRIVATE)}
    assert all([world[who].pk for who in found] == [authors[pk]] for pk, found in readers.items())
    assert len(readers) == 4


def test_the_coach_before_reads_nothing_shared_and_the_coach_of_now_nothing_old(world):
    assert list(visible(world["before"], "wellness.share")) == []
    assert list(visible(world["before"], "wellness.meet")) == []
    assert list(visible(world["now"], "wellness.meet")) == []
    assert list(visible(world["now"], "wellness.read_note")) == []
    assert visible(world["now"], "wellness.share").count() == 1


def test_a_coach_who_is_no_program_manager_any_more_reads_nothing(world):
    person = world["other coach"]
    person.role_grants.all().delete()
    again = Person.objects.get(pk=person.pk)
    assert list(visible(again, "wellness.share")) == []


def test_pairing_reaches_ones_own_region(world):
    assert list(visible(world["near"], "wellness.pair")) == [world["advocate"]]
    assert list(visible(world[Role.HOST_SUPERVISOR], "wellness.pair")) == []
