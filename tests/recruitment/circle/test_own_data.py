"""A person's own data: a copy as PDF and JSON, and its deletion with what the law keeps."""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from fellowship.access import Refused
from fellowship.models import AuditEntry, Letter, Person, StoredFile
from recruitment.models import Answer, ErasureRequest, EventSignup, Question, Recommendation, SearchWord
from recruitment.rules.questions import RetentionClass
from recruitment.rules.requests import ErasureStage
from recruitment.rules.stages import Action, Stage
from recruitment.services import accommodations, own_data
from recruitment.services import events as event_services
from recruitment.services.answers import save_page
from recruitment.services.decisions import invite_to_interview
from tests.factories import circle as make
from tests.factories import recruitment as base
from tests.factories import selection
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
CANARY = "Kanarienvogel"


def url(name, *args):
    return reverse(f"recruitment_{name}", args=args)


@pytest.fixture
def maya():
    return base.person(f"{CANARY} Okafor", email="kanarienvogel@mail.example", called=CANARY, pronouns=CANARY)


@pytest.fixture
def full(maya):
    """An application that was sent, with everything around it."""
    application = base.submitted(maya, base.cycle(recommendations=1))
    make.received(application, text=f"{CANARY} praise")
    event = make.event(application.cycle)
    event_services.sign_up(actor=maya, event_id=event.pk, at=AT)
    accommodations.ask_for_accommodation(actor=maya, application_id=application.pk, need=f"{CANARY} need", at=AT)
    upload = SimpleUploadedFile("a.txt", b"%PDF-1.4 broken")
    save_page(
        actor=maya, application_id=application.pk, step="experience", sent={}, seen={}, uploads={"resume": upload},
        at=AT,
    )  # fmt: skip
    StoredFile.objects.create(
        owner=maya, purpose="recruitment.answer", name=f"{CANARY}.pdf", content_type="application/pdf", size=1,
        sha256="0" * 64, content="aa/none", created_at=AT,
    )  # fmt: skip
    return application


def test_the_copy_as_json_holds_everything_of_ones_own_and_nothing_else(maya, full, client, clock):
    base.submitted(base.person("Ana Sol"), full.cycle)
    client.force_login(maya)
    assert "Download all of it" in client.get(url("own_data")).text
    answer = client.get(url("data_file"))
    assert answer["Content-Disposition"] == 'attachment; filename="own-data.json"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    data = json.loads(answer.content)
    assert data["person"]["name"] == f"{CANARY} Okafor"
    assert [row["reference"] for row in data["applications"]] == [full.reference]
    (application,) = data["applications"]
    assert "404-555-0188" in [row["answer"] for row in application["answers"]]
    assert application["recommendations"] == [{"name": "Paz Romero", "email": "paz@clinic.example", "received": True}]
    assert application["accommodations"][0]["need"] == f"{CANARY} need"
    assert data["events"][0]["title"] == "Ask us anything"
    assert f"{CANARY} praise" not in answer.text
    assert "Ana Sol" not in answer.text


def test_a_decision_shows_in_the_copy_only_after_its_letter(maya, client, clock):
    application = selection.submitted(maya, selection.cycle())
    base.moved(application, Action.START_REVIEW)
    invite_to_interview(actor=base.manager(), application_id=application.pk, at=AT)
    client.force_login(maya)
    data = json.loads(client.get(url("data_file")).content)
    assert data["applications"][0]["stage"] == "in_review"
    text = PdfReader(io.BytesIO(client.get(url("pdf", application.pk)).content)).pages[0].extract_text()
    assert "People are reading your application" in text


def test_the_copy_as_pdf_is_tagged_and_whole(maya, full, client, clock):
    client.force_login(maya)
    answer = client.get(url("pdf", full.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="application.pdf"'
    reader = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in reader.pages)
    assert full.reference in text
    assert "I called the clinic, and stayed." in text
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    client.force_login(base.person("Ana Sol"))
    assert client.get(url("pdf", full.pk)).status_code == 404


def test_deleting_takes_the_name_away_and_keeps_what_the_law_asks(maya, full, client, clock):
    Question.objects.filter(key="stood_up").update(retention_class=RetentionClass.STATUTE)
    client.force_login(maya)
    page = client.get(url("delete_data")).text
    assert "29 CFR 1602.14" in page
    assert "can’t be undone" in page
    assert client.post(url("delete_data")).status_code == 422
    gone = client.post(url("delete_data"), {"sure": "on"})
    assert "Your data is deleted" in gone.text
    assert client.get(url("own_data")).status_code == 302

    person = Person.objects.get(pk=maya.pk)
    assert (person.name, person.called, person.pronouns, person.is_active) == ("", "", "", False)
    assert person.email.endswith("@erased.invalid")
    assert person.get_full_name() == "Name deleted"
    assert list(Answer.objects.values_list("question__key", flat=True)) == ["stood_up"]
    for table in (Recommendation, EventSignup, StoredFile, SearchWord):
        assert not table.objects.exists(), table
    assert not Letter.objects.filter(recipient=maya).exists()
    assert not Letter.objects.filter(to_email="paz@clinic.example").exists()
    full.refresh_from_db()
    assert (full.stage, full.eligibility) == (Stage.WITHDRAWN, {})
    assert CANARY.lower() not in full.sort_name
    request = ErasureRequest.objects.get()
    assert (request.stage, request.keep_until) == (ErasureStage.DONE, AT + timedelta(days=365))
    assert AuditEntry.objects.filter(about_id=maya.pk, action="recruitment.submit").exists()


def test_nothing_about_the_person_is_left_for_managers(maya, full, client, clock):
    own_data.ask_erasure(actor=maya, at=AT)
    sign_in(client, base.manager("Noa Fox"))
    for address in (
        reverse("recruitment_application", args=[full.pk]), reverse("recruitment_pipeline"),
        reverse("letters"), f"{reverse('recruitment_pipeline')}?q=okafor",
    ):  # fmt: skip
        assert CANARY.lower() not in client.get(address).text.lower(), address


def test_a_draft_leaves_nothing_behind(maya, clock):
    base.fill(base.draft(maya))
    request = own_data.ask_erasure(actor=maya, at=AT)
    assert (request.stage, request.keep_until) == (ErasureStage.DONE, None)
    assert not Answer.objects.exists()


def test_what_the_law_kept_goes_when_its_time_is_over(maya, full):
    Question.objects.update(retention_class=RetentionClass.STATUTE)
    own_data.ask_erasure(actor=maya, at=AT)
    assert own_data.forget_kept(at=AT + timedelta(days=364)) == 0
    assert Answer.objects.exists()
    assert own_data.forget_kept(at=AT + timedelta(days=365)) == 1
    assert own_data.forget_kept(at=AT + timedelta(days=365)) == 0
    assert not Answer.objects.exists()


def test_with_an_offer_a_person_looks_first(client, clock):
    case = selection.accepted()
    application = case.offer.application
    maya, boss = application.person, base.manager("Noa Fox")
    client.force_login(maya)
    assert "A person has to look first" in client.get(url("delete_data")).text
    for _time in range(2):
        assert client.post(url("delete_data"), {"sure": "on"})["Location"] == url("own_data")
    request = ErasureRequest.objects.get()
    assert request.stage == ErasureStage.ASKED
    assert Answer.objects.exists()
    sign_in(client, boss)
    assert "Delete the data of 1 person" in client.get("/staff/").text
    assert maya.name in client.get(url("erasures")).text
    page = url("erasure", request.pk)
    refused = client.post(page)
    assert refused.status_code == 422
    assert "still stands in the way" in refused.text
    assert client.post(page, {"put_off": "1", "answer": ""}).status_code == 422
    assert client.post(page, {"put_off": "1", "answer": "Your case is open."}).status_code == 302
    assert "Your case is open." in Letter.objects.get(kind="recruitment.erasure_put_off").body
    base.moved(application, Action.WITHDRAW)
    assert client.post(page).status_code == 302
    assert Person.objects.get(pk=maya.pk).name == ""
    assert client.get(page).status_code == 404


def test_staff_never_vanish_silently_and_never_settle_their_own(clock):
    boss = base.manager()
    request = own_data.ask_erasure(actor=boss, at=AT)
    assert request.stage == ErasureStage.ASKED
    with pytest.raises(Refused):
        own_data.erase_on_request(actor=boss, request_id=request.pk, at=AT)
    with pytest.raises(Refused):
        own_data.erase_on_request(actor=base.person("Ana Sol"), request_id=request.pk, at=AT)
