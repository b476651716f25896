"""What a fair-chance case holds comes up for nobody but its officer; others learn one word. And who reads the laws."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from fellowship.models import HostOffice, Job
from fellowship.rules.roles import Role
from fellowship.services.jobs import run_job
from recruitment.models import FairChanceCase, LawExemption, LawText, SearchText, SearchWord
from recruitment.queries.fair_chance import outcome_for
from recruitment.rules.fair_chance import Outcome
from recruitment.rules.spreadsheets import Column
from recruitment.services import case_answers as answers
from recruitment.services import fair_chance_path as path
from recruitment.services.fair_chance_law import load_law
from tests import doors
from tests.factories import cases as make_case
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
LATER = make_case.LATER
ANSWER, WEIGHED = "Blaumeise", "Eichelhaeher"
ANY = re.compile(f"{make_case.SECRET}|{ANSWER}|{WEIGHED}|{make_case.SENDINGS[1].proof}", re.IGNORECASE)
OTHERS = [role for role in Role if role not in (Role.AUDITOR, Role.RECRUITMENT_MANAGER)]
LAW = ("recruitment_laws", ()), ("recruitment_law", ("us-ca",))


@pytest.fixture
def case(clock: Any) -> FairChanceCase:
    """A case whose every part says its own word."""
    clock.move_to(LATER)
    farah = make.officer()
    found = make_case.sorted_case(farah)
    make_case.assess(found, farah, duties=[f"Drives a {WEIGHED}"])
    make_case.notices_before(found, farah)
    make_case.paper(found, "preliminary_adverse")
    path.send_preliminary(actor=farah, case_id=found.pk, sendings=make_case.SENDINGS, at=LATER)
    answers.respond(
        actor=found.offer.application.person, case_id=found.pk, text=f"A {ANSWER}", at=LATER + timedelta(hours=1)
    )
    return found


@pytest.mark.deep
@pytest.mark.parametrize("role", [Role.AUDITOR, *OTHERS])
def test_no_door_of_anybody_else_says_any_of_it(case: FairChanceCase, client: Client, role: Role) -> None:
    who = base.person("Sam Lake", role=role)
    sign_in(client, who)
    application = case.offer.application
    notices = case.notices.values_list("pk", flat=True)
    keys = [case.pk, application.pk, application.person_id, *notices]
    doors.open_every_door(client, who, keys, ANY)
    assert client.get(reverse("recruitment_case_records", args=[case.pk])).status_code in (403, 404)


def test_managers_learn_one_word_from_the_list_the_board_the_page_the_sheet_and_the_search(
    case: FairChanceCase, client: Client
) -> None:
    sign_in(client, make.manager("Noa Fox"))
    application = case.offer.application
    for address in (
        reverse("recruitment_pipeline"),
        "/staff/applications/board/",
        reverse("recruitment_application", args=[application.pk]),
        reverse("recruitment_decide", args=[application.pk]),
        f"/staff/applications/?words={ANSWER}",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert not ANY.search(page.text.replace(f"words={ANSWER}", "").replace(f'value="{ANSWER}"', "")), address
        for word in ("Preliminary notice", "time to respond", "not cleared"):
            assert word not in page.text, (address, word)
    client.post("/staff/applications/export/", {"columns": [str(column) for column in Column]})
    job = Job.objects.latest("created_at")
    run_job(job_id=job.pk, now=lambda: LATER)
    job.refresh_from_db()
    with job.result_file.content.open() as file:
        rows = list(load_workbook(BytesIO(file.read())).active.iter_rows(values_only=True))
    assert any("Maya Okafor" in map(str, row) for row in rows)
    assert not ANY.search(repr(rows))
    for table in (SearchText, SearchWord):
        assert not ANY.search(repr(list(table.objects.values())))
    assert outcome_for(application.pk) is Outcome.NOT_YET


@pytest.mark.deep
def test_the_walk_finds_the_words_where_they_are(case: FairChanceCase, client: Client) -> None:
    sign_in(client, case.officer)
    with pytest.raises(AssertionError):
        doors.open_every_door(client, case.officer, [case.pk], ANY)


@pytest.mark.parametrize("role", list(Role))
def test_the_laws_are_read_by_those_who_rely_on_them(client: Client, clock: Any, role: Role) -> None:
    load_law(actor=None, at=LATER)
    sign_in(client, base.person("Sam Lake", role=role))
    reads = role in {
        Role.FAIR_CHANCE_OFFICER, Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR,
    }  # fmt: skip
    for name, args in LAW:
        assert client.get(reverse(name, args=args)).status_code == (200 if reads else 403)


def test_a_law_shows_its_sources_its_exceptions_and_who_approved_it(client: Client, clock: Any) -> None:
    sign_in(client, make.officer())
    assert "No law is loaded yet" in client.get(reverse("recruitment_laws")).text
    load_law(actor=None, at=LATER)
    office: HostOffice = base.office("Harbor Defenders")
    LawExemption.objects.create(
        office=office, law="us-ca", code="farm_labor", reason="Only for the test", counsel="A. Counsel",
        switched_on_at=LATER,
    )  # fmt: skip
    page = client.get(reverse("recruitment_law", args=["us-ca"])).text
    for words in ("Not approved by counsel", "not legal advice", "Harbor Defenders", "Only for the test"):
        assert words in page
    LawText.objects.filter(code="us-ca").update(approved_at=LATER, approved_by="A. Counsel")
    assert "Approved by counsel" in client.get(reverse("recruitment_law", args=["us-ca"])).text
    assert client.get(reverse("recruitment_law", args=["us-zz"])).status_code == 404


def test_the_list_of_laws_takes_few_queries(client: Client, clock: Any, django_assert_num_queries: Any) -> None:
    load_law(actor=None, at=LATER)
    sign_in(client, make.officer())
    for kept in (3, 1):
        keep = list(LawText.objects.order_by("code").values_list("pk", flat=True)[:kept])
        LawText.objects.exclude(pk__in=keep).delete()
        with django_assert_num_queries(LIST_QUERIES):
            page = client.get(reverse("recruitment_laws")).text
        assert page.count("<tr>") == kept + 1


LIST_QUERIES = 5


def test_the_list_of_laws_narrows_by_words_level_and_counsel(client: Client, clock: Any) -> None:
    load_law(actor=None, at=LATER)
    LawText.objects.filter(code="us-or").update(approved_at=LATER, approved_by="A. Counsel")
    sign_in(client, make.officer())

    def found(**asked: str) -> list[str]:
        page = client.get(reverse("recruitment_laws"), asked).text
        return re.findall(r'<th scope="row"><a class="cell" href="/staff/fair-chance-law/([^/]+)/"', page)

    assert len(found()) == 49
    page = client.get(reverse("recruitment_laws"), {"level": "federal"}).text
    assert ("2 of 49 laws" in page, "City (" in page, "Approved (1)" in page) == (True, True, True)
    assert found(level="federal") == ["us-federal", "us-federal-contractor"]
    assert found(counsel="approved") == ["us-or"]
    assert len(found(counsel="not")) == 48
    assert found(counsel="ours") == []
    assert found(q="portland CITY code") == ["us-or-portland"]
    assert "us-pa-philadelphia" in found(q="filadélfia", level="city")
    assert found(q="portland", level="state") == []
    assert "No law fits this" in client.get(reverse("recruitment_laws"), {"q": "Atlantis"}).text
    assert len(found(level="moon", counsel="<b>")) == 49
