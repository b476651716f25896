"""An office's list from a sheet: what it would make, hostile files, using and undoing it; what staff agree on."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from cohorts.models import Conflict, ListImport, Lock, OfficeRanking
from cohorts.queries.list_states import office_state
from cohorts.services import list_imports
from fellowship.access import Refused
from fellowship.models import AuditEntry
from fellowship.rules.roles import Role, Scope
from tests.factories.cohorts import AT, list_fellows, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db
HEADS = ["Code", "Name", "Number", "Score", "Not this person, because"]


@pytest.fixture
def cohort(clock):
    return make_cohort(closes=timedelta(days=3))


@pytest.fixture
def office(cohort):
    return make_seat(cohort, make_office(name="Calder")).office


@pytest.fixture
def people(cohort):
    return [make_fellow(cohort, name) for name in ("Ana Roe", "Ben Ode", "Zoe Lark")]


@pytest.fixture
def lead(client, office):
    person = make_person(name="Evelyn Adair")
    give_role(person, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office)
    sign_in(client, person)
    return person


def book(*rows, heads=HEADS):
    made, out = Workbook(), io.BytesIO()
    for row in (heads, *rows):
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def send(client, office, content, name="list.xlsx"):
    upload = SimpleUploadedFile(name, content)
    return client.post(f"/my/office/{office.pk}/ranking/sheet/", {"file": upload}, follow=True)


def keys(*rows):
    return [str(row.pk) for row in rows]


def test_a_sheet_is_checked_used_and_undone(client, cohort, office, people, lead):
    ana, ben, zoe = people
    list_fellows(office, cohort, zoe)
    before = office_state(office.pk, cohort.pk)
    rows = [
        [str(ana.pk), "x", 2], ["", "ben  ODE", 1], ["", "Zoe Lark", None, None, "WHY-CANARY"],
        ["", "Nobody Known", 3], ["", "Ana Roe", 5],
    ]  # fmt: skip
    page = send(client, office, book(*rows))
    text, kept = page.content.decode(), ListImport.objects.get()

    assert (page.status_code, office_state(office.pk, cohort.pk)) == (200, before)
    assert "Nobody Known: nobody of this code or name is in the cohort." in text
    assert "Ana Roe: this person stands in an earlier row." in text
    url = f"/my/office/{office.pk}/ranking/sheet/{kept.pk}/"
    for _time in range(2):
        client.post(url, {"do": "use"})
    used = office_state(office.pk, cohort.pk)
    assert (used["groups"], used["refused"]) == ([keys(ben), keys(ana)], {str(zoe.pk): "WHY-CANARY"})
    client.post(url, {"do": "undo"})
    assert office_state(office.pk, cohort.pk) == before
    assert client.post(url, {"do": "undo"}).status_code == 422
    actions = AuditEntry.objects.filter(action__endswith="_sheet").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["cohorts.send_sheet", "cohorts.use_sheet", "cohorts.undo_sheet"]


def test_a_sheet_of_scores_ties_equal_ones(client, cohort, office, people, lead):
    ana, ben, zoe = people
    send(client, office, book(["", "Ana Roe", None, 80], ["", "Ben Ode", None, 95], ["", "Zoe Lark", None, 80.0]))
    client.post(f"/my/office/{office.pk}/ranking/sheet/{ListImport.objects.get().pk}/", {"do": "use"})

    assert office_state(office.pk, cohort.pk)["groups"] == [keys(ben), sorted(keys(ana, zoe))]
    assert set(OfficeRanking.objects.values_list("score", flat=True)) == {80, 95}


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<w/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return out.getvalue()


def test_hostile_files_are_refused_in_words(client, office, people, lead):
    rows = [["", f"Person {n}", 1] for n in range(1_001)]
    files = {
        "This file is damaged": [b"PK\x03\x04 nonsense", bomb(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old"],
        "This is no sheet": [b"%PDF-1.7 not a list"],
        "The first row must name the columns": [b"a,b\n1,2\n", book(["Ana Roe", 1], heads=["Name", "Shoe size"])],
        "has no rows below its headings": [b"Name,Number\n"],
        "more than 1,000 rows": [book(*rows)],
        "larger than 2 megabytes": [b"Name,Number\n" + b"x" * 2_200_000],
    }
    for words, contents in files.items():
        for content in contents:
            answer = send(client, office, content)
            assert (answer.status_code, words in answer.content.decode()) == (422, True), words
    assert not ListImport.objects.exists()


def test_formulas_are_read_as_text_and_never_run(client, office, people, lead):
    page = send(client, office, b'Name,Number\nAna Roe,=1+1\n"=HYPERLINK(""x"")",1\nBen Ode,<b>1</b>\n', "list.csv")
    text = page.content.decode()

    assert "Ana Roe: the number must be a whole number from 1 to 999." in text
    assert ("=HYPERLINK(" in text, "<b>1</b>" in text) == (True, False)
    answer = client.post(f"/my/office/{office.pk}/ranking/sheet/{ListImport.objects.get().pk}/", {"do": "use"})
    assert (answer.status_code, "No row of this sheet can be used." in answer.content.decode()) == (422, True)


def test_the_sheet_to_fill_in_has_everyone_by_code(client, office, people, lead):
    answer = client.get(f"/my/office/{office.pk}/ranking/list.xlsx")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))

    assert list(rows[0]) == HEADS
    assert [row[:2] for row in rows[1:]] == [(str(one.pk), one.person.name) for one in people]
    assert answer["Content-Disposition"] == 'attachment; filename="list.xlsx"'


def test_another_office_and_a_closed_list(client, cohort, office, people, lead, clock):  # noqa: PLR0917
    send(client, office, book(["", "Ana Roe", 1]))
    kept = ListImport.objects.get()
    other = make_seat(cohort).office
    rest = ("list.xlsx", "sheet/", f"sheet/{kept.pk}/")
    assert [client.get(f"/my/office/{other.pk}/ranking/{part}").status_code for part in rest] == [404, 404, 404]
    give_role(lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=other)
    assert client.post(f"/my/office/{other.pk}/ranking/sheet/{kept.pk}/", {"do": "use"}).status_code == 404
    clock.advance(days=4)
    answer = client.post(f"/my/office/{office.pk}/ranking/sheet/{kept.pk}/", {"do": "use"})
    assert (answer.status_code, OfficeRanking.objects.exists()) == (422, False)
    sign_in(client, people[0].person)
    assert client.get(f"/my/office/{office.pk}/ranking/sheet/{kept.pk}/").status_code == 403


@pytest.fixture
def dana(client, clock):
    person = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
    sign_in(client, person)
    return person


def test_staff_note_read_change_and_remove_a_conflict(client, cohort, office, people, dana):
    url = f"/staff/placement/{cohort.pk}/conflicts/"
    sent = {"fellow": str(people[0].pk), "other": str(office.pk), "kind": "employee", "note": "NOTE-CANARY"}
    assert client.post(url + "new/", sent).status_code == 302
    assert client.post(url + "new/", sent).status_code == 422
    row = Conflict.objects.get()
    listed = client.get(url).content.decode()
    assert ("Ana Roe" in listed, "Works or worked there" in listed, "NOTE-CANARY" in listed) == (True, True, False)
    assert "Ana Roe" not in client.get(url, {"q": "ben"}).content.decode()
    assert not AuditEntry.objects.filter(action="cohorts.read_conflict").exists()
    own = f"/staff/placement/conflicts/{row.pk}/"
    assert "NOTE-CANARY" in client.get(own).content.decode()
    assert AuditEntry.objects.get(action="cohorts.read_conflict").about_id == people[0].person_id
    client.post(own, {"kind": "relative", "note": "Her aunt"})
    row.refresh_from_db()
    assert (row.kind, row.note) == ("relative", "Her aunt")
    assert "Remove the conflict of Ana Roe and Calder?" in client.get(own + "remove/").content.decode()
    client.post(own + "remove/")
    assert not Conflict.objects.exists()


def test_a_manager_of_another_region_finds_no_conflict(client, cohort, office, people, clock):
    row = Conflict.objects.create(fellow=people[0], office=office, note="NOTE-CANARY", noted_at=AT)
    far = make_office()
    make_seat(cohort, far)
    person = make_person()
    give_role(person, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=far.region)
    sign_in(client, person)

    assert client.get(f"/staff/placement/conflicts/{row.pk}/").status_code == 404
    assert client.post(f"/staff/placement/conflicts/{row.pk}/remove/").status_code == 404
    assert "Calder" not in client.get(f"/staff/placement/{cohort.pk}/conflicts/").content.decode()
    assert client.get(f"/staff/placement/{cohort.pk}/agreed/").status_code in {403, 404}
    sent = {"fellow": str(people[0].pk), "other": str(office.pk), "kind": "other"}
    assert client.post(f"/staff/placement/{cohort.pk}/conflicts/new/", sent).status_code == 422
    assert Conflict.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_conflicts_cost_the_same_for_any_number(client, cohort, office, dana, django_assert_num_queries, count):  # noqa: PLR0917
    from cohorts.queries.conflicts import conflict_page, lock_rows  # noqa: PLC0415

    for _number in range(count):
        fellow = make_fellow(cohort)
        Conflict.objects.create(fellow=fellow, office=office, noted_at=AT, noted_by=dana)
        Lock.objects.create(fellow=fellow, office=office, reason="Agreed", locked_at=AT, locked_by=dana)
    with django_assert_num_queries(3):
        assert len(conflict_page(dana, cohort.pk, search="", page=1).object_list) == count
    with django_assert_num_queries(2):
        assert len(lock_rows(dana, cohort.pk)) == count


def test_a_place_is_agreed_on_while_there_is_a_seat(client, cohort, office, people, dana):
    url = f"/staff/placement/{cohort.pk}/agreed/"
    sent = {"office": str(office.pk), "reason": "She interned there"}
    client.post(url, {**sent, "fellow": str(people[0].pk)})
    full = client.post(url, {**sent, "fellow": str(people[1].pk)})
    assert (full.status_code, "There is no open seat left" in full.content.decode()) == (422, True)
    assert "She interned there" in client.get(url).content.decode()
    remove = f"{url}{people[0].pk}/remove/"
    assert "Let go of the place of Ana Roe at Calder?" in client.get(remove).content.decode()
    assert Lock.objects.get().fellow == people[0]
    client.post(remove)
    assert not Lock.objects.exists()
    assert client.post(url, {**sent, "fellow": str(people[0].pk), "reason": ""}).status_code == 422


def test_the_empty_sheet_is_for_those_who_make_the_list(cohort, office, people):
    elsewhere = make_person()
    give_role(elsewhere, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=make_office())
    with pytest.raises(Refused):
        list_imports.template_sheet(actor=elsewhere, office_id=office.pk, cohort_id=cohort.pk, at=AT)
    assert not AuditEntry.objects.exists()
