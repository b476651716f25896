"""A page sent twice, or from a window that shows how things were: done once, told plainly, nothing overwritten."""

from datetime import date, timedelta

import pytest

from cohorts.models import (
    ChangeRequest,
    Conflict,
    ListImport,
    MatchRun,
    OfficeCommitment,
    Placement,
    PlacementChange,
    RunMove,
    Seat,
    SeatOffer,
)
from cohorts.queries.list_states import office_state
from cohorts.services import changes, hosting, publication, rankings, requests, runs, seat_offers, seats, transfers
from fellowship.models import Letter
from fellowship.rules.roles import Role, Scope
from tests.cohorts.test_list_sheets import book, send
from tests.cohorts.test_run_record import World
from tests.factories.cohorts import AT, list_fellows, list_offices, make_cohort, make_fellow, make_placement, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
RUNS = "/staff/placement/runs/"


@pytest.fixture
def world(client, clock):
    made = World()
    sign_in(client, made.dana)
    return made


def test_a_plan_that_moved_on_is_told_with_a_way_to_where_it_stands(client, world):
    run = world.plan()
    url = f"{RUNS}{run.pk}/"
    assert client.post(f"{url}unpublish/").status_code == 409
    assert client.post(f"{url}publish/").status_code == 302
    published, letters = MatchRun.objects.get().published_at, Letter.objects.count()
    for path in ("publish/", "discard/", f"move/{world.keisha.pk}/", f"keep/{world.keisha.pk}/"):
        answer = client.post(url + path, {"to": "none", "reason": "Second window"})
        text = answer.content.decode()
        assert (answer.status_code, f"?cohort={world.cohort.pk}&amp;run={run.pk}" in text) == (409, True), path
    assert (MatchRun.objects.get().published_at, Letter.objects.count()) == (published, letters)
    assert not RunMove.objects.exists()


def test_the_same_move_twice_is_one_move(client, world):
    run = world.plan()
    url = f"{RUNS}{run.pk}/move/{world.keisha.pk}/"
    for to in (str(world.marrow.pk), "none"):
        sent = {"to": to, "reason": "Agreed by phone"}
        assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    assert RunMove.objects.count() == 2


def test_of_two_plans_with_nobody_in_them_one_is_published(world):
    for fellow in (world.keisha, world.wendell):
        fellow.ranking.all().delete()
    first, second = world.plan(), world.plan()
    publication.publish_run(actor=world.dana, run_id=first.pk, at=AT, reason="Nobody listed anything.")
    with pytest.raises(runs.AlreadyPublished):
        publication.publish_run(actor=world.dana, run_id=second.pk, at=AT, reason="Nobody listed anything.")
    assert sorted(MatchRun.objects.values_list("number", "stage")) == [(1, "published"), (2, "draft")]


def test_starting_the_same_run_twice_solves_it_once(world):
    first = world.start()
    assert world.start() == first
    assert world.start(level="L1") != first
    Seat.objects.filter(office=world.marrow).update(is_open=False)
    assert world.start() != first
    runs.solve_run(job_id=first.job_id, at=AT)
    Seat.objects.update(is_open=True)
    assert world.start() != first
    assert MatchRun.objects.count() == 4


def test_taking_back_calls_off_what_was_planned_in_the_hour(world):
    publication.publish_run(actor=world.dana, run_id=world.plan().pk, at=AT)
    placement = Placement.objects.get(seat__office=world.calder)
    spare = Seat.objects.get(office=world.marrow, placements=None)
    transfers.plan_transfer(
        actor=world.dana, placement_id=placement.pk, seat_id=spare.pk, from_day=date(2028, 1, 3), reason="r", at=AT
    )
    waits, seat = make_fellow(world.cohort), make_seat(world.cohort)
    list_offices(waits, seat.office)
    seat_offers.offer_seat(actor=world.dana, seat_id=seat.pk, fellow_id=waits.pk, starts_on=date(2028, 1, 3), at=AT)
    publication.unpublish_run(actor=world.dana, run_id=MatchRun.objects.get().pk, at=AT + timedelta(minutes=5))

    assert SeatOffer.objects.get().stage == "taken_back"
    assert PlacementChange.objects.get().stage == "called_off"
    assert set(Seat.objects.values_list("is_open", flat=True)) == {True}
    assert set(Placement.objects.values_list("stage", flat=True)) == {"cancelled"}


def test_a_seat_that_somebody_holds_is_not_matched_again(world):
    make_placement(seat=world.seats[0], fellow=make_fellow(world.cohort, stage="placed"), stage="planned")
    publication.publish_run(actor=world.dana, run_id=world.plan().pk, at=AT)
    assert Placement.objects.count() == 3
    assert Placement.objects.values("seat").distinct().count() == 3


def test_a_seat_kept_for_somebody_stays_as_it_is_until_they_come(world):
    placement = make_placement(seat=world.seats[0], fellow=make_fellow(world.cohort, stage="active"))
    spare = world.seats[1]
    transfers.plan_transfer(
        actor=world.dana, placement_id=placement.pk, seat_id=spare.pk, from_day=date(2028, 1, 3), reason="r", at=AT
    )
    for values in ({"is_open": True}, {"office_id": world.calder.pk}, {"starts_on": date(2028, 2, 1)}):
        with pytest.raises(seats.SeatPromised):
            seats.change_seat(actor=world.dana, seat_id=spare.pk, values=values, at=AT)
    seats.change_seat(actor=world.dana, seat_id=spare.pk, values={"label": "Kept"}, at=AT)
    assert changes.settle_due_changes(at=AT + timedelta(days=500)) == 1
    assert Placement.objects.get(seat=spare).replaces == placement


def test_nobody_is_placed_from_a_waiting_list_before_placements_are_published(client, world):
    url = f"/staff/placement/vacancies/{world.seats[0].pk}/{world.keisha.pk}/"
    sent = {"starts_on_month": 9, "starts_on_day": 6, "starts_on_year": 2027, "reason": "By phone", "days": 3}
    assert [client.post(url + path, sent).status_code for path in ("", "offer/", "next/")] == [404, 404, 404]
    assert (Placement.objects.count(), SeatOffer.objects.count()) == (0, 0)


@pytest.fixture
def lead(client, clock):
    person, office = make_person(name="Evelyn Adair"), make_office(name="Calder")
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    sign_in(client, person)
    person.office, person.cohort = office, make_cohort(closes=timedelta(days=3))
    make_seat(person.cohort, office)
    return person


def test_an_undone_sheet_is_not_used_again_by_an_older_window(client, lead):
    make_fellow(lead.cohort, "Ana Roe")
    send(client, lead.office, book(["", "Ana Roe", 1]))
    url = f"/my/office/{lead.office.pk}/ranking/sheet/{ListImport.objects.get().pk}/"
    for step in ("use", "undo"):
        assert client.post(url, {"do": step}).status_code == 302
    answer = client.post(url, {"do": "use"})

    assert (answer.status_code, "This sheet was undone." in answer.content.decode()) == (422, True)
    assert office_state(lead.office.pk, lead.cohort.pk)["groups"] == []


def test_signing_and_refusing_twice_is_signing_and_refusing_once(client, lead):
    fellow, office = make_fellow(lead.cohort, "Ana Roe"), f"/my/office/{lead.office.pk}/"
    signed = {"promises": ["desk"], "signed_as": "Evelyn Adair"}
    assert [client.post(office, signed).status_code for _click in range(2)] == [302, 302]
    assert OfficeCommitment.objects.count() == 1
    shown = client.get(office).content.decode()
    assert ('value="desk"' in shown, 'value="pay"' in shown) == (False, True)
    refuse = f"{office}ranking/{fellow.pk}/not/"
    assert [client.post(refuse, {"reason": why}).status_code for why in ("First", "Second")] == [302, 302]
    assert office_state(lead.office.pk, lead.cohort.pk)["refused"] == {str(fellow.pk): "First"}


def test_a_request_keeps_its_words_and_its_first_answer(client, clock):
    dana, placement = make_staff(Role.PROGRAM_MANAGER), make_placement()
    ask = f"/my/placement/{placement.pk}/ask/"
    sign_in(client, placement.fellow.person)
    assert client.post(ask, {"kind": "leave", "words": "In May"}).status_code == 302
    answer = client.post(ask, {"kind": "leave", "words": "No, in June"})
    assert (answer.status_code, "No, in June" in answer.content.decode()) == (422, True)
    request = ChangeRequest.objects.get()
    assert request.words == "In May"

    sign_in(client, dana)
    url = f"/staff/placement/requests/{request.pk}/"
    for agree, words in (("yes", "Gladly."), ("no", "Sorry.")):
        assert client.post(url, {"agree": agree, "words": words}).status_code == 302
    request.refresh_from_db()
    assert (request.stage, request.answer) == ("agreed", "Gladly.")
    with pytest.raises(requests.NotAllowed):
        requests.withdraw_request(actor=placement.fellow.person, request_id=request.pk, at=AT)


def test_a_list_closes_at_the_very_second(lead):
    fellow = make_fellow(lead.cohort, "Ana Roe")
    list_offices(fellow, lead.office)
    closes = AT + timedelta(days=3)
    mine = {"actor": fellow.person, "fellow_id": fellow.pk, "order": [], "never": [lead.office.pk]}
    with pytest.raises(rankings.ListsClosed):
        rankings.save_fellow_list(**mine, at=closes)
    rankings.save_fellow_list(**mine, at=closes - timedelta(microseconds=1))
    assert fellow.ranking.get().never


def test_no_office_is_told_who_lists_it(client, lead):
    wants, never, silent = (make_fellow(lead.cohort, name) for name in ("Ana Roe", "Ben Ode", "Zoe Lark"))
    list_offices(wants, lead.office)
    list_offices(never, never=[lead.office])
    list_fellows(lead.office, lead.cohort, silent)
    shown = client.get(f"/my/office/{lead.office.pk}/").content.decode()
    met = [client.get(f"/my/office/{lead.office.pk}/met/{one.pk}/").status_code for one in (wants, never, silent)]

    assert [name in shown for name in ("Ana Roe", "Ben Ode", "Zoe Lark")] == [True, True, True]
    assert met == [200, 200, 200]
    placed = make_fellow(lead.cohort, "Already There", stage="placed")
    with pytest.raises(hosting.NotMet):
        hosting.give_feedback(
            actor=lead, office_id=lead.office.pk, fellow_id=placed.pk, impression="good", words="", at=AT
        )


@pytest.mark.parametrize(("side", "words"), [("fellow", True), ("office", False), ("staff", False)])
def test_a_fellow_is_not_told_of_a_conflict_that_somebody_else_told(client, world, side, words):
    Conflict.objects.create(fellow=world.keisha, office=world.calder, side=side, noted_at=AT)
    publication.publish_run(actor=world.dana, run_id=world.plan().pk, at=AT)
    sign_in(client, world.keisha.person)
    text = client.get("/my/placement/why/").content.decode()

    assert ("conflicts of interest" in text, "This office could not offer you a seat." in text) == (words, not words)


def test_an_office_with_two_seats_has_one_grid_of_meetings(client, world):
    make_seat(world.cohort, world.calder)
    url = f"/staff/placement/{world.cohort.pk}/offices/{world.calder.pk}/met/"
    assert client.get(url).status_code == 200
