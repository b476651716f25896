"""Requests, the quiet word, the host portal and seats given to people who wait: who sees and does what."""

from datetime import date, timedelta

import pytest

from cohorts.models import ChangeRequest, InterviewFeedback, OfficeCommitment, Placement
from cohorts.queries.home import request_steps
from cohorts.queries.hosting import host_page
from cohorts.services import backfilling, changes, requests, transfers
from fellowship.models import AuditEntry, Letter
from fellowship.rules.roles import Role, Scope
from recruitment.models import Application, Milestone
from tests.factories.cohorts import (
    AT,
    list_fellows,
    list_offices,
    make_cohort,
    make_fellow,
    make_placement,
    make_run,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in
from tests.factories.training import enrolled, small_course
from tests.factories.wellness import make_pair, note, planned, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def evelyn(clock):
    return make_person(name="Evelyn Adair")


@pytest.fixture
def placement(evelyn):
    office = make_office(name="Calder")
    give_role(evelyn, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    return make_placement(person=make_person(name="Keisha Brandt"), office=office, supervisor=evelyn)


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


def url_of(placement):
    return f"/my/office/{placement.seat.office_id}/"


def test_a_quiet_word_reaches_managers_alone_and_starts_the_search(client, placement, evelyn, dana):
    keisha, free = placement.fellow.person, make_seat(placement.fellow.cohort, make_office(name="Marrow"))
    ask = f"/my/placement/{placement.pk}/ask/"
    sign_in(client, keisha)
    for _click in range(2):
        client.post(ask, {"kind": "may_end", "words": "QUIET-CANARY"})
    assert ChangeRequest.objects.count() == 1
    assert [(one.recipient, "QUIET-CANARY" in one.body) for one in Letter.objects.all()] == [(dana, False)]
    far = make_person()
    give_role(far, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    for person, steps in ((dana, ["/staff/placement/placements/"]), (far, []), (evelyn, [])):
        found = list(request_steps(person, AT))
        assert ([step.url for step in found], "Keisha" in repr(found)) == (steps, False)

    sign_in(client, evelyn)
    for url in (ask, url_of(placement), "/my/advocates/", "/my/"):
        assert "QUIET-CANARY" not in client.get(url).content.decode()
    sign_in(client, dana)
    shown = client.get(f"/staff/placement/placements/{placement.pk}/").content.decode()
    assert ("QUIET-CANARY" in shown, free.office.name in shown) == (True, True)
    assert Placement.objects.get().stage == "active"

    request = ChangeRequest.objects.get()
    client.post(f"/staff/placement/requests/{request.pk}/", {"agree": "yes", "words": "We look together."})
    assert [one.recipient for one in Letter.objects.exclude(recipient=dana)] == [keisha]
    sign_in(client, keisha)
    assert "We look together." in client.get(ask).content.decode()


def test_only_the_two_may_ask_and_only_the_asker_takes_back(client, placement, evelyn):
    request = requests.ask_for_change(
        actor=evelyn, placement_id=placement.pk, kind="supervisor", words="Another one", at=AT
    )
    stranger = make_person()
    sign_in(client, stranger)
    assert client.get(f"/my/placement/{placement.pk}/ask/").status_code == 404
    assert client.post(f"/my/placement/requests/{request.pk}/take-back/").status_code == 404
    sign_in(client, evelyn)
    assert client.post(f"/my/placement/requests/{request.pk}/take-back/").status_code == 302
    assert ChangeRequest.objects.get().stage == "withdrawn"


def test_the_host_page_shows_counts_of_training_and_nothing_private(client, placement, evelyn, dana):
    person = placement.fellow.person
    enrolled(small_course(), person=person, office=placement.seat.office)
    pair = make_pair(advocate=person, coach=dana)
    meeting = planned(pair)
    topic(pair, person, "TOPIC-CANARY")
    note(meeting, dana, "NOTE-CANARY")
    sign_in(client, evelyn)
    text = client.get(url_of(placement)).content.decode()

    assert "0 of " in text
    assert "Keisha Brandt" in text
    for canary in ("TOPIC-CANARY", "NOTE-CANARY", "By phone"):
        assert canary not in text


def test_another_office_is_not_found_and_an_ended_supervisor_sees_nothing(client, placement):
    other, gone = make_person(), make_person()
    give_role(other, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office())
    give_role(gone, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=placement.seat.office, ends_on=date(2026, 1, 1))
    for person in (other, gone):
        sign_in(client, person)
        assert client.get(url_of(placement)).status_code in {403, 404}
        assert client.post(url_of(placement), {"promises": ["desk"], "signed_as": "X"}).status_code in {403, 404}
    assert not OfficeCommitment.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_host_page_takes_the_same_queries_for_any_number_of_people(
    client, placement, evelyn, count, django_assert_num_queries
):
    for _number in range(count - 1):
        make_placement(cohort=placement.fellow.cohort, office=placement.seat.office, supervisor=evelyn)
    sign_in(client, evelyn)
    client.get(url_of(placement))
    with django_assert_num_queries(15):
        client.get(url_of(placement))


def test_promises_are_signed_once_and_feedback_stays_from_the_finalist(client, placement, evelyn):
    cohort, office = make_cohort(opens=timedelta(days=-1), closes=timedelta(days=3)), placement.seat.office
    make_seat(cohort, office)
    maya = make_fellow(cohort, "Maya Lind")
    list_offices(maya, office)
    sign_in(client, evelyn)
    assert client.post(url_of(placement), {"promises": ["desk"]}).status_code == 422
    for _click in range(2):
        client.post(url_of(placement), {"promises": ["desk", "pay"], "signed_as": "Evelyn Adair"})
    assert sorted(OfficeCommitment.objects.values_list("promise", "signed_as")) == [
        ("desk", "Evelyn Adair"), ("pay", "Evelyn Adair"),
    ]  # fmt: skip

    met = f"{url_of(placement)}met/{maya.pk}/"
    client.post(met, {"impression": "unsure", "words": "MET-CANARY"})
    assert InterviewFeedback.objects.get().words == "MET-CANARY"
    page = host_page(evelyn, office.pk, AT)
    assert [(task.title[:11], task.status) for task in page.plan.tasks] == [
        ("Confirm the", "To do"), ("Rank the fi", "To do"),
    ]  # fmt: skip
    assert "Eastern time" in page.plan.tasks[1].meta
    sign_in(client, make_staff(Role.PROGRAM_MANAGER))
    kept = client.get(f"/staff/placement/{cohort.pk}/seats/").content.decode()
    assert [words in kept for words in ("2 of 6 signed", "Evelyn Adair", "Missing", "MET-CANARY")] == [
        True, True, True, False,
    ]  # fmt: skip
    said = f"/staff/placement/{cohort.pk}/offices/{office.pk}/said/"
    assert "MET-CANARY" in client.get(said).content.decode()
    far = make_person()
    give_role(far, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=make_office().region)
    sign_in(client, far)
    assert client.get(said).status_code == 404
    sign_in(client, make_staff(Role.PROGRAM_MANAGER))
    seat = maya.cohort.seats.get()
    make_run(cohort, stage="published", published_at=AT)
    assert "MET-CANARY" in client.get(f"/staff/placement/vacancies/{seat.pk}/{maya.pk}/offer/").content.decode()
    looks = AuditEntry.objects.filter(action="cohorts.read_feedback")
    assert [look.about_id for look in looks] == [maya.person_id] * 2
    sign_in(client, maya.person)
    for url in ("/my/", "/my/ranking/", met, said):
        assert "MET-CANARY" not in client.get(url).content.decode()


def test_the_dates_of_an_office_stand_in_order_with_own_changes_alone(client, placement, evelyn, dana):
    seat, other = placement.seat, make_placement(
        cohort=placement.fellow.cohort, office=placement.seat.office, supervisor=make_person(),
        person=make_person(name="Other Advocate"),
    )  # fmt: skip
    cycle = placement.fellow.cohort.cycle
    Milestone.objects.create(cycle=cycle, kind="ranking_closes", at=AT + timedelta(days=2))
    for one in (placement, other):
        changes.plan_leave(
            actor=dana, placement_id=one.pk, first_day=date(2026, 12, 1), last_day=date(2026, 12, 10),
            reason="LEAVE-CANARY", at=AT,
        )  # fmt: skip
    dates = host_page(evelyn, seat.office_id, AT).plan.dates

    assert [(one.title, one.status) for one in dates] == [
        ("First day", "Done"), ("Lists close", "Next"), ("Placements published", "Later"),
        ("Keisha Brandt goes on leave", "Later"), ("Keisha Brandt is back from leave", "Later"),
        ("New last day of Keisha Brandt", "Later"),
    ]  # fmt: skip
    assert [one.when for one in dates[3:]] == [date(2026, 12, 1), date(2026, 12, 11), date(2028, 9, 16)]
    sign_in(client, evelyn)
    shown = client.get(url_of(placement)).content.decode()
    assert ("Keisha Brandt goes on leave" in shown, "Other Advocate goes" in shown) == (True, False)
    assert "LEAVE-CANARY" not in shown
    later = host_page(evelyn, seat.office_id, AT + timedelta(days=10)).plan.dates
    assert [one.status for one in later[:5]] == ["Done", "Done", "Done", "Next", "Later"]


def test_a_seat_goes_to_somebody_who_waits_once(client, dana, clock):
    cohort, office = make_cohort(), make_office(name="Marrow")
    make_run(cohort, stage="published", published_at=AT)
    seat = make_seat(cohort, office)
    first, refused = make_fellow(cohort), make_fellow(cohort)
    for fellow in (first, refused):
        list_offices(fellow, office)
    list_fellows(office, cohort, first, refused=[refused])
    asked = {"actor": dana, "seat_id": seat.pk, "starts_on": seat.starts_on, "at": AT}
    with pytest.raises(transfers.DoesNotFit):
        backfilling.place_waiting(fellow_id=refused.pk, **asked)
    sign_in(client, dana)
    day = {"starts_on_month": 9, "starts_on_day": 6, "starts_on_year": 2027}
    at_once = f"/staff/placement/vacancies/{seat.pk}/{first.pk}/"
    answers = [client.post(at_once, day | {"reason": reason}) for reason in ("", "Said yes on the phone.", "Again.")]
    assert [answer.status_code for answer in answers] == [422, 302, 302]
    assert "Said yes on the phone." in client.get(answers[1].url).content.decode()
    made = backfilling.place_waiting(fellow_id=first.pk, **asked)
    first.refresh_from_db()

    assert Placement.objects.get() == made
    assert (first.stage, Application.objects.get(pk=first.application_id).stage) == ("placed", "placed")
    assert client.get("/staff/placement/vacancies/").status_code == 200
