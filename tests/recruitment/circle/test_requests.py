"""More time and accommodations: asked for, answered, and read by nobody else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role
from recruitment.models import AccommodationRequest, ErasureRequest, MoreTime
from recruitment.rules.requests import ACCOMMODATIONS, ERASURES, TIME, AccommodationStage, ErasureStage, TimeStage
from recruitment.services import accommodations, more_time
from tests.factories import circle as make
from tests.factories import recruitment as base
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
SECRET = "Kanarienvogel migraine"
UNTIL = AT + timedelta(days=45)


@pytest.fixture
def application():
    return base.draft()


@pytest.fixture
def imani():
    return base.person("Imani Rowe", role=Role.ACCOMMODATION_COORDINATOR)


def ask(application, need=SECRET):
    return accommodations.ask_for_accommodation(
        actor=application.person, application_id=application.pk, need=need, at=AT
    )


def ask_time(application, reason="My shifts moved."):
    return more_time.ask_for_time(actor=application.person, application_id=application.pk, reason=reason, at=AT)


def url(name, *args):
    return reverse(f"recruitment_{name}", args=args)


# --- More time --------------------------------------------------------------------------------------------------


def test_more_time_is_asked_for_and_given_by_the_pages(application, client, clock):
    client.force_login(application.person)
    page = url("more_time", application.pk)
    assert client.post(page, {"reason": ""}).status_code == 422
    assert client.post(page, {"reason": "My shifts moved."}).status_code == 302
    assert client.post(page, {"reason": "Again"}).status_code == 422
    assert "We have your request" in client.get(page).text
    boss = base.manager()
    sign_in(client, boss)
    assert "Answer 1 request for more time" in client.get("/staff/").text
    assert application.person.name in client.get(url("time_requests")).text
    row = MoreTime.objects.get()
    answer = url("time_request", row.pk)
    assert "My shifts moved." in client.get(answer).text
    late = {"choice": "give", "until_month": "1", "until_day": "5", "until_year": "2027"}
    assert client.post(answer, {**late, "until_year": "2020"}).status_code == 422
    assert client.post(answer, {"choice": "give"}).status_code == 422
    assert client.post(answer, {"choice": "refuse"}).status_code == 422
    assert client.post(answer, late).status_code == 302
    application.refresh_from_db()
    assert application.extended_until.isoformat() == "2027-01-06T04:59:00+00:00"
    letter = Letter.objects.get(kind="recruitment.time_given")
    assert "My shifts" not in letter.body
    assert client.post(answer, late).status_code == 409


def test_more_time_reaches_those_asked_for_a_recommendation():
    application = base.draft(of=base.cycle(recommendations=1))
    row = make.recommendation(application)
    more_time.give_time(actor=base.manager(), request_id=ask_time(application).pk, until=UNTIL, at=AT)
    row.refresh_from_db()
    assert row.expires_at == UNTIL + timedelta(days=7)


def test_no_is_said_with_a_reason(application, client, clock):
    row = ask_time(application)
    sign_in(client, base.manager())
    client.post(url("time_request", row.pk), {"choice": "refuse", "answer": "Reading begins the next day."})
    assert "Reading begins the next day." in Letter.objects.get(kind="recruitment.time_refused").body
    application.refresh_from_db()
    assert application.extended_until is None
    client.force_login(application.person)
    assert "Reading begins the next day." in client.get(url("more_time", application.pk)).text


def test_only_managers_give_time_and_never_to_themselves(application):
    row = ask_time(application)
    for who in (application.person, base.person("Rosa", role=Role.REVIEWER)):
        with pytest.raises(Refused):
            more_time.give_time(actor=who, request_id=row.pk, until=UNTIL, at=AT)
    base.RoleGrant.objects.create(
        person=application.person, role=Role.PROGRAM_MANAGER, starts_on=AT.date(), granted_at=AT
    )
    application.person.__dict__.pop("_grants_by_day", None)
    with pytest.raises(Refused):
        more_time.give_time(actor=application.person, request_id=row.pk, until=UNTIL, at=AT)


@pytest.mark.parametrize("days", [39, 40, 101, -1])
def test_a_deadline_that_gives_no_time_or_too_much_is_refused(application, days):
    row = ask_time(application)
    with pytest.raises(more_time.UnfitDeadline):
        more_time.give_time(actor=base.manager(), request_id=row.pk, until=AT + timedelta(days=days), at=AT)
    row.refresh_from_db()
    assert row.stage == TimeStage.ASKED


def test_time_can_be_asked_for_a_week_after_the_deadline_and_not_once_sent(application):
    late = AT + timedelta(days=46)
    more_time.ask_for_time(actor=application.person, application_id=application.pk, reason="Flood", at=late)
    other = base.draft(base.person("Ana Sol"))
    with pytest.raises(more_time.NothingToExtend):
        more_time.ask_for_time(actor=other.person, application_id=other.pk, reason="x", at=AT + timedelta(days=48))
    with pytest.raises(more_time.NothingToExtend):
        ask_time(base.submitted(base.person("Bo Li")))


# --- Accommodations ---------------------------------------------------------------------------------------------


def test_an_accommodation_is_asked_for_and_arranged_by_the_pages(application, imani, client, clock):
    client.force_login(application.person)
    page = url("accommodation", application.pk)
    assert client.post(page, {"need": ""}).status_code == 422
    assert client.post(page, {"need": SECRET}).status_code == 302
    assert client.post(page, {"need": "More"}).status_code == 422
    sign_in(client, imani)
    assert "Answer 1 accommodation request" in client.get("/staff/").text
    assert SECRET not in client.get(url("accommodations")).text
    row = AccommodationRequest.objects.get()
    answer = url("answer_accommodation", row.pk)
    assert SECRET in client.get(answer).text
    assert AuditEntry.objects.filter(action="recruitment.read_accommodation", actor_id=imani.pk).count() == 1
    assert client.post(answer, {"choice": "arrange", "answer": ""}).status_code == 422
    sent = {"choice": "arrange", "answer": "You have until January 5.", "until_month": "1", "until_day": "5",
            "until_year": "2027"}  # fmt: skip
    assert client.post(answer, sent).status_code == 302
    application.refresh_from_db()
    assert application.extended_until is not None
    letter = Letter.objects.get(kind="recruitment.accommodation_answered")
    assert "ccommodation" not in letter.subject
    assert SECRET not in letter.body
    assert "January 5" not in letter.body
    client.force_login(application.person)
    assert "You have until January 5." in client.get(page).text


def test_nobody_else_reads_what_somebody_needs(application, imani, client, clock):
    row = ask(application)
    accommodations.arrange_accommodation(actor=imani, request_id=row.pk, answer=SECRET, until=UNTIL, at=AT)
    for role in (Role.RECRUITMENT_MANAGER, Role.REVIEWER, Role.INTERVIEWER, Role.ADMINISTRATOR):
        who = base.person(f"Some {role}", role=role)
        sign_in(client, who)
        assert client.get(url("accommodations")).status_code == 403
        assert client.get(url("answer_accommodation", row.pk)).status_code == 403
        with pytest.raises(Refused):
            accommodations.say_no_to_accommodation(actor=who, request_id=row.pk, answer="x", at=AT)
    sign_in(client, base.manager("Noa Fox"))
    listed = client.get(url("time_requests")).text
    assert "an arrangement exists" in listed
    assert "extra time until" in listed
    assert SECRET not in listed
    time = MoreTime.objects.get(is_arrangement=True)
    assert time.reason == ""
    assert "An arrangement exists" in client.get(url("time_request", time.pk)).text
    letters = client.get(reverse("letters")).text
    assert "Answer to a request" not in letters
    client.force_login(base.person("Ana Sol"))
    assert client.get(url("accommodation", application.pk)).status_code == 404
    assert client.post(url("accommodation_back", application.pk)).status_code == 404


def test_administrators_do_not_see_it_in_the_audit_trail_and_auditors_do(application, imani):
    ask(application)
    row = AuditEntry.objects.get(action="recruitment.ask_accommodation")
    assert row.subject_label == "accommodation.accommodationrequest"
    assert SECRET not in str(row.data)


def test_what_is_needed_is_encrypted(application):
    ask(application)
    with connection.cursor() as cursor:
        cursor.execute("SELECT need FROM recruitment_accommodationrequest")
        assert SECRET not in cursor.fetchone()[0]


def test_taking_back_deletes_what_it_said(application, client, clock):
    row = ask(application)
    client.force_login(application.person)
    for _time in range(2):
        assert client.post(url("accommodation_back", application.pk)).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.need) == (AccommodationStage.TAKEN_BACK, "")
    ask(application)


def test_the_coordinator_never_answers_their_own_request(imani):
    application = base.draft(imani)
    row = ask(application)
    with pytest.raises(Refused):
        accommodations.arrange_accommodation(actor=imani, request_id=row.pk, answer="x", at=AT)


def test_a_no_can_become_an_arrangement(application, imani):
    row = ask(application)
    accommodations.say_no_to_accommodation(actor=imani, request_id=row.pk, answer="Not this week", at=AT)
    later = AT + timedelta(days=1)
    row = accommodations.arrange_accommodation(actor=imani, request_id=row.pk, answer="Now we can", at=later)
    assert row.stage == AccommodationStage.ARRANGED
    assert Letter.objects.filter(kind="recruitment.accommodation_answered").count() == 2


@pytest.mark.parametrize(
    ("table", "stages", "steps"),
    [
        (TIME, TimeStage, {"asked": {"grant": "granted", "refuse": "refused"}}),
        (
            ACCOMMODATIONS,
            AccommodationStage,
            {
                "asked": {"arrange": "arranged", "say_no": "not_possible", "take_back": "taken_back"},
                "arranged": {"arrange": "arranged", "take_back": "taken_back"},
                "not_possible": {"arrange": "arranged"},
            },
        ),
        (ERASURES, ErasureStage, {"asked": {"erase": "done", "put_off": "put_off"}, "put_off": {"erase": "done"}}),
    ],
)
def test_every_cell_of_the_tables(table, stages, steps):
    actions = {action for row in steps.values() for action in row}
    for stage in stages:
        for action in actions:
            expected = steps.get(stage, {}).get(action)
            if expected:
                assert table.after(stage, action) == expected
            else:
                with pytest.raises(NotAllowed):
                    table.after(stage, action)


def test_the_lists_come_in_pages_and_those_who_wait_stand_first(client, clock, monkeypatch):
    monkeypatch.setattr("recruitment.queries.requests.PER_PAGE", 2)
    of, boss = base.cycle(), base.manager("Noa Fox")
    for number in range(3):
        draft = base.draft(base.person(f"Person {number}"), of)
        MoreTime.objects.create(
            application=draft, asked_at=AT + timedelta(minutes=number), stage="asked" if number == 0 else "refused",
            answered_at=None if number == 0 else AT,
        )  # fmt: skip
        ErasureRequest.objects.create(person=draft.person, asked_at=AT + timedelta(minutes=number))
    sign_in(client, boss)
    first = client.get(reverse("recruitment_time_requests"))
    assert [row.name for row in first.context["rows"]] == ["Person 0", "Person 2"]
    assert "1–2 of 3" in first.text
    second = client.get(reverse("recruitment_time_requests"), {"page": "2"})
    assert [row.name for row in second.context["rows"]] == ["Person 1"]
    erasures = client.get(reverse("recruitment_erasures"), {"page": "2"})
    assert [row.name for row in erasures.context["rows"]] == ["Person 0"]
