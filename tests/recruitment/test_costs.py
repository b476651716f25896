"""What the busiest pages ask of the database: as many queries for three rows as for one, each number a literal."""

import pytest
from django.urls import reverse

from recruitment.models import Application, Cycle, StageChange
from recruitment.queries import narrowing
from recruitment.queries.home_cards import cards
from recruitment.queries.narrowing import Wanted, settled
from recruitment.rules.stages import Action, Stage
from recruitment.services.search import refresh_texts
from tests.factories import circle, selection
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
PIPELINE = "/staff/applications/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


@pytest.mark.parametrize("rows", [1, 3])
def test_one_application_with_readers_and_recommendations(client, ines, rows, django_assert_num_queries):
    readers = [selection.reviewer(f"Reader {number}") for number in range(rows)]
    cycle = selection.cycle(recommendations=3, reads_per_application=rows)
    ana = make.submitted(make.person("Ana Sol"), cycle)
    for number in range(rows):
        circle.recommendation(ana, email=f"teacher{number}@school.example")
    for number, read in enumerate(selection.assigned(make.moved(ana, Action.START_REVIEW), *readers)):
        selection.scored(read, 2 + number % 2)
    address = reverse("recruitment_application", args=[ana.pk])
    assert client.get(address).context["dossier"].scores.done == rows
    with django_assert_num_queries(12):
        client.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_words_in_the_answers(client, ines, rows, django_assert_num_queries):
    cycle = make.cycle()
    for number in range(rows):
        refresh_texts(make.submitted(make.person(f"Person {number}"), cycle))
    assert len(client.get(f"{PIPELINE}?words=clinic&q=person").context["pipeline"].page.object_list) == rows
    with django_assert_num_queries(15):
        client.get(f"{PIPELINE}?words=clinic")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_applicants_home(client, clock, rows, django_assert_num_queries):
    maya = make.person()
    for _ in range(rows):
        make.draft(maya, make.cycle())
    client.force_login(maya)
    client.get("/my/")
    with django_assert_num_queries(6):
        client.get("/my/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_home_of_somebody_invited(client, clock, rows, django_assert_num_queries):
    maya = make.person()
    for _ in range(rows - 1):
        make.submitted(maya, make.cycle())
    selection.invited(maya)
    selection.letters_left()
    client.force_login(maya)
    assert b"Choose a time for your interview" in client.get("/my/").content
    with django_assert_num_queries(23):
        client.get("/my/")


@pytest.mark.parametrize("rows", [1, 3])
def test_submitting(client, clock, rows, django_assert_num_queries):
    cycle = make.cycle()
    for number in range(rows - 1):
        make.submitted(make.person(f"Person {number}"), cycle)
    maya = make.person()
    application = make.fill(make.draft(maya, cycle))
    client.force_login(maya)
    address = reverse("recruitment_answers", args=[application.pk])
    agreed = dict.fromkeys(client.get(address).context["form"].fields, "on")
    with django_assert_num_queries(18):  # two of them the test's own transaction
        client.post(address, agreed)
    application.refresh_from_db()
    assert application.stage == Stage.SUBMITTED
    assert StageChange.objects.filter(application=application).count() == 1


def found(person, cycle: Cycle, wanted: Wanted) -> set[Application]:
    return set(narrowing.narrowed(person, cycle, settled(wanted), make.AT))


def test_the_rare_and_the_common_are_found_alike(ines, monkeypatch):
    cycle = make.cycle()
    three = [make.submitted(make.person(name), cycle) for name in ("Ana Sol", "Ana Mora", "Ben Sol")]
    for application in three:
        refresh_texts(application)
    looked_for = [
        Wanted(search="ana"), Wanted(search="ana sol"), Wanted(words="clinic"), Wanted(search="sol", words="clinic"),
        Wanted(search="nobody", words="clinic"), Wanted(words="?!"), Wanted(search=three[0].reference),
    ]  # fmt: skip
    rare = [found(ines, cycle, wanted) for wanted in looked_for]
    assert [settled(wanted).among is None for wanted in looked_for] == [False] * 5 + [True] * 2
    monkeypatch.setattr(narrowing, "FEW", 0)
    assert [settled(wanted).among for wanted in looked_for] == [None, None, None, None, (), None, None]
    assert [found(ines, cycle, wanted) for wanted in looked_for] == rare
    ana, mora, ben = three
    assert rare == [{ana, mora}, {ana}, {ana, mora, ben}, {ana, ben}, set(), set(), {ana}]


def test_an_application_that_led_to_a_place_stands_last(clock):
    placed, waiting = make.draft(make.person("Ana Sol")), make.draft(make.person("Ben Ode"))
    type(placed).objects.filter(pk=placed.pk).update(stage=Stage.PLACED, submitted_at=make.AT)
    assert [card.weight for card in cards(placed.person, make.AT)] == [90]
    assert [card.weight for card in cards(waiting.person, make.AT)] == [10]
