"""The spreadsheet of the pipeline: the same rows as the list, no formulas, nothing of a search in the job."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from fellowship.models import Job
from fellowship.rules.spreadsheets import neutral
from fellowship.services.jobs import run_job
from recruitment.models import Application
from recruitment.rules.spreadsheets import Column
from recruitment.rules.stages import Action
from tests.factories import recruitment as make
from tests.factories import selection

pytestmark = pytest.mark.django_db
EXPORT = "/staff/applications/export/"


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


def rows_of(job):
    job.refresh_from_db()
    with job.result_file.content.open() as file:
        sheet = load_workbook(BytesIO(file.read())).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


USUAL = {"columns": ["reference", "name", "email", "stage", "since", "sent", "offices", "languages", "owner"]}


def exported(client, query="", columns=USUAL):
    answer = client.post(f"{EXPORT}?{query}", columns)
    job = Job.objects.latest("created_at")
    assert answer["Location"] == reverse("job", args=[job.pk])
    run_job(job_id=job.pk, now=lambda: make.AT)
    return job


def test_the_filtered_list_is_written_in_its_order(client, ines):
    cycle = make.cycle()
    make.draft(make.person("Draft Person"), cycle)
    ana = make.submitted(make.person("Ana Sol"), cycle)
    ben = make.submitted(make.person("=HYPERLINK(1)"), cycle)
    make.moved(make.submitted(make.person("Eve Olafs"), cycle), Action.START_REVIEW)

    head, *rows = rows_of(exported(client, "stage=submitted&sort=-name"))
    assert head[:4] == ["Reference", "Name", "E-mail", "Stage"]
    assert [row[0] for row in rows] == [ana.reference, ben.reference]
    assert rows[1][1] == "'=HYPERLINK(1)"
    assert rows[0][2:4] == [ana.person.email, "Received"]
    assert rows[0][7] == "Spanish"


def test_the_columns_are_chosen_and_keep_their_order(client, ines):
    cycle = selection.cycle()
    ana = selection.submitted(make.person("Ana Sol", pronouns="she/her"), cycle)
    for read, mark in zip(selection.assigned(ana), (4, 3), strict=True):
        selection.scored(read, mark)
    page = client.get(f"{EXPORT}?stage=in_review").text
    assert page.count("checked") == 9
    chosen = {"columns": ["score", "reads", "waiting", "name", "pronouns"]}
    head, row = rows_of(exported(client, "stage=in_review", chosen))
    assert head == ["Name", "Pronouns", "Waiting, days", "Readers who are done", "Mean of all marks"]
    assert row == ["Ana Sol", "she/her", 0, "2/2", 3.5]
    for nothing in ({}, {"columns": ["nonsense"]}):
        answer = client.post(EXPORT, nothing)
        assert answer.status_code == 422
    assert "Choose at least one column." in client.post(EXPORT).text


def test_a_name_that_was_searched_for_is_not_kept_in_the_job(client, ines):
    cycle = make.cycle()
    ana = make.submitted(make.person("Ana Sol"), cycle)
    make.submitted(make.person("Ben Ito"), cycle)
    job = exported(client, "q=ana")
    assert "ana" not in str(job.params)
    assert [row[0] for row in rows_of(job)[1:]] == [ana.reference]


def test_rows_that_the_owner_may_not_see_any_more_are_left_out(client, ines):
    own = make.submitted(ines, make.cycle())
    other = make.submitted(make.person("Ana Sol"), own.cycle)
    job = exported(client)
    assert [row[0] for row in rows_of(job)[1:]] == [other.reference]


def test_only_the_owner_fetches_the_file(client, ines):
    make.submitted()
    job = exported(client)
    job.refresh_from_db()
    address = reverse("file", args=[job.result_file_id])
    mine = client.get(address)
    assert mine.status_code == 200
    assert b"".join(mine.streaming_content).startswith(b"PK")
    client.force_login(make.manager("Other Manager"))
    assert client.get(address).status_code in {403, 404}


def test_the_cost_of_writing_does_not_grow_with_the_rows(client, ines, django_assert_max_num_queries):
    cycle = make.cycle()
    for number in range(3):
        make.submitted(make.person(f"Person {number}"), cycle)
    client.post(EXPORT, {"columns": [str(column) for column in Column]})
    job = Job.objects.get()
    with django_assert_max_num_queries(30):
        run_job(job_id=job.pk, now=lambda: make.AT)
    assert Application.objects.count() == len(rows_of(job)) - 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Ana", "a=b", "", 3, None])
def test_everything_else_stays(value):
    assert neutral(value) == value
