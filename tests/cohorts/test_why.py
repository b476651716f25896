"""The pages that say why: each fellow, each office, claims, what if, prices; within reach and at a fixed cost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cohorts.models import Conflict, Lock
from cohorts.queries import tries, why
from cohorts.services import runs
from fellowship.access import visible
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=-1))


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


@pytest.fixture
def offices(cohort):
    made = [make_office(name=name) for name in ("Calder", "Marrow", "Sable")]
    make_seat(cohort, made[0])
    make_seat(cohort, made[1])
    make_seat(cohort, made[1])
    make_seat(cohort, made[2])
    return made


@pytest.fixture
def fellows(cohort, offices):
    """Keisha and Wendell want Calder's one seat and then Marrow; Ines wants Sable, and Calder after it."""
    calder, marrow, sable = offices
    keisha, wendell, ines = (make_fellow(cohort, name) for name in ("Keisha Brandt", "Wendell Pryce", "Ines Roth"))
    list_offices(keisha, calder, marrow)
    list_offices(wendell, calder, marrow, sable)
    list_offices(ines, sable, calder)
    list_fellows(calder, cohort, keisha, wendell, ines)
    list_fellows(marrow, cohort, wendell)
    list_fellows(sable, cohort, ines)
    return keisha, wendell, ines


HELD = (
    "Full: its 1 seat is held by someone it put before them. "
    "The last seat went to Keisha Brandt, number 1 on its list; they are number 2."
)


def solved(cohort, dana):
    run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
    return runs.solve_run(job_id=run.job_id, at=AT)


def test_each_choice_is_told_with_what_it_would_have_taken(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    page = why.fellow_why(dana, run_id=run.pk, fellow_id=fellows[1].pk)
    calder, marrow = page.steps

    assert calder.sentence == "They put Calder 1st; it has 1 seat and preferred the fellow placed there."
    assert (calder.seats, calder.last, calder.place, [one.name for one in calder.people]) == (
        1,
        1,
        2,
        ["Keisha Brandt"],
    )
    assert calder.needed == (
        "They would have needed a place before number 1 on its list. One more seat there would have been theirs."
    )
    assert calder.forced == "Moving Wendell to Calder would move 1 other person."
    assert (marrow.here, marrow.sentence) == (True, "Their place on the office's list: 1 of 1.")
    assert (page.choice, page.below, page.claims) == ("2nd choice", ("Sable",), ())
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/why/fellows/{fellows[1].pk}/").content.decode()
    assert "Why is Wendell at Marrow?" in text
    assert "Here is what came of every choice before it." in text


def test_a_rule_and_a_move_by_hand_are_named(cohort, dana, offices, fellows):
    Conflict.objects.create(fellow=fellows[1], office=offices[0], noted_at=AT)
    Conflict.objects.create(fellow=fellows[0], office=offices[2], noted_at=AT)
    run = solved(cohort, dana)
    runs.move_fellow(
        actor=dana, run_id=run.pk, fellow_id=fellows[0].pk, to_office_id=offices[1].pk, reason="Lives there.", at=AT
    )
    barred = why.fellow_why(dana, run_id=run.pk, fellow_id=fellows[1].pk).steps[0]
    moved = why.fellow_why(dana, run_id=run.pk, fellow_id=fellows[0].pk)

    assert barred.sentence == "They put Calder 1st. There is a conflict of interest."
    assert barred.needed == "This rule comes before every list, and nobody can set it aside by hand."
    assert moved.apart == (("Sable", "There is a conflict of interest."),)
    assert moved.moved_because == "Lives there."
    assert moved.claims == ("Keisha Brandt would rather be at Calder, which has an open seat.",)
    assert moved.steps[0].sentence == "They put Calder 1st. It has an open seat; a move by hand left it open."


def test_an_office_reads_seat_by_seat_and_name_by_name(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    calder = why.office_why(dana, run_id=run.pk, office_id=offices[0].pk)
    marrow = why.office_why(dana, run_id=run.pk, office_id=offices[1].pk)

    assert [(row.place, row.fellow.name, row.sentence) for row in calder.listed] == [
        (1, "Keisha Brandt", "Placed here, their 1st choice."),
        (2, "Wendell Pryce", HELD),
        (3, "Ines Roth", "Is at Sable, their 1st choice; this office was their 2nd."),
    ]  # fmt: skip
    assert ([row.fellow.name for row in marrow.team], marrow.open_seats, marrow.certain) == (
        ["Wendell Pryce"],
        1,
        True,
    )
    assert marrow.counts["elsewhere"] == 1
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/why/offices/{offices[1].pk}/").content.decode()
    assert "1 fellow on its list got an office that they put higher." in text
    assert "No other stable outcome of these lists and this draw fills more of its seats." in text


def test_claims_stand_by_kind_with_what_they_mean(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    assert why.hub(dana, run_id=run.pk).claims == ()
    runs.move_fellow(actor=dana, run_id=run.pk, fellow_id=fellows[0].pk, to_office_id=None, reason="r", at=AT)
    kinds = [(group.title, len(group.sentences), group.to_sign) for group in why.hub(dana, run_id=run.pk).claims]

    assert kinds == [("A seat they would rather have is empty", 3, True)]
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/why/").content.decode()
    assert "Wendell Pryce would rather be at Calder, which has an open seat." in text


def test_a_try_shows_the_chain_and_keeps_moves_by_hand(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    url = f"/staff/placement/runs/{run.pk}/why/what-if/"
    sign_in(client, dana)
    text = client.get(url, {"fellow": fellows[1].pk, "office": offices[0].pk}).content.decode()
    runs.move_fellow(actor=dana, run_id=run.pk, fellow_id=fellows[2].pk, to_office_id=None, reason="r", at=AT)
    page, seen = tries.try_page(dana, run_id=run.pk)
    tried = tries.tried(page, seen, fellow=str(fellows[1].pk), office=str(offices[0].pk)).tried

    assert "If Wendell Pryce went to Calder" in text
    assert (
        "Keisha Brandt would rather be at Calder, which put Keisha Brandt before Wendell Pryce, who is there." in text
    )
    assert [
        (one.name, one.before, one.after, one.choice_before, one.choice_after, one.better) for one in tried.moved
    ] == [
        ("Wendell Pryce", "Marrow", "Calder", 2, 1, True),
        ("Keisha Brandt", "Calder", "Marrow", 1, 2, False),
    ]
    assert ([one.name for one in tried.pushed], tried.better, tried.worse) == (["Keisha Brandt"], 1, 1)
    assert runs.MatchRun.objects.get(pk=run.pk).moves.count() == 1


@pytest.mark.parametrize("asked", [{"fellow": "", "office": "none"}, {"fellow": "nobody", "office": "none"}])
def test_a_try_without_a_fellow_says_so(client, cohort, dana, fellows, asked):
    run = solved(cohort, dana)
    sign_in(client, dana)
    answer = client.get(f"/staff/placement/runs/{run.pk}/why/what-if/", asked)

    assert (answer.status_code, "Choose a fellow" in answer.content.decode()) == (422, True)


def test_each_rule_has_its_price_and_a_move_by_hand_is_one(client, cohort, dana, offices, fellows):
    Lock.objects.create(fellow=fellows[2], office=offices[0], reason="Agreed.", locked_by=dana, locked_at=AT)
    run = solved(cohort, dana)
    runs.move_fellow(
        actor=dana, run_id=run.pk, fellow_id=fellows[1].pk, to_office_id=offices[2].pk, reason="Lives there.", at=AT
    )
    rows = tries.price_page(dana, run_id=run.pk).rows
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/why/prices/").content.decode()

    assert [(row.label, row.placed, row.places, row.moved) for row in rows] == [
        ("Move by hand: Wendell Pryce to Sable", 0, 1, 1),
        ("Agreed place: Ines Roth at Calder", -1, 0, 2),
    ]
    assert "Move by hand: Wendell Pryce to Sable" in text


def test_a_manager_of_a_region_reads_only_what_is_within_reach(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    regional = make_person(name="Rey Sol")
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=offices[1].region)
    sign_in(client, regional)
    base = f"/staff/placement/runs/{run.pk}/why/"
    texts = [client.get(f"{base}{rest}") for rest in ("", f"fellows/{fellows[1].pk}/", f"offices/{offices[1].pk}/")]

    assert [answer.status_code for answer in texts] == [200, 200, 200]
    assert all("Ines Roth" not in answer.content.decode() for answer in texts)
    assert all("Keisha Brandt" not in answer.content.decode() for answer in texts[:2])
    assert "They put Calder" not in texts[1].content.decode()
    for rest in (f"fellows/{fellows[0].pk}/", f"offices/{offices[0].pk}/", f"fellows/{uuid4()}/"):
        assert client.get(base + rest).status_code == 404
    assert [client.get(base + rest).status_code for rest in ("what-if/", "prices/")] == [403, 403]


def test_nobody_else_reads_why(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    lead = make_person()
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[0])
    base = f"/staff/placement/runs/{run.pk}/why/"
    for person in (lead, fellows[0].person):
        sign_in(client, person)
        for rest in ("", "what-if/", "prices/", f"fellows/{fellows[0].pk}/", f"offices/{offices[0].pk}/"):
            assert client.get(base + rest).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_why_costs_the_same_for_any_number(cohort, dana, django_assert_num_queries, count):
    made = [make_office() for _number in range(count)]
    for office in made:
        make_seat(cohort, office)
        fellow = make_fellow(cohort)
        list_offices(fellow, *made)
        list_fellows(office, cohort, fellow)
    run = solved(cohort, dana)
    visible(dana, "cohorts.see_board")

    with django_assert_num_queries(5):
        assert len(why.hub(dana, run_id=run.pk).fellows) == count
    with django_assert_num_queries(5):
        why.fellow_why(dana, run_id=run.pk, fellow_id=fellow.pk)
    with django_assert_num_queries(5):
        why.office_why(dana, run_id=run.pk, office_id=office.pk)
    with django_assert_num_queries(5):
        tries.try_page(dana, run_id=run.pk)
