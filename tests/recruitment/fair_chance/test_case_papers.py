"""The notice of one case, written by its officer: from the case, proven, kept, its mail waiting."""

from datetime import timedelta

import pytest

from fellowship.models import AuditEntry, Letter, Person
from recruitment.models import CaseFile, CasePaper, Enclosure, FairChanceCase
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services.case_enclosures import add_case_file, keep_enclosure
from recruitment.services.fair_chance_notices import words_in_print
from tests.factories import cases as make_case
from tests.factories import selection as make
from tests.recruitment.fair_chance.test_case_path import CONVICTED, LATER, SECRET, assess, with_officer

pytestmark = pytest.mark.django_db
KIND = "preliminary_adverse"
TYPED = {
    "language": "en", "address": "12 Alder Street\nFairhaven, CA 94000", "mailed_to": "in_state",
    "reply_address": "500 Main Street, Fairhaven, CA 94000", "reply_email": "fairchance@fellowship.example",
    "source": "a report by Northline Screening", "company": "yes", "company_name": "Northline Screening",
    "company_address": "9 Station Road, Reno, NV 89501", "company_phone": "800-555-0199", "other_material": "none",
}  # fmt: skip


@pytest.fixture
def farah(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    clock.move_to(LATER)
    farah = make.officer()
    client.force_login(farah)
    return farah


@pytest.fixture
def case(farah) -> FairChanceCase:
    case = with_officer(farah)
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    official(farah)
    add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=make_case.pdf(), at=LATER)
    return assess(case, farah)


def official(farah: Person, code: str = "fcra_summary", language: str = "en") -> Enclosure:
    """An official paper is kept."""
    return keep_enclosure(
        actor=farah, code=code, language=language, source="consumerfinance.gov", dated_on=LATER.date(),
        upload=make_case.pdf(f"{code} {language}"), at=LATER,
    )  # fmt: skip


def address(case: FairChanceCase, kind: str = KIND) -> str:
    return f"/staff/fair-chance/{case.pk}/paper/{kind}/"


def test_the_officer_writes_the_notice_and_gets_the_paper(client, farah, case):
    assert f'href="{address(case)}"' in client.get(f"/staff/fair-chance/{case.pk}/notices/{KIND}/").text
    assert "What this notice must say" in client.get(address(case)).text
    answer = client.post(address(case), TYPED)
    assert answer.status_code == 200
    assert "The notice is written and says all it must." in answer.text
    rows = CasePaper.objects.filter(kind=KIND).order_by("language")
    assert list(rows.values_list("language", flat=True)) == ["en", "es"]
    file = rows[0].file
    words = " ".join(words_in_print(b"".join(client.get(f"/files/{file.pk}/")), "en").split())
    for part in (SECRET, "Drives clients to court", "A direct relationship remains.", "Northline Screening"):
        assert part in words
    letter = Letter.objects.get(kind="recruitment.fair_chance_notice_attached")
    along = set(CaseFile.objects.values_list("file", flat=True))
    assert set(CaseFile.objects.values_list("code", flat=True)) == {"background_report", "fcra_summary"}
    assert (letter.stage, set(letter.attachments.values_list("pk", flat=True))) == ("held", {file.pk} | along)
    assert SECRET not in letter.body
    assert AuditEntry.objects.filter(action="recruitment.write_notice", subject_id=str(case.pk)).count() == 1
    case.refresh_from_db()
    assert case.stage == "assessed"
    make_case.notices_before(case, farah)
    sent = {"email_proof": "letter 1", "mail_proof": "tracking 2", "mail_to": "in_state"}
    assert client.post(f"/staff/fair-chance/{case.pk}/notices/{KIND}/", sent).status_code == 302
    case.refresh_from_db()
    assert case.stage == "notified"
    assert set(CasePaper.objects.filter(kind=KIND).values_list("notice__kind", flat=True)) == {KIND}
    for page in (f"/staff/fair-chance/{case.pk}/", f"/staff/fair-chance/{case.pk}/notices/{KIND}/"):
        assert f'href="/files/{file.pk}/"' in client.get(page).text
    assert "It went out." in client.get(f"/staff/fair-chance/{case.pk}/notices/{KIND}/").text


def test_a_preview_shows_both_languages_names_what_is_missing_and_keeps_nothing(client, farah, case):
    answer = client.post(address(case), {**TYPED, "reply_email": "", "preview": "1", "source": "A <b>county</b> file"})
    assert answer.status_code == 200
    for words in ("Preliminary notice about your offer", "Aviso previo sobre su oferta", SECRET,
                  "It can’t be written yet. It must also say:", "A &lt;b&gt;county&lt;/b&gt; file"):  # fmt: skip
        assert words in answer.text
    assert not CasePaper.objects.filter(kind=KIND).exists()
    assert not Letter.objects.filter(kind__startswith="recruitment.fair_chance_notice").exists()


def test_a_second_paper_takes_back_the_mail_of_the_first(client, farah, case):
    for language in ("en", "es"):
        assert client.post(address(case), {**TYPED, "language": language}).status_code == 200
    stages = Letter.objects.filter(kind="recruitment.fair_chance_notice_attached").order_by("created_at", "stage")
    assert sorted(stages.values_list("stage", flat=True)) == ["discarded", "held"]
    assert CasePaper.objects.filter(kind=KIND).count() == 2
    assert CasePaper.objects.filter(letter__stage="held").count() == 2


def test_a_paper_of_another_kind_leaves_the_mail_alone(client, farah, case):
    assert client.post(address(case), TYPED).status_code == 200
    assert client.post(address(case, "pre_check_disclosure_and_authorization"), {"language": "en"}).status_code == 200
    waiting = Letter.objects.filter(kind="recruitment.fair_chance_notice_attached", stage="held")
    assert waiting.count() == 2


def test_a_final_notice_is_not_written_before_the_decision(client, farah, case):
    answer = client.post(address(case, "final_adverse"), TYPED)
    assert answer.status_code == 422
    assert "Nothing is decided yet." in answer.text
    assert not CasePaper.objects.filter(kind="final_adverse").exists()


def test_what_is_missing_is_named_and_what_was_typed_stays(client, farah, case):
    CaseFile.objects.get().file.delete()
    answer = client.post(address(case), {**TYPED, "reply_email": "", "source": "the county's file"})
    assert answer.status_code == 422
    assert "Add it to the case" in answer.text
    assert "A copy of the background report" in answer.text
    assert "the county&#x27;s file" in answer.text
    assert not CasePaper.objects.filter(kind=KIND).exists()
    assert not Letter.objects.filter(kind__startswith="recruitment.fair_chance_notice").exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("pre_check_disclosure_and_authorization", {"language": "es"}),
        ("conditional_offer_background_notice",
         {**TYPED, "good_cause": "Advocates carry clients' papers.", "checks": "County records\nReferences"}),
        ("initial_individualized_assessment", TYPED),
    ],
)  # fmt: skip
def test_notices_before_the_preliminary_one_are_written_too(client, farah, case, kind: str, typed):
    assert client.post(address(case, kind), typed).status_code == 200
    assert CasePaper.objects.filter(kind=kind, notice__isnull=True).count() == 2


def test_what_is_due_on_request_is_written_and_sent_after_the_case_closed(client, farah, clock):
    case = make_case.with_officer(farah, "us-dc", name="Ana Ruiz")
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    official(farah)
    add_case_file(actor=farah, case_id=case.pk, code="background_report", upload=make_case.pdf(), at=LATER)
    make_case.assess(case, farah)
    make_case.notices_before(case, farah)
    make_case.paper(case, KIND)
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=make_case.SENDINGS, at=LATER)
    case.refresh_from_db()
    path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    make_case.paper(case, "final_adverse", at=case.final_from)
    path.send_final(actor=farah, case_id=case.pk, sendings=make_case.SENDINGS, at=case.final_from)
    clock.move_to(case.final_from + timedelta(days=3))
    kind = "statement_on_request"
    notice = f"/staff/fair-chance/{case.pk}/notices/{kind}/"
    assert f'href="{notice}"' in client.get(f"/staff/fair-chance/{case.pk}/").text
    day = case.final_from + timedelta(days=2)
    asked = {"asked_on_month": str(day.month), "asked_on_day": str(day.day), "asked_on_year": str(day.year)}
    assert client.post(address(case, kind), {**TYPED, **asked}).status_code == 200
    assert client.post(notice, {"email_proof": "letter 4"}).status_code == 302
    assert case.notices.filter(kind=kind).exists()


def test_a_public_employers_notice_is_due_after_the_decision_and_not_before(client, farah, clock):
    kind, case = "public_employer_denial_notice", make_case.with_officer(farah, "us-mn", name="Ana Ruiz")
    path.sort_records(actor=farah, case_id=case.pk, found=[CONVICTED], at=LATER)
    make_case.assess(case, farah)
    make_case.notices_before(case, farah)
    make_case.paper(case, KIND)
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=make_case.SENDINGS, at=LATER)
    case.refresh_from_db()
    due = "Prepare and send: Denial notice of a public employer"
    assert due not in client.get(f"/staff/fair-chance/{case.pk}/").text
    assert "Nothing is decided yet." in client.post(address(case, kind), TYPED).text
    path.decide_against(actor=farah, case_id=case.pk, at=case.final_from)
    clock.move_to(case.final_from)
    assert due in client.get(f"/staff/fair-chance/{case.pk}/").text
    make_case.paper(case, "final_adverse", at=case.final_from)
    path.send_final(actor=farah, case_id=case.pk, sendings=make_case.SENDINGS, at=case.final_from)
    assert due in client.get(f"/staff/fair-chance/{case.pk}/").text


def test_the_second_look_is_a_paper_of_its_own_where_the_county_wants_one(client, farah, clock):
    case, due = make_case.notified(farah, name="Ana Ruiz"), "Prepare and send: Second individualized assessment"
    case_page = f"/staff/fair-chance/{case.pk}/"
    answers.respond(actor=case.offer.application.person, case_id=case.pk, text="It is not me", at=LATER)
    assert due not in client.get(case_page).text
    case.refresh_from_db()
    make_case.assess(case, farah, case.final_from)
    clock.move_to(case.final_from)
    assert due in client.get(case_page).text
    make_case.paper(case, "second_individualized_assessment", at=case.final_from)
    path.note_notice(
        actor=farah, case_id=case.pk, kind="second_individualized_assessment", sendings=make_case.SENDINGS,
        at=case.final_from,
    )  # fmt: skip
    assert due not in client.get(case_page).text


def test_nobody_else_and_no_other_kind(client, farah, case):
    assert client.get(address(case, "article_23a_copy")).status_code == 404
    assert client.get(address(case, "apology")).status_code == 404
    client.force_login(make.officer("Otto Lang"))
    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), TYPED).status_code == 404
    client.force_login(make.manager())
    assert client.get(address(case)).status_code == 403
    assert not CasePaper.objects.filter(kind=KIND).exists()
