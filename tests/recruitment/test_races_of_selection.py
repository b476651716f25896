"""Readers, places at events, seats for the waiting list and review phases under several connections at once."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from fellowship.models import AuditEntry, Letter
from fellowship.services.jobs import run_job
from recruitment.models import (
    AssigningRun,
    Cycle,
    EventSignup,
    Offer,
    PendingDecision,
    ReviewAssignment,
    ReviewPhase,
    StageChange,
)
from recruitment.services.assigning import assign_readers, start_assigning
from recruitment.services.events import leave_event, sign_up
from recruitment.services.pending import note_decisions, start_applying
from recruitment.services.waitlist import NoFreeSeat, promote_next, put_on_waitlist
from recruitment.viewsets import cycles
from tests.factories import circle
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads, each with a connection of its own; what each gave or raised."""
    gate, results = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=10)
            results.append(act())
        except Exception as problem:  # noqa: BLE001  (the test looks at it)
            results.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def refused(results: list[Any]) -> list[Exception]:
    return [result for result in results if isinstance(result, Exception)]


def waiting_for_readers(count: int = 5) -> list[Any]:
    """Applications that were sent, two readers each to come, and three readers."""
    of = make.cycle()
    for name in ("Rosa Delgado", "Ellis Tran", "Uma Pell"):
        make.reviewer(name)
    return [base.submitted(make.person(f"Person {number}"), of) for number in range(count)]


def test_two_managers_who_give_out_packets_at_once_give_each_application_two_readers(clock: Any) -> None:
    ids = [row.pk for row in waiting_for_readers()]
    bosses = [base.manager("Noa Fox"), base.manager("Eli Reed")]
    results = at_once(*[lambda boss=boss: assign_readers(actor=boss, application_ids=ids, at=AT) for boss in bosses])
    assert refused(results) == []
    assert sorted(result.reads for result in results) == [0, 10]
    assert set(Counter(ReviewAssignment.objects.values_list("application_id", flat=True)).values()) == {2}
    assert AssigningRun.objects.count() == 1
    assert StageChange.objects.filter(action="start_review").count() == 5


def test_two_long_runs_at_once_do_neither(clock: Any) -> None:
    waiting_for_readers()
    bosses = [base.manager("Noa Fox"), base.manager("Eli Reed")]
    jobs = [start_assigning(actor=boss, application_ids=None, at=AT) for boss in bosses]
    results = at_once(*[lambda job=job: run_job(job_id=job.pk, now=lambda: AT) for job in jobs])
    assert refused(results) == []
    assert set(Counter(ReviewAssignment.objects.values_list("application_id", flat=True)).values()) == {2}
    assert sum(AssigningRun.objects.values_list("read_count", flat=True)) == 10
    for job in jobs:
        job.refresh_from_db()
    assert {job.stage for job in jobs} == {"done"}


def test_of_those_who_want_the_last_place_one_gets_it_and_the_others_wait(clock: Any) -> None:
    of = base.cycle()
    guests = [base.submitted(make.person(f"Person {number}"), of).person for number in range(4)]
    event = circle.event(of, capacity=1)
    results = at_once(*[lambda guest=guest: sign_up(actor=guest, event_id=event.pk, at=AT).stage for guest in guests])
    assert sorted(results) == ["going", "waiting", "waiting", "waiting"]


def test_a_place_given_back_twice_at_once_goes_to_one(clock: Any) -> None:
    of = base.cycle()
    guests = [base.submitted(make.person(f"Person {number}"), of).person for number in range(3)]
    event = circle.event(of, capacity=1)
    for number, guest in enumerate(guests):
        sign_up(actor=guest, event_id=event.pk, at=AT + timedelta(minutes=number))
    results = at_once(*[lambda: leave_event(actor=guests[0], event_id=event.pk, at=AT)] * 3)
    assert refused(results) == []
    stages = {row.person.name: row.stage for row in EventSignup.objects.select_related("person")}
    assert stages == {"Person 0": "cancelled", "Person 1": "going", "Person 2": "waiting"}
    assert AuditEntry.objects.filter(action="recruitment.promote_guest").count() == 1


def test_of_two_promotions_at_once_one_gets_the_seat(clock: Any) -> None:
    of, boss = make.cycle(), make.manager()
    opening = base.opening(of, base.office("Alder Public Defender"), seats=1)
    for name in ("Ana Sol", "Ben Ito"):
        application = base.moved(base.submitted(make.person(name), of), "start_review")
        put_on_waitlist(actor=boss, application_id=application.pk, at=AT)
    results = at_once(*[lambda: promote_next(actor=boss, opening_id=opening.pk, at=AT)] * 3)
    assert [type(problem) for problem in refused(results)] == [NoFreeSeat, NoFreeSeat]
    assert [offer.application.person.name for offer in Offer.objects.all()] == ["Ana Sol"]


def test_decisions_that_two_jobs_carry_out_at_once_are_carried_out_once(clock: Any) -> None:
    of, boss = make.cycle(), make.manager()
    there = [base.moved(base.submitted(make.person(f"Person {n}"), of), "start_review") for n in range(4)]
    note_decisions(actor=boss, application_ids=[row.pk for row in there], action="waitlist", at=AT)
    jobs = [start_applying(actor=boss, cycle_id=of.pk, at=AT) for _time in range(2)]
    results = at_once(*[lambda job=job: run_job(job_id=job.pk, now=lambda: AT) for job in jobs])
    assert refused(results) == []
    assert PendingDecision.objects.filter(applied_at__isnull=False, problem="").count() == 4
    assert StageChange.objects.filter(action="waitlist").count() == 4
    assert Letter.objects.filter(kind="recruitment.waitlisted").count() == 4


def phase(of: Cycle, name: str, opens: int, closes: int) -> ReviewPhase:
    return ReviewPhase.objects.create(
        cycle=of, name=name, opens_at=AT + timedelta(days=opens), closes_at=AT + timedelta(days=closes)
    )


def test_of_two_phases_written_at_once_that_overlap_one_is_refused() -> None:
    of, other = make.cycle(), make.cycle()
    results = at_once(
        lambda: phase(of, "One", 0, 4), lambda: phase(of, "Two", 3, 6), lambda: phase(other, "One", 0, 4)
    )
    assert [type(problem) for problem in refused(results)] == [IntegrityError]
    assert ReviewPhase.objects.filter(cycle=of).count() == 1
    assert ReviewPhase.objects.filter(cycle=other).count() == 1


def test_phases_follow_one_another_and_are_exchanged_in_one_go() -> None:
    of = make.cycle()
    one, two = phase(of, "One", 0, 3), phase(of, "Two", 3, 6)
    with transaction.atomic():
        one.opens_at, one.closes_at, two.opens_at, two.closes_at = (
            two.opens_at, two.closes_at, one.opens_at, one.closes_at
        )  # fmt: skip
        one.save()
        two.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewPhase.objects.filter(pk=two.pk).update(closes_at=AT + timedelta(days=5))
    assert ReviewPhase.objects.get(pk=two.pk).closes_at == AT + timedelta(days=3)


def test_the_slower_of_two_who_change_phases_reads_why(client: Client, clock: Any, monkeypatch: Any) -> None:
    """The form looked before the other saved: the database refuses, and the page says it in words."""
    of = make.cycle()
    phase(of, "One", 0, 3)
    monkeypatch.setattr(cycles, "overlapping", lambda _phases: ())
    sign_in(client, make.person("Ada Flores", is_staff=True, is_superuser=True))
    page = client.get(reverse("cycle:edit", args=[of.pk]))
    data = {}
    for formset in page.context["form"].formsets.values():
        data |= {f"{formset.prefix}-TOTAL_FORMS": 0, f"{formset.prefix}-INITIAL_FORMS": 0}
    for bound in page.context["form"]:
        value = bound.value()
        data[bound.html_name] = "" if value is None or value is False else value
    data |= {
        "is_published": "", "review_phases-TOTAL_FORMS": 1, "review_phases-0-name": "Two", "review_phases-0-id": "",
        "review_phases-0-opens_at": "2026-11-23 00:00", "review_phases-0-closes_at": "2026-11-29 00:00",
        "review_phases-0-sees_colleagues": "after_own", "review_phases-0-can_score": "on",
        "review_phases-0-ORDER": "1", "review_phases-0-DELETE": "",
    }  # fmt: skip
    answer = client.post(reverse("cycle:edit", args=[of.pk]), data)
    assert answer.status_code == 200
    assert "Somebody else changed the review phases" in answer.text
    assert ReviewPhase.objects.filter(cycle=of).count() == 1
