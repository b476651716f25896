"""Before an offer nothing about a record is kept: staff words are sent back, what is volunteered is not noted."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from fellowship.models import AuditEntry, Jurisdiction, Letter
from recruitment.models import ReadDraft, ReviewAssignment, Score, Scorecard
from recruitment.queries.volunteered import agencies_for
from recruitment.rules.record_words import words_of_a_record
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in
from tests.recruitment.fair_chance.test_fair_chance import AT

SUBJECT = "What we do with what you told us"
NOTING = ["recruitment_volunteered_packet", "recruitment_volunteered_talk", "recruitment_told"]
SPOKEN = [
    ("She was arrested in 2019", "She was arrested"),
    ("He told me about his conviction.", "conviction"),
    ("Has a record, but a good heart", "Has a record"),
    ("They did time in Ohio", "did time"),
    ("Formerly incarcerated person", "Formerly incarcerated"),
    ("Is on parole until June", "on parole"),
    ("Tiene antecedentes penales", "Tiene antecedentes"),
    ("Fue detenida en 2018", "Fue detenida"),
    ("Estuvo en la cárcel", "Estuvo en la cárcel"),
]
SILENT = [
    "Sat with people who were arrested that morning.",
    "She helps clients who have a record find housing.",
    "Records every call. Keeps a record of calls.",
    "Trabaja con personas que han sido arrestadas.",
    "Strong on the second question; a clear head at court.",
    "",
]


@pytest.mark.parametrize(("text", "words"), SPOKEN)
def test_words_about_the_applicants_record_are_found(text: str, words: str) -> None:
    assert words_of_a_record(text) == words


@pytest.mark.parametrize("text", SILENT)
def test_words_about_the_work_and_others_pass(text: str) -> None:
    assert words_of_a_record(text) == ""


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_that_stands_in_it(text: str) -> None:
    found = words_of_a_record(text)
    assert found == "" or found in "".join(text.split()) or found.replace(" ", "") in "".join(text.split())


def packet() -> ReviewAssignment:
    application = make.cleared(make.submitted())
    base.moved(application, "start_review")
    return make.assigned(application, make.reviewer())[0]


@pytest.mark.django_db
def test_a_readers_note_about_a_record_is_sent_back_and_kept_on_the_page(client: Client, clock: Any) -> None:
    read = packet()
    sign_in(client, read.reviewer)
    page = reverse("recruitment_packet", args=[read.pk])
    marks = {f"c{key}": str(mark) for key, mark in make.marks(read).items()}
    answer = client.post(page, {**marks, "note": "She was arrested in 2019"})
    text = answer.content.decode()
    assert (answer.status_code, Score.objects.exists()) == (422, False)
    assert "“She was arrested” seems to speak of a record" in text
    assert "She was arrested in 2019" in text
    assert 'name="note_about_work"' in text
    assert client.post(page, {**marks, "note": "He was arrested", "note_about_work": "on"}).status_code == 302


@pytest.mark.django_db
def test_a_draft_keeps_the_marks_and_not_the_note(client: Client, clock: Any) -> None:
    read = packet()
    sign_in(client, read.reviewer)
    key, mark = next(iter(make.marks(read).items()))
    sent = {f"c{key}": str(mark), "note": "Has a record", "revision": "0"}
    said = client.post(reverse("recruitment_read_draft", args=[read.pk]), sent).json()["message"]
    draft = ReadDraft.objects.get(assignment=read)
    assert (draft.note, list(draft.marks.values())) == ("", [mark])
    assert said.endswith("The note waits: it seems to speak of a record.")
    later = client.post(reverse("recruitment_packet", args=[read.pk]), {**sent, "later": "1"})
    assert (later.status_code, "Has a record" in later.content.decode()) == (422, True)


@pytest.mark.django_db
def test_an_interviewers_card_about_a_record_is_sent_back(client: Client, clock: Any) -> None:
    application = make.invited()
    ivan = make.interviewer()
    slot = make.slots(application.cycle, ivan, count=1)[0]
    type(slot).objects.filter(pk=slot.pk).update(application=application, booked_at=AT, starts_at=AT)
    sign_in(client, ivan)
    page = reverse("recruitment_held_interview", args=[slot.pk])
    answer = client.post(page, {"recommendation": "yes", "notes": "Told me of a conviction and stayed calm."})
    assert (answer.status_code, Scorecard.objects.exists()) == (422, False)


@pytest.mark.django_db
def test_what_is_volunteered_leaves_a_line_without_words_and_one_letter(client: Client, clock: Any) -> None:
    read = packet()
    sign_in(client, read.reviewer)
    page = reverse("recruitment_volunteered_packet", args=[read.pk])
    assert client.get(page).status_code == 200
    for _twice in (1, 2):
        assert client.post(page).headers["Location"] == reverse("recruitment_packet", args=[read.pk])
    letter = Letter.objects.get(kind="recruitment.fair_chance_volunteered")
    assert letter.recipient == read.application.person
    assert "record" not in letter.subject.lower()
    assert "If you have questions, answer this letter" in letter.body
    rows = AuditEntry.objects.filter(action="recruitment.fair_chance_volunteered")
    assert [(row.actor_id, row.data) for row in rows] == [(read.reviewer_id, {})] * 2


@pytest.mark.django_db
def test_where_the_law_asks_for_it_the_letter_names_the_agency(clock: Any) -> None:
    application = make.submitted()
    chosen = application.office_choices.get(rank=1).office
    chosen.jurisdictions.add(Jurisdiction.objects.create(code="us-wa-seattle", level="city", name="Seattle"))
    chosen.save()
    before, after = (agencies_for(application, day, "es") for day in (date(2026, 6, 30), date(2026, 7, 1)))
    assert before == "Si tiene preguntas, responda a esta carta: la lee una persona."
    assert "https://www.atg.wa.gov/fair-chance-act" in after


@pytest.mark.django_db
def test_nobody_who_selects_sees_that_it_happened(client: Client, clock: Any) -> None:
    read = packet()
    sign_in(client, read.reviewer)
    client.post(reverse("recruitment_volunteered_packet", args=[read.pk]))
    manager = Client()
    sign_in(manager, make.manager())
    dossier = manager.get(reverse("recruitment_application", args=[read.application_id])).content.decode()
    outbox = manager.get(reverse("letters")).content.decode()
    assert ("What we do with what you told us" in dossier, "What we do with what you told us" in outbox) == (
        False,
    ) * 2
    assert "brought up; nothing was kept" not in dossier


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["recruitment_volunteered_packet", "recruitment_volunteered_talk", "recruitment_told"]
)
def test_only_those_who_read_or_heard_it_can_note_it(client: Client, clock: Any, name: str) -> None:
    read = packet()
    sign_in(client, make.reviewer("Ellis Tran"))
    target = read.application_id if name == "recruitment_told" else read.pk
    assert client.post(reverse(name, args=[target])).status_code in (403, 404)
    assert not Letter.objects.filter(kind="recruitment.fair_chance_volunteered").exists()
