"""The screens of training as people use them, without any script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from fellowship.models import Letter, Person
from fellowship.queries import home, next_steps
from fellowship.rules.roles import Role, Scope
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in
from tests.factories.training import AT, answers, enrolled, finish, lesson_of, small_course, starter, take_quiz
from training.models import Certificate, DueOverride, Enrollment, ProgressEvent, QuizAttempt
from training.services.certificates import withdraw_certificate
from training.services.lessons import complete_lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
LATE = timedelta(days=60)


def page_of(enrollment, key, name="training_lesson"):
    return reverse(name, args=[enrollment.pk, lesson_of(enrollment, key).pk])


def posted(lesson, chosen):
    return {f"q_{question}": choice for question, choice in chosen.items()}


def test_an_empty_path_says_what_comes(client):
    response = sign_in(client, make_person()).get(reverse("training_path"))
    assert response.status_code == 200
    assert "No training is assigned to you yet" in response.text


def test_the_whole_path_by_hand(client):
    enrollment = enrolled(starter())
    sign_in(client, enrollment.person)
    path = client.get(reverse("training_path")).text
    assert "0 of 4 done. The plan for today is 0." in path
    first = page_of(enrollment, "information-not-advice")
    assert "<h2>The line</h2>" in client.get(first).text
    response = client.post(page_of(enrollment, "information-not-advice", "training_lesson_done"))
    assert response.url == page_of(enrollment, "listening-first")
    client.post(page_of(enrollment, "listening-first", "training_lesson_done"))
    agree = page_of(enrollment, "confidentiality-and-direction", "training_lesson_done")
    refused = client.post(agree)
    assert refused.status_code == 422
    assert "Tick the box to say that you have read this" in refused.text
    assert client.post(agree, {"agreed": "on"}).status_code == 302
    response = client.post(page_of(enrollment, "first-weeks-quiz", "training_quiz_start"))
    attempt = QuizAttempt.objects.get()
    assert response.url == reverse("training_quiz", args=[attempt.pk])
    quiz = lesson_of(enrollment, "first-weeks-quiz")
    response = client.post(response.url, posted(quiz, answers(quiz, right=4)))
    result = client.get(response.url).text
    assert "4 of 5 right" in result
    assert "You passed" in result
    certificate = Certificate.objects.get()
    assert reverse("training_certificate", args=[certificate.pk]) in client.get(reverse("training_path")).text
    assert (
        reverse("file", args=[certificate.file_id])
        in client.get(reverse("training_certificate", args=[certificate.pk])).text
    )


def test_a_gap_in_the_quiz_keeps_what_was_ticked(client):
    enrollment = enrolled(small_course())
    sign_in(client, enrollment.person)
    client.post(page_of(enrollment, "quiz", "training_quiz_start"))
    attempt = QuizAttempt.objects.get()
    address = reverse("training_quiz", args=[attempt.pk])
    lesson = lesson_of(enrollment, "quiz")
    first = dict(list(posted(lesson, answers(lesson, right=2)).items())[:1])
    response = client.post(address, first)
    assert response.status_code == 422
    assert response.text.count("Choose an answer to question 2.") == 2
    assert response.text.count(" checked") == 1
    assert client.get(address).text.count(" checked") == 1


def test_save_and_carry_on_later(client):
    enrollment = enrolled(small_course())
    sign_in(client, enrollment.person)
    client.post(page_of(enrollment, "quiz", "training_quiz_start"))
    attempt, lesson = QuizAttempt.objects.get(), lesson_of(enrollment, "quiz")
    chosen = dict(list(posted(lesson, answers(lesson, right=2)).items())[:1])
    response = client.post(reverse("training_quiz", args=[attempt.pk]), {**chosen, "later": "1"})
    assert response.url == reverse("training_path")
    saved = client.post(reverse("training_quiz_save", args=[attempt.pk]), chosen)
    assert saved.json() == {"message": "Saved. You can close this page."}
    page = client.get(page_of(enrollment, "quiz")).text
    assert "Carry on with the quiz" in page


def test_a_quiz_handed_in_leads_to_its_result(client):
    enrollment = enrolled(small_course())
    attempt = take_quiz(enrollment, "quiz", right=1)
    sign_in(client, enrollment.person)
    result = reverse("training_quiz_result", args=[attempt.pk])
    assert client.get(reverse("training_quiz", args=[attempt.pk])).url == result
    assert client.post(reverse("training_quiz", args=[attempt.pk]), {}).url == result
    assert client.post(reverse("training_quiz_save", args=[attempt.pk]), {}).status_code == 409
    page = client.get(result).text
    assert "why right 1" in page
    assert "why wrong 2" in page
    assert "right 2" not in page


def test_the_page_of_an_open_quiz_gives_no_answers_away(client):
    enrollment = enrolled(small_course())
    sign_in(client, enrollment.person)
    client.post(page_of(enrollment, "quiz", "training_quiz_start"))
    page = client.get(reverse("training_quiz", args=[QuizAttempt.objects.get().pk])).text
    assert "right 1" in page
    assert "why right 1" not in page


def test_anothers_pages_are_not_there(client):
    enrollment = enrolled(small_course())
    finish(enrollment)
    certificate, attempt = Certificate.objects.get(), QuizAttempt.objects.get()
    for stranger in (make_person(), make_staff(Role.TRAINER, Role.ADMINISTRATOR)):
        sign_in(client, stranger)
        for address in (
            page_of(enrollment, "read"),
            reverse("training_quiz", args=[attempt.pk]),
            reverse("training_quiz_result", args=[attempt.pk]),
            reverse("training_certificate", args=[certificate.pk]),
        ):
            assert client.get(address).status_code == 404
        for address in (page_of(enrollment, "read", "training_lesson_done"),
                        page_of(enrollment, "quiz", "training_quiz_start")):  # fmt: skip
            assert client.post(address).status_code == 404


def test_a_lesson_of_another_version_is_not_there(client):
    enrollment, other = enrolled(small_course()), starter()
    sign_in(client, enrollment.person)
    foreign = other.curriculum.courses.get().course.versions.get().lessons.first()
    assert client.get(reverse("training_lesson", args=[enrollment.pk, foreign.pk])).status_code == 404


def test_spanish_readers_get_spanish_text(client):
    enrollment = enrolled(starter())
    enrollment.person.language = "es"
    enrollment.person.save()
    sign_in(client, enrollment.person)
    client.cookies["django_language"] = "es"
    page = client.get(page_of(enrollment, "information-not-advice")).text
    assert "Información, no asesoría legal" in page
    assert "<h2>La línea</h2>" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_path_takes_as_many_queries_however_much_is_on_it(client, django_assert_num_queries, count):
    enrollment = enrolled(small_course())
    for number in range(count):
        take_quiz(enrollment, "quiz", right=number % 2)
    sign_in(client, enrollment.person)
    client.get(reverse("training_path"))
    with django_assert_num_queries(10):
        client.get(reverse("training_path"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_takes_as_many_queries_however_many_people(client, django_assert_num_queries, count):
    assignment = small_course()
    for _number in range(count):
        enrolled(assignment)
    sign_in(client, make_staff(Role.TRAINER))
    client.get(reverse("training_board"))
    with django_assert_num_queries(8):
        assert client.get(reverse("training_board")).status_code == 200


def test_the_board_shows_status_and_never_answers(client, clock):
    enrollment = enrolled(small_course())
    take_quiz(enrollment, "quiz", right=1)
    clock.move_to(AT + LATE)
    sign_in(client, make_staff(Role.TRAINER))
    for address in (reverse("training_board"), reverse("training_person", args=[enrollment.pk])):
        page = client.get(address).text
        assert enrollment.person.name in page
        assert not re.search(r"wrong [12]|right [12]|Question [12]|1 of 2 right", page)
    assert "Late 46 days" in client.get(reverse("training_board")).text


def test_the_board_reaches_ones_region_and_filters(client):
    assignment = small_course()
    here, there = enrolled(assignment, office=make_office()), enrolled(assignment, office=make_office())
    manager = make_person()
    give_role(manager, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=here.office.region)
    sign_in(client, manager)
    page = client.get(reverse("training_board")).text
    assert here.person.name in page
    assert there.office.name not in page
    assert client.get(reverse("training_person", args=[there.pk])).status_code == 404
    empty = client.get(reverse("training_board"), {"q": "no such name", "office": "junk", "show": "junk"})
    assert empty.status_code == 200
    assert "Nobody matches" in empty.text


@pytest.mark.parametrize("role", [Role.HOST_SUPERVISOR, Role.REVIEWER, Role.AUDITOR, Role.ADVOCATE])
def test_the_board_is_for_trainers_and_program_managers(client, role):
    person = make_person()
    scope = {"scope": Scope.OFFICE, "office": make_office()} if role in {Role.HOST_SUPERVISOR, Role.ADVOCATE} else {}
    give_role(person, role, **scope)
    assert sign_in(client, person).get(reverse("training_board")).status_code == 403


def test_the_board_asks_for_a_second_factor(client):
    response = sign_in(client, make_staff(Role.TRAINER), second_factor=False).get(reverse("training_board"))
    assert response.status_code == 302


def test_one_click_gives_more_time(client, clock):
    enrollment = enrolled(small_course())
    clock.move_to(AT + LATE)
    sign_in(client, make_staff(Role.TRAINER))
    address = reverse("training_person", args=[enrollment.pk])
    page = client.get(address).text
    late, until = str(lesson_of(enrollment, "read").pk), "2027-01-28"
    assert 'value="2027-01-28"' in page
    wrong = client.post(address, {"lessons": [late], "until": until, "reason": ""})
    assert wrong.status_code == 422
    assert "Write why, in a few words." in wrong.text
    for _click in range(2):
        response = client.post(address, {"lessons": [late], "until": until, "reason": "Trial week"})
        assert response.status_code == 302
    assert DueOverride.objects.get().due_on.isoformat() == until
    assert Letter.objects.filter(kind="training.more_time").count() == 1
    assert "Trial week" in client.get(address).text


def test_withdrawing_asks_first(client):
    enrollment = enrolled(small_course())
    sign_in(client, make_staff(Role.PROGRAM_MANAGER))
    address = reverse("training_withdraw", args=[enrollment.pk])
    assert client.get(address).status_code == 302
    finish(enrollment)
    assert "The public page will say" in client.get(address).text
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "Mixed up"}).status_code == 302
    assert "Withdrawn" in client.get(reverse("training_person", args=[enrollment.pk])).text


def test_anyone_can_check_a_certificate(client):
    enrollment = enrolled(small_course())
    finish(enrollment)
    certificate = Certificate.objects.get()
    address = reverse("training_verify", args=[certificate.pk])
    page = client.get(address).text
    assert "This certificate is real" in page
    assert certificate.name in page
    assert enrollment.office.name not in page
    withdraw_certificate(actor=make_staff(Role.TRAINER), certificate_id=certificate.pk, reason="CANARY reason", at=AT)
    page = client.get(address).text
    assert "This certificate no longer counts" in page
    assert "CANARY" not in page
    assert certificate.name not in page
    assert client.get(reverse("training_verify", args=[enrollment.pk])).status_code == 404


def test_next_steps_lead_to_the_lesson_the_quiz_and_the_late(clock):
    enrollment = enrolled(small_course())
    person, trainer = enrollment.person, make_staff(Role.TRAINER)
    mine = [step for step in next_steps.for_person(person, AT) if step.area == "Training"]
    assert [(str(step.title), step.url) for step in mine] == [("Begin “Read this”", page_of(enrollment, "read"))]
    complete_lesson(actor=person, enrollment_id=enrollment.pk, lesson_id=lesson_of(enrollment, "read").pk, at=AT)
    assert [step.area for step in next_steps.for_person(trainer, AT)].count("Training") == 0
    clock.move_to(AT + LATE)
    late = [step for step in next_steps.for_person(trainer, AT + LATE) if step.area == "Training"]
    assert [step.url for step in late] == [reverse("training_person", args=[enrollment.pk])]
    cards = [
        card for card in home.cards_for(Person.objects.get(pk=person.pk), AT) if card.url == reverse("training_path")
    ]
    assert [str(card.text) for card in cards] == ["1 of 2 done. The plan for today is 0."]


def test_opening_a_page_finishes_nothing(client):
    enrollment = enrolled(small_course())
    sign_in(client, enrollment.person)
    for _look in range(2):
        client.get(page_of(enrollment, "read"))
    assert list(ProgressEvent.objects.values_list("kind", flat=True)) == ["opened"]
    assert Enrollment.objects.get().events.count() == 1
