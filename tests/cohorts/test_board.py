"""The staff's side: board, why, moves, check and publish, seats; who sees which lanes; cost with many rows."""

from datetime import date, timedelta

import pytest

from cohorts import access
from cohorts.models import Lock, MatchRun, OfficeTerms, Placement, Seat
from cohorts.queries.board import board
from cohorts.queries.cohorts import find_cohort
from cohorts.queries.home import manager_steps
from cohorts.queries.seats import seats_by_office
from cohorts.services import publication, runs
from fellowship.access import can, visible
from fellowship.models import AuditEntry, Letter
from fellowship.rules.roles import Role, Scope
from recruitment.models import Opening
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


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=-1))


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


@pytest.fixture
def offices(cohort):
    made = [make_office(name=name) for name in ("Calder", "Marrow")]
    make_seat(cohort, made[0])
    make_seat(cohort, made[1])
    make_seat(cohort, made[1])
    return made


@pytest.fixture
def fellows(cohort, offices):
    keisha, wendell = make_fellow(cohort, "Keisha Brandt", spanish=True), make_fellow(cohort, "Wendell Pryce")
    for fellow in (keisha, wendell):
        list_offices(fellow, offices[0], offices[1])
    list_fellows(offices[0], cohort, keisha, wendell)
    return keisha, wendell


def solved(cohort, dana):
    run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
    return runs.solve_run(job_id=run.job_id, at=AT)


def page(person, cohort, **asked):
    return board(person, find_cohort(cohort.pk), **{"run_id": None, "fellow_id": None, "only_open": False, **asked})


def test_the_board_shows_both_sides_on_each_slip(cohort, dana, fellows):
    solved(cohort, dana)
    shown = page(dana, cohort)

    assert [(lane.name, [(s.name, s.choice, s.place, s.listed) for s in lane.slips]) for lane in shown.lanes] == [
        ("Calder", [("Keisha Brandt", 1, 1, 2)]),
        ("Marrow", [("Wendell Pryce", 2, 0, 0)]),
    ]
    assert [(lane.open_seats, lane.to_decide) for lane in shown.lanes] == [(0, False), (1, False)]
    assert (shown.fellows, shown.seats, shown.offices, shown.stable, shown.unplaced) == (2, 3, 2, True, ())


def test_a_team_that_is_too_small_asks_for_a_decision(cohort, dana, offices, fellows):
    OfficeTerms.objects.create(cohort=cohort, office=offices[1], minimum=2)
    run = solved(cohort, dana)
    assert page(dana, cohort).notices == ()
    move = {"to_office_id": offices[0].pk, "reason": "r", "at": AT}
    runs.move_fellow(actor=dana, run_id=run.pk, fellow_id=fellows[0].pk, **move)

    assert page(dana, cohort).notices == ("Marrow asks for at least 2 and has 1.",)
    assert [lane.name for lane in page(dana, cohort, only_open=True).lanes] == ["Marrow"]


FULL = (
    "Full: its 1 seat is held by someone it put before them. "
    "The last seat went to Keisha Brandt, number 1 on its list; they are number 2."
)


def test_why_says_choice_by_choice_what_happened(client, cohort, dana, fellows):
    solved(cohort, dana)
    why = page(dana, cohort, fellow_id=fellows[1].pk).why

    assert [(rung.choice, rung.office, rung.here, rung.sentence) for rung in why.rungs] == [
        (1, "Calder", False, FULL),
        (2, "Marrow", True, "The office gave them no number."),
    ]  # fmt: skip
    sign_in(client, dana)
    text = client.get(f"/staff/placement/?fellow={fellows[1].pk}").content.decode()
    assert "Why is Wendell at Marrow?" in text
    assert "After publication Wendell reads the same reasons" in text


def test_a_manager_of_a_region_sees_only_its_lanes_and_cant_match(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    regional = make_person(name="Rey Sol")
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=offices[1].region)
    shown = page(regional, cohort)

    assert [lane.name for lane in shown.lanes] == ["Marrow"]
    assert ([slip.name for slip in shown.lanes[0].slips], shown.may_match) == (["Wendell Pryce"], False)
    sign_in(client, regional)
    text = client.get(f"/staff/placement/?fellow={fellows[1].pk}").content.decode()
    assert ("Wendell Pryce" in text, "Keisha Brandt" in text, "Check and publish" in text) == (True, False, False)
    assert "Its seats went to others." in text
    for rest in ("publish", f"move/{fellows[0].pk}", "discard", "unpublish"):
        assert client.get(f"/staff/placement/runs/{run.pk}/{rest}/").status_code == 403
    assert client.post(f"/staff/placement/{cohort.pk}/run/").status_code == 403


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAM_MANAGER])
def test_nobody_else_opens_the_board(client, cohort, role):
    scope = {"scope": Scope.OFFICE, "office": make_office()} if role is Role.HOST_SUPERVISOR else {}
    person = make_person()
    give_role(person, role, **scope)
    sign_in(client, person)

    assert client.get("/staff/placement/").status_code == 403
    assert client.get(f"/staff/placement/{cohort.pk}/seats/").status_code == 403


def test_without_a_second_factor_the_board_stays_shut(client, dana, cohort):
    sign_in(client, dana, second_factor=False)

    assert client.get("/staff/placement/").status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_costs_the_same_for_any_number_of_offices(cohort, dana, django_assert_num_queries, count):
    made = [make_office() for _number in range(count)]
    for office in made:
        make_seat(cohort, office)
        make_seat(cohort, office)
        fellow = make_fellow(cohort)
        list_offices(fellow, *made[:5])
        list_fellows(office, cohort, fellow)
    solved(cohort, dana)
    facts = find_cohort(cohort.pk)
    dana = type(dana).objects.get(pk=dana.pk)

    with django_assert_num_queries(10):
        shown = board(dana, facts, run_id=None, fellow_id=fellow.pk, only_open=False)
    assert len(shown.lanes) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_seats_cost_the_same_for_any_number(cohort, dana, django_assert_num_queries, count):
    for _number in range(count):
        make_seat(cohort)
    can(dana, "cohorts.keep_seats")

    with django_assert_num_queries(4):
        assert len(seats_by_office(dana, cohort.pk)) == count


def test_before_a_run_the_board_says_whose_list_is_missing(client, cohort, dana, fellows):
    sign_in(client, dana)
    text = client.get("/staff/placement/").content.decode()

    assert "0 of 2 submitted" in text
    assert "Keisha Brandt, Wendell Pryce" in text
    assert "Run the matching…" in text


def test_running_leads_to_the_job(client, cohort, dana, fellows):
    sign_in(client, dana)
    asked = client.get(f"/staff/placement/{cohort.pk}/run/").content.decode()
    answer = client.post(f"/staff/placement/{cohort.pk}/run/")
    run = MatchRun.objects.get()

    assert "All lists, seats and rules are frozen as they are now." in asked
    assert (answer.status_code, answer["Location"]) == (302, f"/jobs/{run.job_id}/")


def test_a_move_is_checked_before_it_is_made(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    url = f"/staff/placement/runs/{run.pk}/move/{fellows[0].pk}/"
    sign_in(client, dana)
    full = client.get(url.replace(str(fellows[0].pk), str(fellows[1].pk)), {"to": offices[0].pk}).content.decode()
    fine = client.get(url, {"to": "none"}).content.decode()
    silent = client.post(url, {"to": str(offices[1].pk), "reason": ""})
    made = client.post(url, {"to": str(offices[1].pk), "reason": "Lives nearby.", "lock": "on"})

    assert "Calder has 2 fellows for 1 seats." in full
    assert "Move in this plan" not in full
    assert "Keisha Brandt would rather be at Calder, which has an open seat." in fine
    assert (silent.status_code, "Say in a sentence why you move them." in silent.content.decode()) == (422, True)
    assert (made.status_code, run.moves.get().reason, Lock.objects.get().office) == (302, "Lives nearby.", offices[1])


@pytest.mark.parametrize("to", ["not-an-id", "7e1ad8b0-0000-4000-8000-000000000000"])
def test_a_move_to_nowhere_known_is_not_found(client, cohort, dana, fellows, to):
    run = solved(cohort, dana)
    sign_in(client, dana)

    assert client.get(f"/staff/placement/runs/{run.pk}/move/{fellows[0].pk}/", {"to": to}).status_code == 404


def test_the_check_page_lists_every_letter_and_then_publishes(client, cohort, dana, offices, fellows):
    lead = make_person(name="Evelyn Adair")
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[0])
    run = solved(cohort, dana)
    sign_in(client, dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/publish/").content.decode()
    answer = client.post(f"/staff/placement/runs/{run.pk}/publish/")

    assert "3 letters are written." in text
    assert ("Evelyn Adair" in text, "No supervisor yet" in text) == (True, True)
    assert (answer.status_code, Placement.objects.count(), Letter.objects.count()) == (302, 2, 3)
    assert client.get(f"/staff/placement/runs/{run.pk}/publish/").status_code == 409


def test_exceptions_must_be_signed_on_the_check_page(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    runs.move_fellow(actor=dana, run_id=run.pk, fellow_id=fellows[0].pk, to_office_id=None, reason="r", at=AT)
    sign_in(client, dana)
    url = f"/staff/placement/runs/{run.pk}/publish/"
    silent, signed = client.post(url), client.post(url, {"reason": "Agreed by phone."})

    assert silent.status_code == 422
    assert "Keisha Brandt would rather be at Calder, which has an open seat." in silent.content.decode()
    assert (signed.status_code, Placement.objects.count()) == (302, 1)


def test_an_out_of_date_plan_says_so_and_has_no_button(client, cohort, dana, offices, fellows):
    run = solved(cohort, dana)
    make_seat(cohort, offices[0])
    sign_in(client, dana)
    url = f"/staff/placement/runs/{run.pk}/publish/"

    assert "Publish the placements" not in client.get(url).content.decode()
    assert client.post(url).status_code == 422


def test_taking_back_is_offered_for_an_hour(client, cohort, dana, fellows, clock):
    run = publication.publish_run(actor=dana, run_id=solved(cohort, dana).pk, at=AT)
    sign_in(client, dana)
    url = f"/staff/placement/runs/{run.pk}/unpublish/"
    early = client.get("/staff/placement/").content.decode()
    asked = client.get(url).content.decode()
    clock.advance(hours=1)
    late = client.get("/staff/placement/").content.decode()

    assert ("Take back…" in early, "Take back…" in late) == (True, False)
    assert "2 letters that have not left are cancelled." in asked
    assert "That hour is over." in client.get(url).content.decode()
    assert client.post(url).status_code == 409
    assert Placement.objects.filter(stage="planned").count() == 2


def test_where_people_land_stands_beside_the_plan_before(cohort, dana, offices, fellows):
    solved(cohort, dana)
    make_seat(cohort, offices[0])
    solved(cohort, dana)
    chart = page(dana, cohort).chart

    assert (chart.now_name, chart.then_name) == ("This plan", "Plan A")
    assert [(bar.label, bar.now_text, bar.then_text) for bar in chart.bars][:2] == [
        ("1st choice", "100%", "50%"),
        ("2nd", "0%", "50%"),
    ]


def test_a_manager_is_told_to_match_and_then_to_publish(cohort, dana, fellows):
    before = [str(step.title) for step in manager_steps(dana, AT)]
    run = solved(cohort, dana)
    between = [str(step.title) for step in manager_steps(dana, AT)]
    publication.publish_run(actor=dana, run_id=run.pk, at=AT)

    assert (before, between) == (["Run the matching"], ["Check and publish the placements"])
    assert list(manager_steps(dana, AT)) == []
    assert list(manager_steps(make_person(), AT)) == []


SEAT = {
    "label": "Felony unit", "starts_on_month": "9", "starts_on_day": "6", "starts_on_year": "2027", "pay": "58,000",
    "employer_of_record": "host", "funding": "tentative", "supervisor": "", "is_open": "on",
}  # fmt: skip


def test_a_seat_is_added_and_changed(client, cohort, dana, offices):
    sign_in(client, dana)
    client.post(f"/staff/placement/{cohort.pk}/seats/new/", {**SEAT, "office": str(offices[0].pk)})
    seat = Seat.objects.get(label="Felony unit")
    url = f"/staff/placement/seats/{seat.pk}/"
    client.post(url, {**SEAT, "office": str(offices[0].pk), "skill": "spanish", "funding": "confirmed"})
    seat.refresh_from_db()

    assert (seat.pay, seat.starts_on, seat.spanish_needed, seat.funding) == (
        5_800_000, date(2027, 9, 6), True, "confirmed",
    )  # fmt: skip
    assert "Felony unit" in client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"office": ""}, "Choose the office."),
        ({"label": ""}, "Give the seat a short name."),
        ({"label": "Twin"}, "This office has a seat with this name. Choose another name."),
        ({"pay": "-5"}, "Enter an amount above zero."),
        ({"starts_on_day": "31", "starts_on_month": "2"}, "Enter a real date, for example 1 15 2027."),
    ],
)
def test_a_bad_seat_is_refused_at_its_field(client, cohort, dana, change, message):
    office = make_seat(cohort, label="Twin").office
    sign_in(client, dana)
    url = f"/staff/placement/{cohort.pk}/seats/new/"
    answer = client.post(url, {**SEAT, "office": str(office.pk), **change})

    assert answer.status_code == 422
    assert message in answer.content.decode()


def test_a_supervisor_of_another_office_cant_be_named(client, cohort, dana, offices):
    lead = make_person(name="Evelyn Adair")
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=offices[1])
    sign_in(client, dana)
    sent = {**SEAT, "office": str(offices[0].pk), "supervisor": str(lead.pk)}
    answer = client.post(f"/staff/placement/{cohort.pk}/seats/new/", sent)

    assert "This person does not supervise in that office. Choose another." in answer.content.decode()


def test_a_taken_seat_keeps_its_office_and_first_day(client, cohort, dana, offices):
    placement = make_placement(cohort=cohort, office=offices[0])
    sign_in(client, dana)
    url = f"/staff/placement/seats/{placement.seat_id}/"
    answer = client.post(url, {**SEAT, "office": str(offices[1].pk)})

    assert answer.status_code == 422
    assert "Someone is placed in this seat" in answer.content.decode()


def test_seats_come_from_openings_once(client, cohort, dana):
    office = make_office(name="Sable")
    Opening.objects.create(
        cycle=cohort.cycle, office=office, slug="sable", seats=2, pay_low_cents=5_000_000, pay_high_cents=6_000_000,
        spanish="needed", starts_on=date(2027, 9, 6),
    )  # fmt: skip
    sign_in(client, dana)
    for _time in range(2):
        client.post(f"/staff/placement/{cohort.pk}/seats/from-openings/")

    rows = Seat.objects.filter(office=office).order_by("label").values_list("label", "pay", "skill")
    assert list(rows) == [("1", 5_000_000, "spanish"), ("2", 5_000_000, "spanish")]


@pytest.mark.parametrize(("typed", "answer"), [("2", (302, 2)), ("0", (302, 0)), ("-1", (422, 1)), ("many", (422, 1))])
def test_the_smallest_team_is_a_whole_number(client, cohort, dana, typed, answer):
    office = make_office()
    OfficeTerms.objects.create(cohort=cohort, office=office, minimum=1)
    sign_in(client, dana)
    given = client.post(f"/staff/placement/{cohort.pk}/offices/{office.pk}/team/", {"minimum": typed})

    assert (given.status_code, OfficeTerms.objects.get().minimum) == answer


def test_offices_out_of_reach_are_not_there(client, cohort, offices):
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=offices[0].region)
    foreign = Seat.objects.filter(office=offices[1]).first()
    sign_in(client, regional)

    assert client.get(f"/staff/placement/seats/{foreign.pk}/").status_code == 404
    assert client.get(f"/staff/placement/{cohort.pk}/offices/{offices[1].pk}/team/").status_code == 404
    text = client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()
    assert ("Calder" in text, "Marrow" in text) == (True, False)


def everyone(offices, placement):
    people = [placement.fellow.person, make_person()]
    for role, scope in (
        (Role.PROGRAM_MANAGER, {}),
        (Role.PROGRAM_MANAGER, {"scope": Scope.REGION, "region": offices[0].region}),
        (Role.HOST_SUPERVISOR, {"scope": Scope.OFFICE, "office": offices[0]}),
        (Role.TRAINER, {}),
        (Role.ADMINISTRATOR, {}),
    ):
        people.append(make_person())
        give_role(people[-1], role, **scope)
    placement.supervisor = people[-3]
    placement.save()
    return people


@pytest.mark.parametrize(
    "code",
    ["rank_offices", "rank_fellows", "see_own_placement", "see_board", "keep_seats", "match", "read_refusals"],
)
def test_each_predicate_agrees_with_its_twin(cohort, offices, code):
    placement = make_placement(cohort=cohort, office=offices[0])
    list_fellows(offices[0], cohort, placement.fellow, refused=[make_fellow(cohort)])
    make_placement(cohort=cohort, office=offices[1], stage="planned")
    make_placement(cohort=cohort, person=placement.fellow.person, stage="cancelled", fellow=make_fellow(cohort))
    for person in everyone(offices, placement):
        name = f"cohorts.{code}"
        model = visible(person, name).model
        passed = {row.pk for row in model.objects.all() if can(person, name, row)}
        assert set(visible(person, name).values_list("pk", flat=True)) == passed
        assert can(person, name) or not passed


def test_the_two_see_a_placement_until_it_is_taken_back(cohort, offices):
    placement = make_placement(cohort=cohort, office=offices[0], stage="cancelled")

    assert not access.is_one_of_the_two(placement.fellow.person, placement)


def test_reading_why_an_office_refuses_is_noted_and_only_for_a_manager_of_the_nation(client, cohort, dana, offices):
    fellow = make_fellow(cohort, "Maya Lind")
    list_fellows(offices[0], cohort, refused=[fellow])
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=offices[0].region)
    url = f"/staff/placement/{cohort.pk}/refusals/"
    sign_in(client, dana)
    text = client.get(url).content.decode()
    sign_in(client, regional)

    assert ("Maya Lind" in text, "REASON-CANARY" in text) == (True, True)
    assert client.get(url).status_code == 403
    row = AuditEntry.objects.get(action="cohorts.read_refusal")
    assert (row.kind, row.about_id) == (AuditEntry.Kind.READ, fellow.person_id)
