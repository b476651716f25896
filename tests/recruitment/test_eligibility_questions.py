"""Whoever the check turns away can ask a person; managers answer; what was written is forgotten after a while."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role
from recruitment import tasks
from recruitment.models import EligibilityQuestion
from recruitment.queries import eligibility as queries
from recruitment.queries.dossier import dossier
from recruitment.queries.own import own_application
from recruitment.services import eligibility as services
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
TURNED_AWAY = {**make.ELIGIBLE, "social_worker": True, "two_years": False}
WRITTEN = {"contact": "ana.sol@people.example", "name": "Ana", "message": "My license lapsed in spring."}


@pytest.fixture
def ines(clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    return make.manager()


def answered_check(client, answers=None):
    session = client.session
    session["eligibility"] = answers or TURNED_AWAY
    session.save()


def asked(person=None, at=make.AT, **fields):
    sent = {"answers": TURNED_AWAY, **WRITTEN, "language": "en", "earlier_id": None, **fields}
    return services.ask_about_eligibility(person=person, at=at, **sent)


def test_no_dead_end_a_person_can_be_asked_without_an_account(client, clock):
    answered_check(client)
    page = reverse("recruitment_ask")
    assert page in client.get(reverse("recruitment_check_answer")).text
    shown = client.get(page).text
    assert "Advocates are not licensed social workers" in shown
    assert "A placement lasts two years" in shown
    answer = client.post(page, WRITTEN)
    assert answer["Location"] == reverse("recruitment_check_answer")
    assert "We got your question" in client.get(answer["Location"]).text
    question = EligibilityQuestion.objects.get()
    assert question.reasons == ["two_years", "social_worker"]
    assert (question.contact, question.message, question.person) == (
        "ana.sol@people.example", "My license lapsed in spring.", None,
    )  # fmt: skip


def test_asking_twice_from_one_browser_changes_the_question_until_it_is_answered(client, clock, ines):
    answered_check(client)
    page = reverse("recruitment_ask")
    client.post(page, WRITTEN)
    client.post(page, {**WRITTEN, "message": "And one thing more."})
    question = EligibilityQuestion.objects.get()
    assert question.message == "And one thing more."
    services.answer_question(actor=ines, question_id=question.pk, outcome="can_apply", note="", at=make.AT)
    client.post(page, WRITTEN)
    assert EligibilityQuestion.objects.count() == 2


@pytest.mark.parametrize("contact", ["", "ana", "ana@", "555-01", "\x00"])
def test_without_a_way_to_answer_nothing_is_sent_and_the_text_stays(client, clock, contact):
    answered_check(client)
    answer = client.post(reverse("recruitment_ask"), {**WRITTEN, "contact": contact})
    assert answer.status_code == 422
    assert "My license lapsed in spring." in answer.text
    assert not EligibilityQuestion.objects.exists()


def test_the_page_leads_back_when_there_is_nothing_to_ask(client, clock):
    page = reverse("recruitment_ask")
    assert client.get(page)["Location"] == reverse("recruitment_check")
    answered_check(client, make.ELIGIBLE)
    assert client.post(page, WRITTEN)["Location"] == reverse("recruitment_check_answer")
    with pytest.raises(services.NothingInTheWay):
        asked(answers=make.ELIGIBLE)
    assert not EligibilityQuestion.objects.exists()


def test_a_flood_is_refused(clock, monkeypatch):
    monkeypatch.setattr(services, "MOST_AN_HOUR", 2)
    asked()
    asked()
    with pytest.raises(services.TooManyQuestions):
        asked()
    assert asked(at=make.AT + timedelta(hours=2)).asked_at == make.AT + timedelta(hours=2)


def test_what_is_written_is_encrypted_in_the_database(clock):
    asked()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, contact, message FROM recruitment_eligibilityquestion")
        row = cursor.fetchone()
    assert not any(text in str(row) for text in WRITTEN.values())


def test_managers_see_who_waits_and_note_the_answer(client, ines):
    client.force_login(ines)
    page = reverse("recruitment_asked")
    assert "Nobody asks" in client.get(page).text
    question = asked()
    assert "Are you a licensed social worker?" in client.get(page).text
    assert "ana.sol" not in client.get(page).text
    one = reverse("recruitment_answer_asked", args=[question.pk])
    assert "ana.sol@people.example" in client.get(one).text
    assert client.post(one, {"note": "Called."}).status_code == 422
    assert client.post(one, {"outcome": "can_apply", "note": "Called."})["Location"] == page
    question.refresh_from_db()
    assert (question.outcome, question.note, question.answered_by) == ("can_apply", "Called.", ines)
    assert AuditEntry.objects.filter(action="recruitment.answer_eligibility").count() == 1
    assert client.post(one, {"outcome": "cannot", "note": ""}).status_code == 409


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.FAIR_CHANCE_OFFICER, Role.INTERVIEWER, None])
def test_nobody_else_reads_or_answers(client, ines, role):
    question, other = asked(), make.person("Ben Ito", role=role)
    client.force_login(other)
    assert client.get(reverse("recruitment_asked")).status_code == 403
    assert client.get(reverse("recruitment_answer_asked", args=[question.pk])).status_code in (403, 404)
    with pytest.raises(Refused):
        services.answer_question(actor=other, question_id=question.pk, outcome="cannot", note="", at=make.AT)


def test_a_manager_does_not_answer_their_own_question(client, ines):
    question = asked(person=ines)
    asked()
    client.force_login(ines)
    assert client.get(reverse("recruitment_answer_asked", args=[question.pk])).status_code == 404
    assert len(queries.questions(ines)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(ines, django_assert_num_queries, count):
    for _number in range(count):
        asked()
    with django_assert_num_queries(2):
        assert len(queries.questions(ines)) == count


def test_the_work_is_named_to_managers_only(ines):
    assert list(queries.for_manager(ines, make.AT)) == []
    asked()
    assert [step.title for step in queries.for_manager(ines, make.AT)] == [
        "Answer 1 person who asks whether they can apply"
    ]
    assert list(queries.for_manager(make.person("Ben Ito", role=Role.REVIEWER), make.AT)) == []


def test_what_was_written_is_forgotten_ninety_days_after_the_answer(clock, ines):
    question, waiting = asked(), asked()
    services.answer_question(actor=ines, question_id=question.pk, outcome="cannot", note="Told her.", at=make.AT)
    clock.advance(days=89)
    tasks.forget_questions()
    question.refresh_from_db()
    assert question.contact == "ana.sol@people.example"
    clock.advance(days=1)
    tasks.forget_questions()
    tasks.forget_questions()
    for row in (question, waiting):
        row.refresh_from_db()
    assert (question.name, question.contact, question.message, question.note) == ("", "", "", "")
    assert question.reasons == ["two_years", "social_worker"]
    assert waiting.contact == "ana.sol@people.example"


def test_the_database_wants_an_answer_whole(clock):
    question = asked()
    for bad in ({"outcome": "cannot"}, {"answered_at": make.AT}, {"forgotten_at": make.AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            EligibilityQuestion.objects.filter(pk=question.pk).update(**bad)


def test_the_answers_of_the_check_stand_with_the_application(client, ines):
    application = make.submitted()
    lines = queries.lines_of(application.eligibility)
    assert lines[0] == ("Are you early in your career, or glad to take an entry-level position?", "Yes")
    assert lines[-1] == ("Languages besides English", "Spanish")
    assert [row.label for row in dossier(ines, application.pk, make.AT).sections[-1].rows] == [
        label for label, _value in lines
    ]
    client.force_login(application.person)
    assert "Check before applying" in client.get(reverse("recruitment_copy", args=[application.pk])).text
    application.eligibility = {}
    application.save()
    mine = own_application(application.person, application.pk, make.AT)
    assert queries.lines_of(mine.check) == ()
