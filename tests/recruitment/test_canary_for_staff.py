"""What only an officer, a coordinator or nobody may read never comes up for other staff: lists, search, sheets."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from fellowship.models import Job, Person, StoredFile
from fellowship.queries import next_steps
from fellowship.rules.roles import Role
from fellowship.services.jobs import run_job
from recruitment.models import (
    AccommodationRequest,
    Application,
    FairChanceCase,
    Recommendation,
    SearchText,
    SearchWord,
)
from recruitment.rules.spreadsheets import Column
from recruitment.services.accommodations import ask_for_accommodation
from tests import doors
from tests.factories import circle
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
# Each said in one place only, in any spelling.
CASE, NEED, LETTER = "Rotkehlchen", "Zaunkoenig", "Nachtigall"
NEVER = re.compile(f"{CASE}|{NEED}", re.IGNORECASE)
ANY = re.compile(f"{CASE}|{NEED}|{LETTER}", re.IGNORECASE)
READS_LETTERS = (Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER)
STAFF = (
    Role.RECRUITMENT_MANAGER, Role.PROGRAM_MANAGER, Role.REVIEWER, Role.INTERVIEWER, Role.CONTENT_EDITOR,
    Role.TRAINER, Role.TREASURER, Role.ADMINISTRATOR,
)  # fmt: skip


@pytest.fixture
def application() -> Application:
    """An accepted offer with a case, a need that was asked for, and a recommendation; each says its own word."""
    application = base.submitted(make.person("Ana Sol"), make.cycle(recommendations=1))
    circle.received(application, text=f"A {LETTER} of a colleague.")
    ask_for_accommodation(actor=application.person, application_id=application.pk, need=f"My {NEED} needs.", at=AT)
    base.moved(application, "start_review")
    make.invite_to_interview(actor=base.manager("Noa Fox"), application_id=application.pk, at=AT)
    case = make.accepted(application)
    case.notes, case.officer = f"About the {CASE}.", make.officer()
    case.save(update_fields=["notes", "officer"])
    AccommodationRequest.objects.update(answer=f"We bring a {NEED}.")
    return application


def one_of(role: Role) -> Person:
    return base.person("Sam Lake", role=role)


def keys_of(application: Application) -> list[Any]:
    """Every key under which one of the three could be asked for."""
    rows = (FairChanceCase, AccommodationRequest, Recommendation, StoredFile)
    return [application.pk, application.person_id, *(row.pk for table in rows for row in table.objects.all())]


@pytest.mark.deep
@pytest.mark.parametrize("role", [Role.AUDITOR, *STAFF])
def test_no_door_of_other_staff_says_any_of_it(
    application: Application, client: Client, clock: Any, role: Role
) -> None:
    who = one_of(role)
    sign_in(client, who)
    answered = doors.open_every_door(client, who, keys_of(application), NEVER if role in READS_LETTERS else ANY)
    page = reverse("recruitment_application", args=[application.pk])
    assert (200 in answered.get(page, set())) is (role in READS_LETTERS)
    assert not ANY.search(repr(next_steps.for_person(who, AT)))


def test_managers_find_nobody_by_it(application: Application, client: Client, clock: Any) -> None:
    """Neither in names nor in answers, on the list or the board: what is shown is the same as for a word of nobody."""
    sign_in(client, one_of(Role.RECRUITMENT_MANAGER))
    assert "Ana Sol" in client.get("/staff/applications/", {"words": "clinic"}).text
    for word in (CASE, NEED, LETTER, NEED[:6].lower(), f'"{CASE}"'):
        for address in ("/staff/applications/", "/staff/applications/board/"):
            for field in ("q", "words"):
                page = client.get(address, {field: word})
                assert page.status_code == 200
                assert "Ana Sol" not in page.text, (address, field, word)
        for address in ("/search/", "/staff/letters/"):
            assert "Ana Sol" not in client.get(address, {"q": word}).text, word


def test_what_is_searched_holds_none_of_it(application: Application) -> None:
    for table in (SearchText, SearchWord):
        assert table.objects.exists()
        assert not ANY.search(repr(list(table.objects.values())))


def test_the_sheet_with_every_column_says_none_of_it(application: Application, client: Client, clock: Any) -> None:
    sign_in(client, one_of(Role.RECRUITMENT_MANAGER))
    client.post("/staff/applications/export/", {"columns": [str(column) for column in Column]})
    job = Job.objects.latest("created_at")
    run_job(job_id=job.pk, now=lambda: AT)
    job.refresh_from_db()
    with job.result_file.content.open() as file:
        rows = list(load_workbook(BytesIO(file.read())).active.iter_rows(values_only=True))
    assert any("Ana Sol" in map(str, row) for row in rows)
    assert not ANY.search(repr(rows))
    assert not ANY.search(f"{job.label} {job.message} {job.params} {job.result_file.name}")


@pytest.mark.deep
def test_those_who_may_do_read_it(application: Application, client: Client, clock: Any) -> None:
    """The walk is put to the test: it has to find the words where they are."""
    case = FairChanceCase.objects.get()
    sign_in(client, case.officer)
    with pytest.raises(AssertionError, match=CASE):
        doors.open_every_door(client, case.officer, keys_of(application), ANY)
    imani = one_of(Role.ACCOMMODATION_COORDINATOR)
    sign_in(client, imani)
    with pytest.raises(AssertionError, match=NEED):
        doors.open_every_door(client, imani, keys_of(application), ANY)
    ines = one_of(Role.RECRUITMENT_MANAGER)
    sign_in(client, ines)
    with pytest.raises(AssertionError, match=LETTER):
        doors.open_every_door(client, ines, keys_of(application), ANY)
