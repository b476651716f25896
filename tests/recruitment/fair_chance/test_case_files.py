"""Files of a case: copies that go along with notices, official papers, and what the applicant sends."""

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.design.wording import day_in_words
from fellowship.models import AuditEntry, Person, StoredFile
from recruitment.models import CaseFile, CasePaper, Enclosure, FairChanceCase
from recruitment.queries.case_enclosures import at_hand, shipped_enclosures
from recruitment.queries.fair_chance_path import facts_of_case
from recruitment.services import case_enclosures as services
from recruitment.services import case_evidence as evidence
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance import MayNotAsk, authorize_check, take_case
from tests.factories import cases as make_case
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
LATER, OWN = make_case.LATER, "recruitment_fair_chance"


def paper(**changes: Any) -> dict[str, Any]:
    """An official paper as it is typed."""
    day = LATER.date()
    plain = {
        "code": "fcra_summary", "language": "en", "source": "Consumer Financial Protection Bureau",
        "dated_on_month": str(day.month), "dated_on_day": str(day.day), "dated_on_year": str(day.year),
    }  # fmt: skip
    return {**plain, "file": make_case.pdf("Summary"), **changes}


def applicant(client: Client, clock: Any, case: FairChanceCase) -> Client:
    clock.move_to(LATER + timedelta(days=1))
    sign_in(client, case.offer.application.person, second_factor=False)
    return client


def test_a_copy_of_the_report_is_kept_with_the_case_and_removed_until_it_went_out(
    officer: Client, farah: Person
) -> None:
    case = make_case.assessed(farah)
    page = reverse("recruitment_case_files", args=[case.pk])
    wrong = officer.post(page, {"code": "background_report", "file": SimpleUploadedFile("x.pdf", b"not a pdf")})
    assert wrong.status_code == 422
    assert "This kind of file can&#x27;t be used here." in wrong.text
    for _again in (1, 2):
        sent = {"code": "background_report", "file": make_case.pdf()}
        assert officer.post(page, sent).status_code == 302
    row = CaseFile.objects.get()
    assert "Okafor" not in row.file.name
    assert at_hand(case, ["background_report", "cori_policy"], "en") == {"background_report"}
    shown = officer.get(page).text
    assert reverse("file", args=[row.file_id]) in shown
    unsent = make_case.paper(case, "preliminary_adverse")
    unsent.enclosures.add(row)
    remove = reverse("recruitment_case_file_remove", args=[case.pk, row.pk])
    assert officer.post(remove).status_code == 302
    assert not StoredFile.objects.filter(pk__in=[row.file_id, unsent.file_id]).exists()
    assert officer.post(remove).status_code == 302
    officer.post(page, {"code": "background_report", "file": make_case.pdf()})
    row = CaseFile.objects.get()
    make_case.paper(case, "preliminary_adverse").enclosures.add(row)
    make_case.notices_before(case, farah)
    path.send_preliminary(actor=farah, case_id=case.pk, sendings=make_case.SENDINGS, at=LATER)
    with pytest.raises(services.WentOut):
        services.remove_case_file(actor=farah, case_id=case.pk, file_id=row.pk, at=LATER)
    assert (
        "It stays with the case."
        in officer.post(reverse("recruitment_case_file_remove", args=[case.pk, row.pk]), follow=True).text
    )


def test_no_copy_is_kept_before_the_law_allows_one_and_none_by_another_officer(farah: Person, clock: Any) -> None:
    early = make_case.located("us-ca", name="Ana Ruiz")
    take_case(actor=farah, case_id=early.pk, at=LATER)
    add = {"actor": farah, "case_id": early.pk, "code": "background_report", "at": LATER}
    with pytest.raises(MayNotAsk):
        services.add_case_file(upload=make_case.pdf(), **add)
    person = early.offer.application.person
    authorize_check(actor=person, case_id=early.pk, signature=person.name, address=None, at=LATER)
    with pytest.raises(Refused):
        services.add_case_file(upload=make_case.pdf(), **{**add, "actor": make.officer("Otto Lang")})
    with pytest.raises(ValueError, match="no such file"):
        services.add_case_file(upload=make_case.pdf(), **{**add, "code": "evidence"})
    assert not CaseFile.objects.exists()
    services.add_case_file(upload=make_case.pdf(), **add)
    assert CaseFile.objects.count() == 1


def test_official_papers_are_kept_once_and_replaced(officer: Client, farah: Person) -> None:
    page = reverse("recruitment_enclosures")
    shown = officer.get(page).text
    assert "Missing. Add the official PDF below." in shown
    assert "Comes with the program." in shown
    later = str(LATER.year + 1)
    bad = officer.post(page, paper(source="", dated_on_year=later))
    assert bad.status_code == 422
    assert later in bad.text
    assert officer.post(page, paper(file=SimpleUploadedFile("a.png", b"\x89PNG"))).status_code == 422
    for _again in (1, 2):
        assert officer.post(page, paper()).status_code == 302
    assert list(Enclosure.objects.values_list("ended_at", flat=True).order_by("pk")).count(None) == 1
    assert "Consumer Financial Protection Bureau" in officer.get(page).text
    assert AuditEntry.objects.filter(action="recruitment.keep_enclosure").count() == 2
    with pytest.raises(ValueError, match="no such paper"):
        services.keep_enclosure(
            actor=farah, code="background_report", language="en", source="x", dated_on=LATER.date(),
            upload=make_case.pdf(), at=LATER,
        )  # fmt: skip


def test_official_papers_are_for_officers_alone(client: Client, clock: Any) -> None:
    clock.move_to(LATER)
    sign_in(client, make.manager())
    assert client.get(reverse("recruitment_enclosures")).status_code == 403


def test_an_official_paper_is_copied_into_the_case_in_its_language_once(farah: Person, clock: Any) -> None:
    case = make_case.assessed(farah)
    for language in ("en", "es"):
        services.keep_enclosure(
            actor=farah, code="fcra_summary", language=language, source="x", dated_on=LATER.date(),
            upload=make_case.pdf(language), at=LATER,
        )  # fmt: skip
    give = {"case": case, "codes": ["fcra_summary", "article_23a"], "actor": farah, "at": LATER}
    first = services.enclose(language="es", **give)
    assert [(row.code, row.language) for row in first] == [("article_23a", "en"), ("fcra_summary", "es")]
    assert services.enclose(language="es", **give) == first
    assert {row.file.owner_id for row in first} == {case.offer.application.person_id}
    assert services.enclose(language="en", **give)[1].language == "en"
    assert CaseFile.objects.count() == 3


def test_article_23a_is_set_word_for_word() -> None:
    words = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(services.statute_pdf("article_23a"))).pages
    )
    plain = "".join(words.split())
    text = shipped_enclosures()["article_23a"]
    for section in text["sections"]:
        for part in (section["title"], *section["paragraphs"]):
            assert "".join(part.split())[:80] in plain
    assert [section["title"].split()[1] for section in text["sections"]] == [f"{n}." for n in range(750, 756)]


def test_the_applicant_sends_files_and_takes_them_back_while_there_is_time(
    client: Client, clock: Any, farah: Person
) -> None:
    case = make_case.notified(farah)
    me, send = applicant(client, clock, case), reverse("recruitment_case_respond")
    bad = me.post(send, {"text": "It is not me", "file": SimpleUploadedFile("x.exe", b"MZ" + b"\0" * 99)})
    assert bad.status_code == 422
    assert "It is not me" in bad.text
    assert not CaseFile.objects.exists()
    for _again in (1, 2):
        assert me.post(send, {"text": "", "file": make_case.pdf("Letter of the court")}).status_code == 302
    row = CaseFile.objects.get()
    assert (row.code, "Okafor" in row.file.name, row.response.text) == ("evidence", False, "")
    assert facts_of_case(case, make_case.stack(case), LATER).has_response
    own = me.get(reverse(OWN)).text
    assert reverse("file", args=[row.file_id]) in own
    assert b"".join(me.get(reverse("file", args=[row.file_id]))).startswith(b"%PDF")
    take_back = reverse("recruitment_case_take_back", args=[row.pk])
    assert take_back in own
    for _again in (1, 2):
        assert me.post(take_back).status_code == 302
    assert not StoredFile.objects.filter(pk=row.file_id).exists()
    assert not facts_of_case(case, make_case.stack(case), LATER).has_response


def test_what_was_sent_is_read_by_the_officer_and_stays_when_the_time_is_over(
    officer: Client, clock: Any, farah: Person
) -> None:
    case = make_case.notified(farah)
    person = case.offer.application.person
    at = LATER + timedelta(days=1)
    row = evidence.send_evidence(actor=person, case_id=case.pk, upload=make_case.pdf(), at=at, text="Look")
    assert row.response.text == "Look"
    assert reverse("file", args=[row.file_id]) in officer.get(reverse("recruitment_case", args=[case.pk])).text
    assert "Sent by the applicant" in officer.get(reverse("recruitment_case_files", args=[case.pk])).text
    case.refresh_from_db()
    after = case.final_from + timedelta(days=1)
    take_back = {"actor": person, "case_id": case.pk, "file_id": row.pk}
    with pytest.raises(path.NoRoomForAnswer):
        evidence.take_back_evidence(at=after, **take_back)
    with pytest.raises(Refused):
        evidence.take_back_evidence(at=at, **{**take_back, "actor": make.person("Jo Park")})
    evidence.take_back_evidence(at=at, **take_back)
    assert list(case.responses.values_list("sent_at", flat=True)) == [at]


def test_the_same_words_sent_twice_are_one_response(client: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    me = applicant(client, clock, case)
    for _again in (1, 2):
        clock.move_to(LATER + timedelta(days=1, seconds=_again))
        assert me.post(reverse("recruitment_case_respond"), {"text": "It is not me"}).status_code == 302
    assert case.responses.count() == 1


def test_the_applicant_opens_what_went_out_in_their_own_language_first_and_nothing_else(
    client: Client, clock: Any, farah: Person
) -> None:
    case = make_case.notified(farah)
    person = case.offer.application.person
    notice = case.notices.get(kind="preliminary_adverse")
    spanish = make_case.paper(case, "preliminary_adverse", language="es")
    spanish.notice = notice
    spanish.save()
    english = CasePaper.objects.get(notice=notice, language="en")
    copy = services.enclose(case=case, codes=["article_23a"], language="en", actor=farah, at=LATER)[0]
    spanish.enclosures.add(copy)
    unsent = make_case.paper(case, "final_adverse")
    Person.objects.filter(pk=person.pk).update(language="es")
    person.refresh_from_db()
    sign_in(client, person, second_factor=False)
    clock.move_to(LATER + timedelta(days=1))
    shown = client.get(reverse(OWN), headers={"accept-language": "es"}).text
    addresses = [reverse("file", args=[pk]) for pk in (spanish.file_id, english.file_id, copy.file_id)]
    assert sorted(addresses, key=shown.index) == addresses
    assert reverse("file", args=[unsent.file_id]) not in shown


def test_the_applicant_reads_how_far_back_is_looked_today(client: Client, clock: Any, farah: Person) -> None:
    case = make_case.notified(farah)
    me = applicant(client, clock, case)
    shown = me.get(reverse(OWN)).text
    first = (LATER + timedelta(days=1)).date().replace(year=LATER.year - 7)
    said = f"Felony convictions from before {day_in_words(first, 'en')} are not looked at."
    assert " ".join(said.split()) in " ".join(shown.split())


def test_files_of_another_case_are_not_found(officer: Client, clock: Any) -> None:
    case = make_case.notified(make.officer("Otto Lang"))
    assert officer.get(reverse("recruitment_case_files", args=[case.pk])).status_code == 404
    row = evidence.send_evidence(
        actor=case.offer.application.person, case_id=case.pk, upload=make_case.pdf(), at=LATER + timedelta(days=1)
    )
    assert officer.post(reverse("recruitment_case_file_remove", args=[case.pk, row.pk])).status_code == 404
    assert officer.get(reverse("file", args=[row.file_id])).status_code == 404
