"""Screens of fellows, advocates and supervisors: what they show, what they keep, whom they keep out."""

import re
from datetime import date, timedelta

import pytest

from cohorts.models import FellowRanking, OfficeRanking, RankingSheet
from cohorts.queries.home import cards, close_to, fellow_steps, supervisor_steps
from cohorts.queries.rankings import fellow_list, office_list
from cohorts.services import publication, runs
from fellowship.queries.next_steps import Urgency
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import (
    AT,
    list_fellows,
    list_offices,
    make_cohort,
    make_fellow,
    make_placement,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
URL = "/my/ranking/"


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=3))


@pytest.fixture
def offices(cohort):
    made = [make_office(name=name) for name in ("Calder", "Marrow", "Tamarack")]
    for office in made:
        make_seat(cohort, office)
    return made


@pytest.fixture
def maya(cohort, offices):
    return make_fellow(cohort, "Maya Lind")


@pytest.fixture
def evelyn(offices):
    person = make_person(name="Evelyn Adair")
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[0])
    return person


def listed(fellow):
    rows = FellowRanking.objects.filter(fellow=fellow, never=False).order_by("position")
    return [row.office.name for row in rows.select_related("office")]


def numbers(offices, *typed):
    return {f"n_{office.pk.hex}": number for office, number in zip(offices, typed, strict=True)}


def test_typed_numbers_make_the_order_and_gaps_close_up(client, maya, offices):
    sign_in(client, maya.person)
    answer = client.post(URL, {**numbers(offices, "9", "", "2"), "do": "save"})

    assert (answer.status_code, answer["Location"]) == (302, URL)
    assert listed(maya) == ["Tamarack", "Calder"]


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ("up:1", ["Marrow", "Calder", "Tamarack"]),
        ("up:0", ["Calder", "Marrow", "Tamarack"]),
        ("down:1", ["Calder", "Tamarack", "Marrow"]),
        ("down:2", ["Calder", "Marrow", "Tamarack"]),
        ("remove:0", ["Marrow", "Tamarack"]),
        ("never:0", ["Marrow", "Tamarack"]),
        ("nonsense:0", ["Calder", "Marrow", "Tamarack"]),
        ("up:elsewhere", ["Calder", "Marrow", "Tamarack"]),
    ],
)
def test_each_button_saves_the_whole_list(client, maya, offices, press, order):
    list_offices(maya, *offices)
    verb, target = press.split(":")
    key = str(offices[int(target)].pk) if target.isdigit() else target
    sign_in(client, maya.person)
    answer = client.post(URL, {**numbers(offices, "1", "2", "3"), "do": f"{verb}:{key}"})

    assert answer.status_code == 302
    assert listed(maya) == order
    assert FellowRanking.objects.filter(fellow=maya, never=True).count() == (verb == "never")


def test_a_button_counts_the_typed_numbers_first(client, maya, offices):
    sign_in(client, maya.person)
    client.post(URL, {**numbers(offices, "3", "2", "1"), "do": f"up:{offices[0].pk}"})

    assert listed(maya) == ["Tamarack", "Calder", "Marrow"]


def test_never_can_be_taken_back(client, maya, offices):
    list_offices(maya, never=[offices[0]])
    sign_in(client, maya.person)
    client.post(URL, {"do": f"allow:{offices[0].pk}"})

    assert not FellowRanking.objects.filter(fellow=maya).exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("1", "1", ""), "Two or more rows have number 1. Give Calder another."),
        (("first", "2", ""), "Enter a whole number from 1 for Calder, or leave it empty."),
        (("0", "", ""), "Enter a whole number from 1 for Calder, or leave it empty."),
        (("", "-2", ""), "Enter a whole number from 1 for Marrow, or leave it empty."),
        (("100000", "", ""), "Enter a whole number from 1 for Calder, or leave it empty."),
    ],
)
def test_what_cant_be_an_order_is_said_at_the_field_and_kept(client, maya, offices, typed, message):
    list_offices(maya, offices[2])
    sign_in(client, maya.person)
    answer = client.post(URL, {**numbers(offices, *typed), "do": "submit"})
    text = answer.content.decode()

    assert answer.status_code == 422
    assert text.count(message) == 2
    assert f'value="{typed[0] or typed[1]}"' in text
    assert listed(maya) == ["Tamarack"]


def test_submitting_says_until_when_it_can_change(client, maya, offices):
    sign_in(client, maya.person)
    text = client.post(URL, {**numbers(offices, "1", "", ""), "do": "submit"}, follow=True).content.decode()

    assert RankingSheet.objects.get(fellow=maya).submitted_at == AT
    assert "Your list is submitted. You can change it until lists close." in text
    assert "You can still change it until 25\N{NO-BREAK SPACE}November 2026, 10:00\N{NO-BREAK SPACE}am" in text


def test_an_empty_list_cant_be_submitted(client, maya, offices):
    sign_in(client, maya.person)
    answer = client.post(URL, {"do": "submit"})

    assert answer.status_code == 422
    assert "Put at least one office on your list before you submit it." in answer.content.decode()


def test_after_closing_the_list_is_shown_without_a_form(client, maya, offices, clock):
    list_offices(maya, offices[1])
    clock.advance(days=4)
    sign_in(client, maya.person)
    text = client.get(URL).content.decode()

    assert "Your list stands as you last saved it." in text
    assert 'name="do"' not in text
    assert client.post(URL, {"do": "submit"}).status_code == 422


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_any_number_of_rows(cohort, django_assert_num_queries, count):
    for _number in range(count):
        office, fellow = make_office(), make_fellow(cohort)
        make_seat(cohort, office)
        list_offices(fellow, office)
        list_fellows(office, cohort, fellow)
    lead = make_person()
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)

    with django_assert_num_queries(11):
        page = fellow_list(fellow.person)
        assert (len(page.ranked) + len(page.others), len(page.regions)) == (count, count)
    with django_assert_num_queries(11):
        assert len(office_list(lead, office.pk).open_rows) == count


def test_someone_who_is_no_fellow_gets_a_page_that_says_so(client, clock):
    sign_in(client, make_person())
    answer = client.get(URL)

    assert answer.status_code == 200
    assert "You put the offices in your order once your offer is final." in answer.content.decode()


def office_url(office, *rest):
    return "/my/office/" + "/".join([str(office.pk), "ranking", *map(str, rest)]) + "/"


def test_a_supervisor_gives_numbers_and_the_same_number_is_a_tie(client, evelyn, offices, cohort, maya):
    ben = make_fellow(cohort, "Ben Ode")
    sign_in(client, evelyn)
    typed = {f"n_{fellow.pk.hex}": "4" for fellow in (maya, ben)}
    answer = client.post(office_url(offices[0]), {**typed, "do": "submit"})

    assert answer.status_code == 302
    assert list(OfficeRanking.objects.values_list("position", flat=True)) == [1, 1]
    assert RankingSheet.objects.get(office=offices[0]).submitted_at == AT


def test_not_this_person_needs_a_reason_that_the_fellow_never_reads(client, evelyn, offices, maya):
    sign_in(client, evelyn)
    url = office_url(offices[0], maya.pk, "not")
    empty = client.post(url, {"reason": ""})
    client.post(url, {"reason": "REASON-CANARY"})
    page = client.get(office_url(offices[0])).content.decode()

    assert (empty.status_code, "Say in a sentence why." in empty.content.decode()) == (422, True)
    assert "REASON-CANARY" in page
    sign_in(client, maya.person)
    for address in (URL, "/my/placement/", "/my/placement/why/", "/my/"):
        assert "REASON-CANARY" not in client.get(address).content.decode()


def test_other_offices_and_other_people_are_not_there(client, evelyn, offices, maya):
    sign_in(client, evelyn)
    assert client.get(office_url(offices[1])).status_code == 404
    assert client.get(office_url(offices[1], maya.pk, "not")).status_code == 404
    assert client.post(office_url(offices[1]), {"do": "submit"}).status_code == 404
    assert client.get(office_url(offices[0], make_fellow(make_cohort(), "Zoe").pk, "not")).status_code == 404
    sign_in(client, maya.person)
    assert client.get(office_url(offices[0])).status_code == 403
    assert not OfficeRanking.objects.exists()


def test_a_supervisor_does_not_see_whom_the_fellows_chose(client, evelyn, offices, maya):
    before = page_of(client, evelyn, offices[0])
    list_offices(maya, offices[0], never=[offices[1]])

    assert page_of(client, evelyn, offices[0]) == before


def page_of(client, person, office):
    sign_in(client, person)
    text = client.get(office_url(office)).content.decode()
    return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]


def test_someone_with_one_office_is_led_to_its_list(client, evelyn, offices):
    sign_in(client, evelyn)
    assert client.get("/my/office/ranking/")["Location"] == office_url(offices[0])
    give_role(evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[1])
    text = client.get("/my/office/ranking/").content.decode()

    assert ("Calder" in text, "Marrow" in text, "Tamarack" in text) == (True, True, False)


def published(cohort):
    manager = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb", email="dana@tests.example")
    run = runs.start_run(actor=manager, cohort_id=cohort.pk, at=AT)
    runs.solve_run(job_id=run.job_id, at=AT)
    return publication.publish_run(actor=manager, run_id=run.pk, at=AT)


def test_advocate_and_supervisor_see_each_other_after_publication(client, cohort, maya, evelyn, offices):
    list_offices(maya, offices[0])
    before = client_text(client, maya.person, "/my/placement/"), client_text(client, evelyn, "/my/advocates/")
    published(cohort)
    after = client_text(client, maya.person, "/my/placement/"), client_text(client, evelyn, "/my/advocates/")

    assert ("Evelyn Adair" in before[0], "Maya Lind" in before[1]) == (False, False)
    shown = ("Evelyn Adair", evelyn.email, "Calder", "Springfield, OR", "$58,000", "Dana Whitcomb")
    assert [word for word in (*shown, "Begins Monday 6\N{NO-BREAK SPACE}September 2027") if word not in after[0]] == []
    assert [word for word in ("Maya Lind", maya.person.email, "Calder") if word not in after[1]] == []


def client_text(client, person, address):
    sign_in(client, person)
    return client.get(address).content.decode()


def test_the_fellows_ladder_names_no_other_person_and_no_place(client, cohort, maya, offices):
    rival = make_fellow(cohort, "Rivalia Canary")
    for fellow in (maya, rival):
        list_offices(fellow, offices[0], offices[1])
    list_fellows(offices[0], cohort, rival, maya)
    published(cohort)
    text = client_text(client, maya.person, "/my/placement/why/")

    assert "Calder was your 1st choice; it has 1 seat and preferred the fellow placed there." in text
    assert "It is your 2nd choice." in text
    assert "Why you are at Marrow" in text
    assert "Rivalia" not in text
    assert "2 of 2" not in text
    assert cohort.lottery_seed in text


def test_an_office_reads_its_own_list_and_team_and_nobodys_list(client, cohort, maya, evelyn, offices):
    rival, unasked = make_fellow(cohort, "Rivalia Canary"), make_fellow(cohort, "Nona Canary")
    list_offices(rival, offices[1], offices[0])
    list_offices(maya, offices[0])
    list_offices(unasked, offices[1])
    list_fellows(offices[0], cohort, rival, unasked, maya)
    list_fellows(offices[1], cohort, rival, unasked)
    address = f"/my/office/{offices[0].pk}/why/"
    before = client_text(client, evelyn, address)
    published(cohort)
    text = client_text(client, evelyn, address)
    rows = re.findall(r"<b[^>]*>([^<]+)</b><p>([^<]+)</p>", text)

    assert ("Placements are not published yet" in before, "Canary" in before) == (True, False)
    # One who listed the office and one who did not read the same: the list stays their own.
    assert rows == [
        ("Rivalia Canary", "Not on your team."), ("Nona Canary", "Not on your team."), ("Maya Lind", "On your team."),
    ]  # fmt: skip
    assert [word for word in (offices[1].name, "1st", "2nd", "choice", cohort.lottery_seed) if word in text] == []
    sign_in(client, evelyn)
    assert client.get(f"/my/office/{offices[1].pk}/why/").status_code == 404


def test_the_seed_is_not_told_before_publication(client, maya, cohort):
    for address in (URL, "/my/placement/why/"):
        assert cohort.lottery_seed not in client_text(client, maya.person, address)


def test_what_to_do_next_follows_the_list(maya, evelyn, offices, clock):
    first = [(step.url, step.urgency) for step in fellow_steps(maya.person, AT)]
    of_lead = [(step.url, step.urgency) for step in supervisor_steps(evelyn, AT)]

    assert first == [(URL, Urgency.SOON)]
    assert of_lead == [(office_url(offices[0]), Urgency.SOON)]
    RankingSheet.objects.create(cohort=maya.cohort, fellow=maya, saved_at=AT, submitted_at=AT)
    RankingSheet.objects.create(cohort=maya.cohort, office=offices[0], saved_at=AT, submitted_at=AT)
    fresh = type(maya.person).objects.get(pk=maya.person_id)
    assert (list(fellow_steps(fresh, AT)), list(supervisor_steps(evelyn, AT))) == ([], [])


def test_after_lists_close_nothing_waits_for_the_fellow(maya):
    assert list(fellow_steps(maya.person, AT + timedelta(days=3))) == []


def test_home_cards_of_an_advocate_and_of_a_supervisor(clock):
    person, lead = make_person(name="Keisha Brandt"), make_person(name="Evelyn Adair")
    placement = make_placement(person=person, supervisor=lead)
    office = placement.seat.office
    give_role(person, Role.ADVOCATE, scope=Scope.OFFICE, office=office)
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    mine, theirs = list(cards(person, AT)), list(cards(lead, AT))

    assert [(str(card.title), card.url) for card in mine] == [("Your placement, week 11", "/my/placement/")]
    assert [(str(card.title), card.text) for card in theirs] == [("Your Advocates", "Keisha Brandt")]
    assert set(close_to(person.pk, AT.date())) == set(close_to(lead.pk, AT.date())) == {person.pk, lead.pk}
    assert set(close_to(person.pk, date(2030, 1, 1))) == set()


@pytest.mark.parametrize("address", ["/my/advocates/", "/my/placement/", "/my/placement/why/"])
def test_pages_without_anything_say_what_comes(client, clock, address):
    person = make_person()
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office())
    sign_in(client, person)

    assert client.get(address).status_code == 200
