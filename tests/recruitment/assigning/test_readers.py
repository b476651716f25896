"""What readers say of themselves, and what managers know of them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused, can, visible
from fellowship.models import AuditEntry, Person, Region
from fellowship.rules.roles import Role
from recruitment.models import AssigningRun, Cycle, DeclaredConflict, ReviewAssignment, ReviewerProfile
from recruitment.queries.readers import reader_list
from recruitment.queries.selection_to_do import for_decider
from recruitment.services.assigning import take_back_late
from recruitment.services.readers import SaysNothing, declare_conflict, describe_reader, remove_conflict
from recruitment.services.reading import save_draft
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def test_a_reader_declares_once_and_takes_it_back() -> None:
    rosa, ellis = make.reviewer(), make.reviewer("Ellis Tran")
    first = declare_conflict(actor=rosa, person_id=rosa.pk, kind="school", value=" Calder  College ", at=AT)
    again = declare_conflict(actor=rosa, person_id=rosa.pk, kind="school", value="calder college", at=AT)
    assert (again, first.value) == (first, "Calder College")
    with pytest.raises(Refused):
        remove_conflict(actor=ellis, conflict_id=first.pk, at=AT)
    with pytest.raises(Refused):
        declare_conflict(actor=ellis, person_id=rosa.pk, kind="school", value="Other", at=AT)
    with pytest.raises(SaysNothing):
        declare_conflict(actor=rosa, person_id=rosa.pk, kind="office", value="Calder", at=AT)
    for _again in (1, 2):
        remove_conflict(actor=rosa, conflict_id=first.pk, at=AT)
    assert not DeclaredConflict.objects.exists()


def test_what_a_manager_notes_about_a_reader_stays_hidden_from_them() -> None:
    rosa, boss, application = make.reviewer(), make.manager(), make.submitted()
    noted = declare_conflict(actor=boss, person_id=rosa.pk, kind="person", application_id=application.pk, at=AT)
    assert not visible(rosa, "recruitment.describe_reading").exists()
    with pytest.raises(Refused):
        remove_conflict(actor=rosa, conflict_id=noted.pk, at=AT)
    with pytest.raises(Refused):
        declare_conflict(actor=rosa, person_id=rosa.pk, kind="person", application_id=application.pk, at=AT)
    remove_conflict(actor=boss, conflict_id=noted.pk, at=AT)


def test_the_page_about_me_keeps_what_is_typed_and_names_what_is_missing(client: Client, clock: Any) -> None:
    rosa = make.reviewer()
    region = Region.objects.create(name="South")
    sign_in(client, rosa)
    address = reverse("recruitment_about_me")
    assert "Nothing is declared." in client.get(address).content.decode()
    wrong = client.post(address, {"part": "reader", "languages": ["es"], "max_packets": "many"})
    assert wrong.status_code == 422
    assert 'value="many"' in wrong.content.decode()
    posted = {"part": "reader", "languages": ["es"], "max_packets": "40", "region": str(region.pk)}
    assert client.post(address, posted).status_code == 302
    profile = ReviewerProfile.objects.get()
    assert (profile.languages, profile.max_packets, profile.region) == (["es"], 40, region)
    for kind, message in [
        ("office", "Choose the office."), ("school", "Enter the name."),
        ("person", "Enter the first and the last name."),
    ]:  # fmt: skip
        answer = client.post(address, {"part": "conflict", "kind": kind, "value": "" if kind == "school" else "Ana"})
        assert answer.status_code == 422
        assert message in answer.content.decode()
    assert client.post(address, {"part": "conflict"}).status_code == 422
    assert client.post(address, {"part": "conflict", "kind": "person", "value": "Ana Ruiz"}).status_code == 302
    assert "Ana Ruiz" in client.get(address).content.decode()
    remove = reverse("recruitment_remove_own_conflict", args=[DeclaredConflict.objects.get().pk])
    assert client.get(remove).status_code == 405
    assert client.post(remove).status_code == 302
    assert client.post(remove).status_code == 404


def test_a_reader_never_learns_whom_a_declaration_concerns(client: Client, clock: Any) -> None:
    application = make.submitted(make.person("Ana Ruiz"))
    rosa, boss = make.reviewer(), make.manager()
    make.reviewer("Ellis Tran")
    make.assigned(application)
    declare_conflict(actor=rosa, person_id=rosa.pk, kind="person", value="Ana Ruiz", at=AT)
    declare_conflict(actor=boss, person_id=rosa.pk, kind="person", application_id=application.pk, at=AT)
    sign_in(client, rosa)
    page = client.get(reverse("recruitment_about_me")).content.decode()
    assert "Ana Ruiz" in page
    assert application.reference not in page
    assert "noted by a manager" not in page
    sign_in(client, boss)
    page = client.get(reverse("recruitment_reader", args=[rosa.pk])).content.decode()
    assert application.reference in page
    assert "Packets this reader should not have" in page
    assert client.post(reverse("recruitment_take_back_packets", args=[rosa.pk])).status_code == 302
    assert not ReviewAssignment.objects.filter(reviewer=rosa).exists()


def test_a_manager_keeps_a_reader(client: Client, clock: Any) -> None:
    rosa, boss, application = make.reviewer(), make.manager(), make.submitted()
    sign_in(client, boss)
    address = reverse("recruitment_reader", args=[rosa.pk])
    assert client.get(reverse("recruitment_reader", args=[boss.pk])).status_code == 404
    posted = {"part": "conflict", "kind": "person", "reference": "NONE-1"}
    answer = client.post(address, posted)
    assert answer.status_code == 422
    assert "There is no such application." in answer.content.decode()
    assert client.post(address, {**posted, "reference": application.reference.lower()}).status_code == 302
    conflict = DeclaredConflict.objects.get()
    assert (conflict.application, conflict.declared_by) == (application, boss)
    assert client.post(address, {"part": "reader", "max_packets": ""}).status_code == 302
    remove = reverse("recruitment_remove_conflict", args=[rosa.pk, conflict.pk])
    assert client.post(remove).status_code == 302
    assert "Rosa Delgado" in client.get(reverse("recruitment_readers")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    for number in range(count):
        reader = make.reviewer(f"Reader {number}")
        describe_reader(actor=reader, person_id=reader.pk, languages=["es"], region_id=None, max_packets=9, at=AT)
        declare_conflict(actor=reader, person_id=reader.pk, kind="school", value="Calder College", at=AT)
    boss = make.manager()
    with django_assert_num_queries(7):
        lines = reader_list(boss, AT)
    assert [(row.languages, row.max_packets, row.conflicts) for row in lines] == [("Spanish", 9, 1)] * count


def test_predicates_and_twins_agree(clock: Any) -> None:
    rosa, boss = make.reviewer(), make.manager()
    make.assigned(make.submitted(of=make.cycle()), make.reviewer("Ellis Tran"))
    declare_conflict(actor=rosa, person_id=rosa.pk, kind="school", value="Calder College", at=AT)
    declare_conflict(actor=boss, person_id=rosa.pk, kind="school", value="Other College", at=AT)
    people = [rosa, boss, *(make.person(f"Person {role}", role=role) for role in Role)]
    models: dict[str, Any] = {
        "recruitment.keep_readers": Person,
        "recruitment.describe_reading": DeclaredConflict,
        "recruitment.keep_runs": AssigningRun,
        "recruitment.calibrate": Cycle,
    }
    for code, model in models.items():
        everything = list(model.objects.order_by("pk"))
        passed = 0
        for person in people:
            by_twin = set(visible(person, code).values_list("pk", flat=True))
            assert by_twin == {one.pk for one in everything if can(person, code, one)}, (code, person.name)
            passed += len(by_twin)
        assert passed, code
    assert base.RoleGrant.objects.exists()


def test_overdue_packets_are_counted_and_taken_back_unless_begun(client: Any, clock: Any) -> None:
    rosa, boss = make.reviewer(time_zone="America/New_York"), make.manager()
    of = make.cycle(reads_per_application=1)
    names = ("Ana Sol", "Ben Ito", "Eve Lund")
    reads = [make.assigned(base.submitted(make.person(name), of), rosa)[0] for name in names]
    today = AT.date()
    for read, due in zip(reads, (today - timedelta(days=2), today - timedelta(days=1), today), strict=True):
        ReviewAssignment.objects.filter(pk=read.pk).update(due_on=due)
    save_draft(actor=rosa, assignment_id=reads[1].pk, marks={}, note="A thought", seen=0, at=AT)
    (line,) = reader_list(boss, AT)
    assert (line.now, line.late) == (3, 2)
    titles = [str(step.title) for step in for_decider(boss, AT)]
    assert "See to 2 packets that are overdue" in titles
    sign_in(client, boss)
    assert "2 overdue" in client.get(reverse("recruitment_readers")).text
    page = client.get(reverse("recruitment_reader", args=[rosa.pk])).text
    assert reads[0].application.reference in page
    assert "begun, so it stays" in page
    assert "Take back 1 packet" in page
    for _time in range(2):
        client.post(reverse("recruitment_take_back_packets", args=[rosa.pk]), {"which": "late"})
    assert set(ReviewAssignment.objects.values_list("pk", flat=True)) == {reads[1].pk, reads[2].pk}
    assert AuditEntry.objects.filter(action="recruitment.take_back_read").count() == 1
    with pytest.raises(Refused):
        take_back_late(actor=rosa, reader_id=rosa.pk, at=AT)
