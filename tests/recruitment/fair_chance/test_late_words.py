"""What comes after the decision is kept, told once, and opens nothing again by itself."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter, Person
from recruitment.models import CaseLateWord, CaseStep, FairChanceCase
from recruitment.rules.fair_chance_answers import Late
from recruitment.services import case_answers as answers
from recruitment.services.case_late import MOST_WORDS, EnoughSaid, keep_late_word
from recruitment.services.fair_chance import clear_case
from tests.factories import cases
from tests.factories import selection as make
from tests.factories.people import sign_in

LATER = cases.LATER
HOUR = timedelta(hours=1)
WORDS = "Blaumeise: the court closed it"
RESPOND, ASK, PAGE = "recruitment_case_respond", "recruitment_case_ask", "recruitment_fair_chance"
pytestmark = pytest.mark.django_db


@pytest.fixture
def farah() -> Person:
    return make.officer()


@pytest.fixture
def case(farah: Person) -> FairChanceCase:
    return cases.decided(farah)


def applicant(client: Client, clock: Any, case: FairChanceCase, at: Any) -> Client:
    clock.move_to(at)
    sign_in(client, case.offer.application.person, second_factor=False)
    return client


def test_words_and_a_file_after_the_decision_are_kept_and_the_page_says_what_that_means(
    client: Client, clock: Any, farah: Person, case: FairChanceCase
) -> None:
    before = FairChanceCase.objects.values().get(pk=case.pk)
    me = applicant(client, clock, case, case.decided_at + HOUR)
    for _again in (1, 2):
        sent = {"text": WORDS, "file": cases.pdf("Letter of the court")}
        said = me.post(reverse(RESPOND), sent, follow=True)
        assert said.status_code == 200
    for words in (WORDS, "This came after the decision", "It does not open your case again", "Complain to an agency"):
        assert words in said.text
    # What was decided is told by the notice, not by this.
    assert "not cleared" not in said.text.casefold()
    row = CaseLateWord.objects.get()
    assert (row.kind, row.text) == ("response", WORDS)
    assert reverse("file", args=[row.file.file_id]) in said.text
    assert b"".join(me.get(reverse("file", args=[row.file.file_id]))).startswith(b"%PDF")
    assert me.post(reverse(ASK), {"kind": "oral_presentation"}).status_code == 302
    assert list(CaseLateWord.objects.order_by("pk").values_list("kind", flat=True)) == [
        "response",
        "oral_presentation",
    ]
    # Nothing moves, and nothing counts as an answer in time.
    assert FairChanceCase.objects.values().get(pk=case.pk) == before
    assert not case.responses.exists()
    assert not case.requests.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM recruitment_caselateword")
        assert "Blaumeise" not in str(cursor.fetchall())
    assert CaseStep.objects.filter(case=case, action="late_word").count() == 2
    assert AuditEntry.objects.filter(action="recruitment.case_late_word").count() == 2
    letter = Letter.objects.get(kind="recruitment.fair_chance_came_late")
    assert letter.recipient == farah
    assert "Blaumeise" not in letter.body + letter.subject
    assert case.offer.application.reference not in letter.body + letter.subject
    sign_in(client, farah)
    desk = client.get(reverse("recruitment_case", args=[case.pk])).text
    assert WORDS in desk
    assert "Came after the decision" in desk


def test_after_the_final_notice_it_is_kept_too_and_words_stay_where_a_file_is_refused(
    client: Client, clock: Any, farah: Person, case: FairChanceCase
) -> None:
    case = cases.final(case, farah)
    me = applicant(client, clock, case, case.closed_at + HOUR)
    bad = SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 99)
    said = me.post(reverse(RESPOND), {"text": WORDS, "file": bad}, follow=True)
    assert WORDS in said.text
    assert CaseLateWord.objects.get().file is None
    long = me.post(reverse(RESPOND), {"text": "x" * 20_001})
    assert long.status_code == 422
    assert "x" * 20_001 in long.text
    assert FairChanceCase.objects.get().stage == "not_cleared"


def test_only_the_applicant_and_only_after_a_decision_against_them(farah: Person, case: FairChanceCase) -> None:
    person = case.offer.application.person
    how = {"case_id": case.pk, "kind": Late.RESPONSE, "at": case.decided_at + HOUR}
    for other in (farah, make.manager(), make.person("Jo Park")):
        with pytest.raises(Refused):
            keep_late_word(actor=other, text=WORDS, **how)
    for number in range(MOST_WORDS):
        keep_late_word(actor=person, text=f"{number}", **how)
    with pytest.raises(EnoughSaid):
        keep_late_word(actor=person, text="more", **how)
    open_one = cases.notified(farah, "Ana Ruiz")
    clear_case(actor=farah, case_id=open_one.pk, at=LATER + HOUR)
    with pytest.raises(answers.NoRoomForAnswer):
        keep_late_word(
            actor=open_one.offer.application.person, case_id=open_one.pk, kind=Late.RESPONSE, text="x", at=LATER + HOUR
        )


def test_a_page_that_was_open_while_the_case_was_cleared(client: Client, clock: Any, farah: Person) -> None:
    case = cases.notified(farah)
    clear_case(actor=farah, case_id=case.pk, at=LATER + HOUR)
    me = applicant(client, clock, case, LATER + 2 * HOUR)
    said = me.post(reverse(RESPOND), {"text": WORDS}, follow=True)
    assert "does not wait for an answer now" in said.text
    assert "Your offer stands" in said.text
    assert not CaseLateWord.objects.exists()
