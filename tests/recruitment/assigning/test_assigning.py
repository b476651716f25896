"""Giving out packets: conflicts found on the server, large cycles by the worker, and the way back."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.access import Refused
from fellowship.models import AuditEntry, Job, Person
from recruitment import tasks
from recruitment.models import (
    Answer,
    AssigningRun,
    DeclaredConflict,
    ExtraRead,
    ReviewAssignment,
    ReviewerProfile,
)
from recruitment.queries import assigning as queries
from recruitment.queries.assigning_runs import run_page
from recruitment.services.assigning import RunBegun, assign_readers, start_assigning, take_back_barred, undo_run
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def declare(person: Person, kind: str, value: str = "", **fields: Any) -> DeclaredConflict:
    return DeclaredConflict.objects.create(
        person=person, kind=kind, value=value, declared_by=person, declared_at=AT, **fields
    )


def why(application: Any, person: Person) -> list[str]:
    plan = queries.plan_readers(make.manager(), AT)
    return [str(row.reason) for row in plan.excluded if row.reader == person.name]


def test_a_school_is_found_in_what_the_applicant_wrote() -> None:
    rosa, ellis = make.reviewer(), make.reviewer("Ellis Tran")
    application = make.submitted()
    hidden = make.question(application, "schools", identifies=True)
    make.answer(application, hidden, [{"school": "Calder  Collége", "from": "2019"}])
    declare(rosa, "school", "Calder College")
    declare(ellis, "school", "Other College")
    assert why(application, rosa) == ["Same school"]
    assert why(application, ellis) == []


def test_an_employer_a_name_an_office_and_a_chosen_application_keep_a_reader_away() -> None:
    application = make.submitted(make.person("Ana María Ruiz"))
    Answer.objects.filter(application=application, question__key="experience").update(value="I was at Mill & Co.")
    office = application.office_choices.get().office
    by_work, by_name, by_place, by_choice, by_role = (make.reviewer(f"Reader {n}") for n in range(5))
    declare(by_work, "employer", "Mill & Co")
    declare(by_name, "person", "Ana Ruiz")
    declare(by_place, "office", office=office)
    declare(by_choice, "person", application=application)
    base.RoleGrant.objects.create(
        person=by_role, role="host_supervisor", scope="office", office=office, starts_on=date(2026, 1, 1),
        granted_at=AT,
    )  # fmt: skip
    found = {one.name: why(application, one) for one in (by_work, by_name, by_place, by_choice, by_role)}
    assert found == {
        "Reader 0": ["Same employer"], "Reader 1": ["Knows the person"], "Reader 2": ["Same office"],
        "Reader 3": ["Knows the person"], "Reader 4": ["Same office"],
    }  # fmt: skip
    made = assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT)
    assert (made.reads, made.short) == (0, (application.reference,))


def test_spanish_answers_go_to_a_reader_of_spanish_and_nobody_gets_more_than_they_take() -> None:
    rosa, ellis, noor = make.reviewer(), make.reviewer("Ellis Tran"), make.reviewer("Noor Aziz")
    ReviewerProfile.objects.create(person=rosa, languages=["es"], updated_at=AT)
    ReviewerProfile.objects.create(person=noor, max_packets=1, updated_at=AT)
    of = make.cycle(reads_per_application=1)
    spanish = "Yo estaba con mi madre cuando la llamada llegó y también los niños que no se querían ir."
    ids = []
    for number in range(3):
        application = make.submitted(make.person(f"Person {number}"), of)
        Answer.objects.filter(application=application, question__kind="long_text").update(value=spanish)
        ids.append(application.pk)
    assign_readers(actor=make.manager(), application_ids=ids, at=AT)
    assert set(ReviewAssignment.objects.values_list("reviewer__name", flat=True)) == {rosa.name}
    more = [make.submitted(make.person(f"Other {number}"), of).pk for number in range(6)]
    assign_readers(actor=make.manager(), application_ids=more, at=AT)
    assert ReviewAssignment.objects.filter(reviewer=noor).count() == 1
    assert ReviewAssignment.objects.filter(reviewer=ellis).count() == 4


def test_an_extra_read_is_one_more_that_is_wanted() -> None:
    application = make.submitted()
    make.assigned(application)
    third = make.reviewer("Noor Aziz")
    assert assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT).reads == 0
    ExtraRead.objects.create(application=application, asked_at=AT)
    assert assign_readers(actor=make.manager(), application_ids=[application.pk], at=AT).reads == 1
    assert ReviewAssignment.objects.filter(reviewer=third).count() == 1


def test_a_run_is_undone_as_long_as_nobody_has_begun() -> None:
    first, second = make.submitted(), make.submitted(make.person("Jo Park"))
    make.reviewer(), make.reviewer("Ellis Tran")
    boss = make.manager()
    kept = assign_readers(actor=boss, application_ids=[first.pk], at=AT)
    gone = assign_readers(actor=boss, application_ids=[second.pk], at=AT)
    read = ReviewAssignment.objects.filter(application=first)[0]
    make.scored(read)
    with pytest.raises(RunBegun):
        undo_run(actor=boss, run_id=kept.run_id, at=AT)
    with pytest.raises(Refused):
        undo_run(actor=read.reviewer, run_id=gone.run_id, at=AT)
    for _again in (1, 2):
        undo_run(actor=boss, run_id=gone.run_id, at=AT)
    assert set(ReviewAssignment.objects.values_list("application_id", flat=True)) == {first.pk}
    assert AuditEntry.objects.filter(action="recruitment.take_back_read").count() == 2
    assert AuditEntry.objects.filter(action="recruitment.undo_assigning").count() == 1
    page = run_page(boss, kept.run_id)
    assert (page.reads, page.begun, page.can_undo) == (2, 1, False)
    assert assign_readers(actor=boss, application_ids=[second.pk], at=AT).reads == 2


def test_the_worker_gives_out_a_large_cycle_in_parts_and_may_be_run_again(
    monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    monkeypatch.setattr("recruitment.services.assigning.CHUNK", 2)
    make.reviewer(), make.reviewer("Ellis Tran"), make.reviewer("Noor Aziz")
    of, boss = make.cycle(), make.manager()
    for number in range(5):
        make.submitted(make.person(f"Person {number}"), of)
    job = start_assigning(actor=boss, application_ids=None, at=AT)
    Job.objects.filter(pk=job.pk).update(stage="running")
    tasks.run_assigning(str(job.pk))
    job.refresh_from_db()
    assert (job.stage, job.message) == ("done", "10 packets are given out.")
    assert ReviewAssignment.objects.count() == 10
    counts = [ReviewAssignment.objects.filter(reviewer=one).count() for one in queries.reviewers(AT)]
    assert sorted(counts) == [3, 3, 4]
    assert AssigningRun.objects.get().read_count == 10
    tasks.run_assigning(str(job.pk))
    assert ReviewAssignment.objects.count() == 10


def test_a_packet_that_a_later_conflict_bars_is_taken_back() -> None:
    application = make.submitted(make.person("Ana Ruiz"))
    first, second = make.assigned(application)
    boss = make.manager()
    assert take_back_barred(actor=boss, reader_id=first.reviewer_id, at=AT) == 0
    declare(first.reviewer, "person", "Ana Ruiz")
    with pytest.raises(Refused):
        take_back_barred(actor=second.reviewer, reader_id=first.reviewer_id, at=AT)
    assert take_back_barred(actor=boss, reader_id=first.reviewer_id, at=AT) == 1
    assert list(ReviewAssignment.objects.values_list("pk", flat=True)) == [second.pk]


def test_the_screens_say_what_would_happen_and_what_did(client: Client, clock: Any) -> None:
    rosa, _ellis, boss = make.reviewer(), make.reviewer("Ellis Tran"), make.manager()
    application = make.submitted(make.person("Ana Ruiz"))
    declare(rosa, "person", "Ana Ruiz")
    sign_in(client, boss)
    address = reverse("recruitment_assign")
    page = client.get(address).content.decode()
    assert "1 packet would be given out." in page
    assert "Knows the person" in page
    answer = client.post(address, {"application": [str(application.pk), "nonsense"]}, follow=True)
    assert "What each reader got" in answer.content.decode()
    run = AssigningRun.objects.get()
    undo = reverse("recruitment_undo_assigning", args=[run.pk])
    assert "Nobody is told." in client.get(undo).content.decode()
    for _again in (1, 2):
        assert client.post(undo).headers["Location"] == address
    assert not ReviewAssignment.objects.exists()
    assert client.get(undo).status_code == 302
    assert "This was undone." in client.get(reverse("recruitment_assigning_run", args=[run.pk])).content.decode()


def test_the_pipeline_hands_chosen_applications_over(client: Client, clock: Any) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    of = make.cycle()
    chosen, other = make.submitted(of=of), make.submitted(make.person("Jo Park"), of)
    sign_in(client, make.manager())
    answer = client.post(reverse("recruitment_bulk"), {"act": "readers", "pick": [str(chosen.pk)]}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"{reverse('recruitment_assign')}?application={chosen.pk}", 302)]
    assert "2 packets would be given out." in page
    assert str(other.pk) not in page


def test_a_large_cycle_is_left_to_the_worker(client: Client, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recruitment.queries.assigning.MOST_AT_ONCE", 1)
    make.reviewer(), make.reviewer("Ellis Tran")
    of = make.cycle()
    for number in range(2):
        make.submitted(make.person(f"Person {number}"), of)
    sign_in(client, make.manager())
    address = reverse("recruitment_assign")
    page = client.get(address).content.decode()
    assert "4 packets want a reader." in page
    assert 'name="application"' not in page
    answer = client.post(address, {"all": "yes"})
    assert answer.headers["Location"] == reverse("job", args=[Job.objects.get().pk])


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_costs_the_same_with_one_and_three(django_assert_num_queries: Any, count: int) -> None:
    rosa, of = make.reviewer(), make.cycle()
    make.reviewer("Ellis Tran")
    declare(rosa, "school", "Calder College")
    declare(rosa, "person", "Ana Ruiz")
    for number in range(count):
        make.submitted(make.person(f"Person {number}"), of)
    boss = make.manager()
    with django_assert_num_queries(19):
        assert len(queries.plan_readers(boss, AT).spread.reads) == 2 * count
