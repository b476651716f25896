"""Import from a spreadsheet: columns, dry run, carrying out, undoing, and sheets that mean harm."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from fellowship.models import Job, Letter, Person
from fellowship.rules.roles import Role
from fellowship.services.jobs import run_job
from recruitment.models import Application, ImportBatch, ImportRow
from recruitment.rules.stages import Action, Stage
from recruitment.services import importing as services
from recruitment.services import sheets
from recruitment.services.sheets import SheetRefused, as_unicode, read_sheet
from tests.factories import recruitment as make

pytestmark = pytest.mark.django_db
PAGE = "/staff/applications/import/"
HEADS = ["Full name", "E-Mail", "Date received", "Offices", "Languages", "Experience"]
ANA = ["Ana Sol", "Ana@people.example", "2026-11-01", "", "Spanish", "At the clinic"]


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


@pytest.fixture
def cycle(ines):
    cycle = make.cycle()
    make.opening(cycle, make.office("Alder County Public Defender"))
    return cycle


def workbook(*rows, second=()):
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if second:
        other = book.create_sheet("Other")
        for row in second:
            other.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def upload(client, cycle, content, name="sheet.xlsx"):
    return client.post(PAGE, {"cycle": str(cycle.pk), "file": SimpleUploadedFile(name, content)})


def checked(client, cycle, *rows):
    """An import whose rows were checked by the columns that were guessed."""
    columns = upload(client, cycle, workbook(HEADS, *rows))["Location"]
    form = client.get(columns).context["form"]
    data = {name: field.initial for name, field in form.fields.items()}
    assert client.post(columns, data).status_code == 302
    return ImportBatch.objects.latest("created_at")


def applied(client, batch):
    client.post(reverse("recruitment_import_apply", args=[batch.pk]))
    run_job(job_id=Job.objects.get(kind="recruitment.import").pk, now=lambda: make.AT)
    batch.refresh_from_db()
    return batch


def problems(batch):
    rows = batch.rows.order_by("number").values_list("number", "problems")
    return {number: [code for _field, code in found] for number, found in rows if found}


def test_a_sheet_becomes_applications_and_no_letter(client, cycle, ines):
    assert client.get(PAGE).status_code == 200
    ben = ["Ben Ito", "ben@people.example", "11/2/2026", "Alder County Public Defender", "", "I listened"]
    batch = checked(client, cycle, ANA, ben)
    page = client.get(reverse("recruitment_import", args=[batch.pk])).text
    assert "2 rows can become applications" in page
    assert Application.objects.count() == Person.objects.filter(name="Ana Sol").count() == 0
    applied(client, batch)
    first, second = Application.objects.order_by("reference")
    assert (first.stage, first.submitted_at.date().isoformat()) == (Stage.SUBMITTED, "2026-11-01")
    assert (first.person.email, first.person.has_usable_password()) == ("ana@people.example", False)
    assert [row.language for row in first.spoken_languages.all()] == ["es"]
    assert [row.office.name for row in second.office_choices.all()] == ["Alder County Public Defender"]
    assert "I listened" in second.search_text.text
    assert not Letter.objects.exists()
    assert [row.values for row in ImportRow.objects.order_by("number")] == [{}, {}]
    assert "2 applications were imported" in client.get(reverse("recruitment_import", args=[batch.pk])).text
    assert "Ana Sol" in client.get("/staff/applications/?words=clinic").text


def test_every_wrong_row_says_why_and_stops_nothing_else(client, cycle, ines):
    make.submitted(make.person("Eve Olafs", email="eve@people.example"), cycle)
    batch = checked(
        client, cycle, ANA, ["", "x@people.example"], ["No Mail", ""], ["Bad Mail", "not an address"],
        ["Ana Again", "ANA@people.example"], ["Eve", "eve@people.example"], ["Works Here", ines.email],
        ["Bad Day", "d@people.example", "31.12.2026"], ["Far Day", "f@people.example", "2031-01-01"],
        ["Lost", "l@people.example", "", "No Such Office", "Klingon"],
    )  # fmt: skip
    assert problems(batch) == {
        3: ["no_name"], 4: ["no_email"], 5: ["not_an_email"], 6: ["twice"], 7: ["applied"], 8: ["has_a_role"],
        9: ["not_a_date"], 10: ["in_the_future"], 11: ["unknown_office", "unknown_language"],
    }  # fmt: skip
    page = client.get(reverse("recruitment_import", args=[batch.pk])).text
    assert "9 rows are left out" in page
    assert "A row above has the same e-mail address." in page
    applied(client, batch)
    assert sorted(Application.objects.values_list("person__name", flat=True)) == ["Ana Sol", "Eve Olafs"]


def test_running_the_work_twice_makes_nothing_twice(client, cycle, ines):
    batch = checked(client, cycle, ANA)
    client.post(reverse("recruitment_import_apply", args=[batch.pk]))
    assert client.post(reverse("recruitment_import_apply", args=[batch.pk])).status_code == 409
    job = Job.objects.get(kind="recruitment.import")
    for _time in range(2):
        services.run_import(job_id=job.pk, now=lambda: make.AT)
    assert Application.objects.count() == 1


def test_undoing_leaves_what_somebody_worked_on(client, cycle, ines):
    known = make.person("Known Person", email="known@people.example")
    rows = [["Known Person", "known@people.example"], ["Moved On", "m@people.example"], ANA]
    batch = applied(client, checked(client, cycle, *rows))
    moved = Application.objects.get(person__name="Moved On")
    make.moved(moved, Action.START_REVIEW)
    undo = reverse("recruitment_import_undo", args=[batch.pk])
    assert "Take 3 applications back?" in client.get(undo).text
    assert client.post(undo).status_code == 302
    run_job(job_id=Job.objects.get(kind="recruitment.undo_import").pk, now=lambda: make.AT)
    assert [row.pk for row in Application.objects.all()] == [moved.pk]
    assert Person.objects.filter(pk=known.pk).exists()
    assert not Person.objects.filter(name="Ana Sol").exists()
    assert "1 application stays" in client.get(reverse("recruitment_import", args=[batch.pk])).text
    assert client.post(undo).status_code == 409


def test_after_seven_days_an_import_stays(client, cycle, ines):
    batch = applied(client, checked(client, cycle, ANA))
    with pytest.raises(services.TooLateToUndo):
        services.start_undo(actor=ines, batch_id=batch.pk, at=make.AT + timedelta(days=7, seconds=1))


def test_name_and_address_need_a_column(client, cycle, ines):
    columns = upload(client, cycle, workbook(["A", "B"], ["Ana", "ana@people.example"]))["Location"]
    answer = client.post(columns, {"column_0": "0", "column_1": ""})
    assert answer.status_code == 422
    assert "Choose the column of this field." in answer.text
    assert client.post(columns, {"column_0": "99", "column_1": "x"}).status_code == 422


def test_another_sheet_of_the_workbook(client, cycle, ines):
    content = workbook(["Notes"], ["nothing"], second=(HEADS, ANA))
    columns = upload(client, cycle, content)["Location"]
    batch = ImportBatch.objects.get()
    assert batch.mapping == {}
    assert client.post(reverse("recruitment_import_sheet", args=[batch.pk]), {"sheet": "1"})["Location"] == columns
    batch.refresh_from_db()
    assert batch.mapping["email"] == 1
    assert client.post(reverse("recruitment_import_sheet", args=[batch.pk]), {"sheet": "²"}).status_code == 302


def test_formulas_are_text_and_are_not_run(client, cycle, ines):
    batch = checked(client, cycle, ['=HYPERLINK("http://x.example")', "f@people.example"], ANA)
    assert problems(batch) == {2: ["no_name"]}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"", "This file is empty"),
        ("a.xlsx", b"PK\x03\x04 broken", "This file is damaged"),
        ("a.pdf", b"%PDF-1.7 no sheet", "no rows below its headings"),
        ("a.csv", b"name,email\n", "no rows below its headings"),
        ("a.csv", b"\x00\x01\x02", "can&#x27;t be used here"),
    ],
)
def test_what_is_no_sheet_is_refused_at_the_field(client, cycle, name, content, sentence):
    answer = upload(client, cycle, content, name)
    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()
    assert "file" in answer.context["form"].errors or sentence in answer.text


def test_a_sheet_too_long_is_refused_without_reading_to_its_end(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    with pytest.raises(SheetRefused, match="more than"):
        read_sheet(workbook(HEADS, *[[f"P {number}", f"p{number}@people.example"] for number in range(9)]))


def test_a_row_far_below_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(sheets, "RAW_ROWS", 50)
    content = b"name,email\nAna,ana@people.example\n" + b",\n" * 200 + b"Late,late@people.example\n"
    assert len(read_sheet(content).rows) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("name;email\nÁna;a@x.example".encode("cp1252"), "Ána"),
        ("name\temail\nÁna\ta@x.example".encode("utf-16"), "Ána"),
        ('\ufeffname,email\n"Sol, Ána",a@x.example'.encode(), "Sol, Ána"),
    ],
)
def test_letters_and_separators_of_other_programs(content, name):
    sheet = read_sheet(as_unicode(content))
    assert sheet.heads == ("name", "email")
    assert sheet.rows == ((2, (name, "a@x.example")),)


def test_another_manager_and_others_see_nothing_of_it(client, cycle, ines):
    batch = checked(client, cycle, ANA)
    addresses = [reverse(f"recruitment_import{part}", args=[batch.pk]) for part in ("", "_columns", "_undo")]
    posts = [reverse(f"recruitment_import_{part}", args=[batch.pk]) for part in ("apply", "sheet", "undo")]
    client.force_login(make.manager("Other Manager"))
    assert "2027 fellowship ·" not in client.get(PAGE).text
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert [client.post(address).status_code for address in posts] == [404, 404, 404]
    client.force_login(make.person("Nosy Parker", role=Role.REVIEWER))
    assert [client.get(address).status_code for address in (PAGE, *addresses)] == [403, 403, 403, 403]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_an_import_costs_the_same_for_any_number_of_rows(
    client, cycle, ines, rows, django_assert_num_queries
):
    batch = checked(client, cycle, *[[f"P {number}", f"p{number}@people.example"] for number in range(rows)])
    page = reverse("recruitment_import", args=[batch.pk])
    client.get(page)
    with django_assert_num_queries(8):
        client.get(page)
