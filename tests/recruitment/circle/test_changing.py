"""After submitting: an answer can be changed until the deadline and while nobody reads, and readers stay safe."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fellowship.models import AuditEntry
from recruitment.models import Answer, Application, ClearedAnswer, Question
from recruitment.rules.answers import Seen
from recruitment.rules.stages import Action, Stage
from recruitment.services.answers import save_page
from recruitment.services.applications import AnswersMissing, ApplicationsClosed
from recruitment.services.clearing import ClearedText, clear_answers
from tests.factories import recruitment as make
from tests.factories.hardship import picture

pytestmark = pytest.mark.django_db
AT = make.AT


@pytest.fixture
def application(clock):
    return make.submitted()


def url(name, application, *args):
    return reverse(f"recruitment_{name}", args=[application.pk, *args])


def change(client, application, **sent):
    page = url("step", application, "about_you")
    token = client.get(page).context["token"]
    return client.post(page, {"phone": "404-555-0199", "reach_by": "e-mail", "revision": token, **sent})


def phone():
    return Answer.objects.get(question__key="phone")


def test_a_change_goes_into_what_was_sent(client, application):
    client.force_login(application.person)
    assert "Change an answer" in client.get(url("status", application)).text
    assert "404-555-0188" in client.get(url("change", application)).text
    answer = change(client, application)
    assert answer["Location"] == url("change", application)
    assert phone().value == "404-555-0199"
    assert phone().revision == 2
    application.refresh_from_db()
    assert (application.stage, application.submitted_at) == (Stage.SUBMITTED, AT)
    row = AuditEntry.objects.get(action="recruitment.change_answer")
    assert row.data == {"questions": ["phone"]}


def test_saving_without_a_change_notes_nothing(client, application):
    client.force_login(application.person)
    assert change(client, application, phone="404-555-0188").status_code == 302
    assert not AuditEntry.objects.filter(action="recruitment.change_answer").exists()


def test_a_gap_is_refused_and_what_was_sent_stays(client, application):
    client.force_login(application.person)
    answer = change(client, application, phone="")
    assert answer.status_code == 422
    assert "Answer “Phone number”." in answer.text
    assert phone().value == "404-555-0188"
    with pytest.raises(AnswersMissing):
        save_page(
            actor=application.person, application_id=application.pk, step="about_you", sent={"phone": None},
            seen={"phone": Seen()}, at=AT,
        )  # fmt: skip
    assert phone().value == "404-555-0188"


def test_typing_alone_changes_nothing_that_was_sent(client, application):
    client.force_login(application.person)
    assert "data-autosave" not in client.get(url("step", application, "about_you")).text
    answer = client.post(url("autosave", application, "about_you"), {"phone": "404-555-0199", "reach_by": "e-mail"})
    assert answer.status_code == 409
    assert phone().value == "404-555-0188"


def test_after_the_deadline_and_once_read_nothing_changes(client, application, clock):
    client.force_login(application.person)
    clock.advance(days=41)
    assert change(client, application).status_code == 409
    assert client.get(url("change", application))["Location"] == url("tasks", application)
    clock.advance(days=-41)
    make.moved(application, Action.START_REVIEW)
    assert change(client, application).status_code == 409
    assert phone().value == "404-555-0188"


def test_a_change_makes_cleared_text_stale(client, application):
    client.force_login(application.person)
    answer = Answer.objects.get(question__key="why_this_work")
    texts = {answer.pk: ClearedText("Cleared", answer.revision)}
    clear_answers(actor=make.manager(), application_id=application.pk, texts=texts, at=AT)
    page = url("step", application, "your_words")
    token = client.get(page).context["token"]
    sent = {"why_this_work": "My name is Maya.", "stood_up": "I called the clinic, and stayed.", "revision": token}
    assert client.post(page, sent).status_code == 302
    answer.refresh_from_db()
    assert ClearedAnswer.objects.get().answer_revision < answer.revision


def test_more_time_reaches_writing_sending_and_changing(client, clock):
    application = make.fill(make.draft())
    until = AT + timedelta(days=45)
    Application.objects.filter(pk=application.pk).update(extended_until=until)
    client.force_login(application.person)
    clock.advance(days=42)
    assert "You have until" in client.get(url("tasks", application)).text
    assert client.post(url("answers", application), {"statement": "on"})["Location"] == url("sent", application)
    assert change(client, application).status_code == 302
    assert "Your own deadline" in client.get(url("status", application)).text
    clock.move_to(until)
    assert change(client, application).status_code == 409


def test_an_earlier_personal_deadline_never_shortens_the_time():
    application = make.draft()
    Application.objects.filter(pk=application.pk).update(extended_until=AT - timedelta(days=1))
    save_page(
        actor=application.person, application_id=application.pk, step="about_you", sent={"phone": "404-555-0111"},
        seen={"phone": Seen()}, at=AT,
    )  # fmt: skip
    with pytest.raises(ApplicationsClosed):
        save_page(
            actor=application.person, application_id=application.pk, step="about_you", sent={"phone": "1"},
            seen={"phone": Seen()}, at=AT + timedelta(days=40),
        )  # fmt: skip


def branches(application, *, page="the_work", **fields):
    """A question that has to be answered by whoever wants help with moving; nobody does yet."""
    Answer.objects.filter(application=application, question__key="moving_help").update(value="no")
    version = application.form_version
    return Question.objects.create(
        version=version, sort_order=90, step=page, step_title="One more page", key="pet", kind="short_text",
        label="Which pet comes with you?", shown_if_key="moving_help", shown_if_value="yes", **fields,
    )  # fmt: skip


def want_help(client, application, **sent):
    page = url("step", application, "the_work")
    shown = client.get(page)
    values = {"moving_help": "yes", "moving_from": "Reno, NV", "revision": shown.context["token"], **sent}
    for office, rank in zip(application.office_choices.order_by("rank"), "1234", strict=False):
        values[f"offices_{office.office_id}"] = rank
    return client.post(page, values)


@pytest.mark.parametrize("page", ["the_work", "one_more"])
def test_what_a_change_brings_up_is_answered_before_it_is_saved(client, application, page):
    branches(application, page=page)
    client.force_login(application.person)
    first = want_help(client, application)
    assert first.status_code == 422
    assert "Your change brings this up. Answer it here" in first.text
    assert "Which pet comes with you?" in first.text
    assert 'value="Reno, NV"' in first.text
    assert Answer.objects.get(application=application, question__key="moving_help").value == "no"
    also = {"also": first.context["also"]} if page == "one_more" else {}
    assert first.context["also"] == ("pet" if page == "one_more" else "")
    empty = want_help(client, application, pet=" ", **also)
    assert empty.status_code == 422
    assert "Answer it here" in empty.text
    saved = want_help(client, application, pet="A cat", **also)
    assert saved["Location"] == url("change", application)
    values = dict(Answer.objects.filter(application=application).values_list("question__key", "value"))
    assert (values["moving_help"], values["pet"]) == ("yes", "A cat")
    changed = AuditEntry.objects.get(action="recruitment.change_answer").data["questions"]
    assert {"moving_help", "pet"} <= set(changed)


def test_a_file_that_a_change_brings_up_comes_with_it(client, application):
    branches(application, page="one_more")
    Question.objects.filter(key="pet").update(kind="file")
    client.force_login(application.person)
    assert want_help(client, application).status_code == 422
    wrong = want_help(client, application, also="pet", pet=SimpleUploadedFile("a.pdf", b"no paper"))
    assert wrong.status_code == 422
    assert Answer.objects.get(application=application, question__key="moving_help").value == "no"
    assert want_help(client, application, also="pet", pet=picture()).status_code == 302
    assert Answer.objects.get(application=application, question__key="pet").file.purpose == "recruitment.answer"


def test_nothing_else_of_another_page_is_written_by_the_way(client, application):
    branches(application, page="one_more", required=False)
    client.force_login(application.person)
    sent = want_help(client, application, also="nonsense~pet", pet="A cat", phone="404-555-0000")
    assert sent.status_code == 302
    assert phone().value == "404-555-0188"
    draft = make.draft(make.person("Ana Sol"), application.cycle)
    save_page(
        actor=draft.person, application_id=draft.pk, step="the_work", sent={"phone": "404-555-0000"},
        seen={"phone": Seen()}, also=["phone"], at=AT,
    )  # fmt: skip
    assert not Answer.objects.filter(application=draft).exists()
