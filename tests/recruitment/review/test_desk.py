"""The redaction desk: accept, edit, undo, take back; and what readers saw, for the person it was about."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry
from recruitment.models import Answer, Application, ClearedAnswer, PacketSnapshot
from recruitment.queries.own_words import terms_of
from recruitment.queries.packets import packet_of
from recruitment.queries.seen import what_readers_saw
from recruitment.rules.redaction import Hidden
from recruitment.services.clearing import ClearedText, NotReadNow, clear_answers, take_back_answers
from recruitment.services.decisions import invite_to_interview
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def told(application: Application, text: str) -> Answer:
    """One free answer with this text."""
    question = make.question(application, "story", visible_to_reviewers=True, label="Tell us")
    return make.answer(application, question, text)


def clear_one(answer: Answer, text: str, by: Any = None) -> None:
    answer.refresh_from_db()
    texts = {answer.pk: ClearedText(text, answer.revision)}
    clear_answers(actor=by or make.manager(), application_id=answer.application_id, texts=texts, at=AT)


def test_the_desk_knows_the_applicants_own_words() -> None:
    who = make.person("Maya Okafor-Ruiz", email="mayabelle.okafor@people.example")
    application = make.submitted(who)
    make.answer(application, make.question(application, "school", identifies=True), "Ellison College")
    make.answer(application, make.question(application, "home_town", identifies=True), "Fairhaven, CA")
    make.answer(application, make.question(application, "none_of_it", identifies=True), "none")
    jobs = make.question(application, "past_jobs", kind="group", parts="Employer", visible_to_reviewers=False)
    make.answer(application, jobs, [{"employer": "Saint Mary Clinic", "months": "14"}])
    found = {term.text: term.hidden for term in terms_of(application)}
    assert found["Ellison College"] is Hidden.SCHOOL
    assert found["Fairhaven"] is Hidden.PLACE
    assert found["Saint Mary Clinic"] is Hidden.WORKPLACE
    assert found["mayabelle"] is Hidden.NAME
    assert {"CA", "none", "14", "basic"}.isdisjoint(found)


def test_suggestions_can_be_undone_and_taken_again(client: Client, clock: Any) -> None:
    application = make.submitted()
    answer = told(application, "I am Maya Okafor. I called Ellison.")
    sign_in(client, make.manager())
    desk = reverse("recruitment_clear", args=[application.pk])
    page = client.get(desk).content.decode()
    assert "<del>Maya Okafor</del>" in page
    assert "Worth a second look: Ellison" in page
    box = f"text_{answer.pk}"
    shown = client.post(desk, {box: "I am a friend.", "show": "yes"})
    assert shown.status_code == 200
    assert "<ins>a friend </ins>" in shown.content.decode()
    assert shown.context["form"][box].value() == "I am a friend."
    written = client.post(desk, {box: "x", "refill": f"written:{answer.pk}"})
    assert written.context["form"][box].value() == "I am Maya Okafor. I called Ellison."
    for which in (f"suggested:{answer.pk}", "suggested"):
        again = client.post(desk, {box: "x", "refill": which})
        assert again.context["form"][box].value() == "I am [name withheld]. I called Ellison."
    other = client.post(desk, {box: "x", "refill": "nonsense:1"})
    assert other.context["form"][box].value() == "x"
    assert not ClearedAnswer.objects.exists()


def test_what_was_cleared_can_be_taken_back(client: Client, clock: Any) -> None:
    application, boss = make.submitted(), make.manager()
    answer = told(application, "I am Maya.")
    clear_one(answer, "I am [name withheld].")
    sign_in(client, boss)
    desk = reverse("recruitment_clear", args=[application.pk])
    assert "Take back from readers" in client.get(desk).content.decode()
    address = reverse("recruitment_take_back", args=[application.pk])
    for _again in (1, 2):
        assert client.post(address, {"answer": str(answer.pk)}).headers["Location"] == desk
    assert client.post(address, {"answer": "nonsense"}).status_code == 302
    assert not ClearedAnswer.objects.exists()
    assert packet_of(application, 1).answers[-1].is_withheld
    assert AuditEntry.objects.filter(action="recruitment.take_back_cleared").count() == 1
    stranger = make.reviewer()
    with pytest.raises(Refused):
        take_back_answers(actor=stranger, application_id=application.pk, answer_ids=[answer.pk], at=AT)
    base.moved(application, "decline")
    with pytest.raises(NotReadNow):
        take_back_answers(actor=boss, application_id=application.pk, answer_ids=[answer.pk], at=AT)


def read_twice(application: Application) -> None:
    """Two readers, who saw different texts of the same answer."""
    answer = Answer.objects.get(application=application, question__key="story")
    first, second = make.assigned(application)
    clear_one(answer, "The FIRST text of [name withheld].")
    make.scored(first, 1, note="A note of a reader")
    clear_one(answer, "The SECOND text.")
    make.scored(second, 4)


def test_after_the_decision_people_see_just_what_their_readers_saw(client: Client, clock: Any) -> None:
    application = make.submitted()
    told(application, "The FIRST text of Maya, SECRET, and the SECOND text.")
    make.answer(application, make.question(application, "later", visible_to_reviewers=True), "Never cleared SECRET")
    pick = make.question(application, "pick", kind="choice", choices="Red\nBlue", visible_to_reviewers=True)
    make.answer(application, pick, "blue")
    hidden = make.question(application, "hidden_one", identifies=True)
    make.answer(application, hidden, "SECRET School")
    read_twice(application)
    clear_one(Answer.objects.get(application=application, question__key="story"), "Cleared AFTER everybody read")
    sign_in(client, application.person)
    address = reverse("recruitment_seen", args=[application.pk])
    early = client.get(address).content.decode()
    assert "as soon as we have written to you" in early
    assert "text" not in early.partition("<main")[2].partition("</main>")[0].replace("context", "")
    invite_to_interview(actor=make.manager(), application_id=application.pk, at=AT)
    assert "as soon as we have written to you" in client.get(address).content.decode()
    make.letters_left()
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert page.count("1 reader saw this; they were done on 22 November 2026.") == 2
    assert "The FIRST text of" in page
    assert "The SECOND text." in page
    assert "Blue" in page
    assert page.count("answer withheld until somebody clears it") >= 2
    for secret in ("SECRET", "AFTER", "Rosa", "Ellis", "A note", "hidden one"):
        assert secret not in page
    assert (
        "See what your readers saw"
        in client.get(reverse("recruitment_status", args=[application.pk])).content.decode()
    )


def test_a_snapshot_is_kept_once_and_never_holds_what_was_withheld() -> None:
    application = make.submitted()
    told(application, "Never cleared SECRET")
    first, second = make.assigned(application)
    make.scored(first), make.scored(second)
    snapshot = PacketSnapshot.objects.get()
    assert "SECRET" not in repr(snapshot.content)
    assert set(snapshot.reads.values_list("pk", flat=True)) == {first.pk, second.pk}


def test_nobody_else_sees_it_and_nobody_read_it_is_said(client: Client, clock: Any) -> None:
    application = make.submitted()
    base.moved(application, "withdraw")
    page = what_readers_saw(application.person, application.pk)
    assert (page.is_decided, page.packets) == (True, ())
    sign_in(client, make.person("Jo Park"))
    assert client.get(reverse("recruitment_seen", args=[application.pk])).status_code == 404
