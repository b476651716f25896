"""The notice of one case, written by its officer: from the case, proven, kept, its mail waiting."""

import pytest

from fellowship.models import AuditEntry, Letter, StoredFile
from recruitment.models import FairChanceCase
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance_notices import words_in_print
from tests.factories import selection as make
from tests.recruitment.fair_chance.test_case_path import CONVICTED, LATER, SECRET, assess, with_officer

pytestmark = pytest.mark.django_db
KIND = "preliminary_adverse"
TYPED = {
    "language": "en", "address": "12 Alder Street\nFairhaven, CA 94000", "mailed_to": "in_state",
    "reply_address": "500 Main Street, Fairhaven, CA 94000", "reply_email": "fairchance@fellowship.example",
    "source": "a report by Northline Screening", "company": "yes", "company_name": "Northline Screening",
    "company_address": "9 Station Road, Reno, NV 89501", "company_phone": "800-555-0199", "other_material": "none",
    "enclosures": ["background_report", "fcra_summary"],
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
    return assess(case, farah)


def address(case: FairChanceCase, kind: str = KIND) -> str:
    return f"/staff/fair-chance/{case.pk}/paper/{kind}/"


def test_the_officer_writes_the_notice_and_gets_the_paper(client, farah, case):
    assert f'href="{address(case)}"' in client.get(f"/staff/fair-chance/{case.pk}/notices/{KIND}/").text
    assert "What this notice must say" in client.get(address(case)).text
    answer = client.post(address(case), TYPED)
    assert answer.status_code == 200
    assert "The notice is written and says all it must." in answer.text
    file = StoredFile.objects.get(purpose="recruitment.fair_chance_notice")
    words = " ".join(words_in_print(b"".join(client.get(f"/files/{file.pk}/")), "en").split())
    for part in (SECRET, "Drives clients to court", "A direct relationship remains.", "Northline Screening"):
        assert part in words
    letter = Letter.objects.get(kind="recruitment.fair_chance_notice_attached")
    assert (letter.stage, list(letter.attachments.all())) == ("held", [file])
    assert SECRET not in letter.body
    assert AuditEntry.objects.filter(action="recruitment.write_notice", subject_id=str(case.pk)).count() == 1
    case.refresh_from_db()
    assert case.stage == "assessed"


def test_a_second_paper_takes_back_the_mail_of_the_first(client, farah, case):
    for language in ("en", "es"):
        assert client.post(address(case), {**TYPED, "language": language}).status_code == 200
    stages = Letter.objects.filter(kind="recruitment.fair_chance_notice_attached").order_by("created_at", "stage")
    assert sorted(stages.values_list("stage", flat=True)) == ["cancelled", "held"]


def test_what_is_missing_is_named_and_what_was_typed_stays(client, farah, case):
    answer = client.post(address(case), {**TYPED, "enclosures": [], "reply_email": "", "source": "the county's file"})
    assert answer.status_code == 422
    assert "A copy of the background report" in answer.text
    assert "the county&#x27;s file" in answer.text
    assert not StoredFile.objects.filter(purpose="recruitment.fair_chance_notice").exists()
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
    assert StoredFile.objects.filter(purpose="recruitment.fair_chance_notice").count() == 1


def test_nobody_else_and_no_other_kind(client, farah, case):
    assert client.get(address(case, "article_23a_copy")).status_code == 404
    assert client.get(address(case, "apology")).status_code == 404
    client.force_login(make.officer("Otto Lang"))
    assert client.get(address(case)).status_code == 404
    assert client.post(address(case), TYPED).status_code == 404
    client.force_login(make.manager())
    assert client.get(address(case)).status_code == 403
    assert not StoredFile.objects.filter(purpose="recruitment.fair_chance_notice").exists()
