"""Decisions and the waiting list under several connections at the same moment."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections

from fellowship.models import Letter
from recruitment.models import Offer, PendingDecision, WaitlistPlace
from recruitment.services.offers import lapse_offers, send_offer
from recruitment.services.pending import apply_decision, note_decisions
from recruitment.services.waitlist import move_on_waitlist, put_on_waitlist
from tests.factories import recruitment as base
from tests.factories import selection as make

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
        thread.join(timeout=30)
    return results


def test_a_decision_is_carried_out_once_however_often_at_once(clock: Any) -> None:
    boss, application = make.manager(), base.moved(make.submitted(), "start_review")
    note_decisions(actor=boss, application_ids=[application.pk], action="waitlist", at=AT)
    row = PendingDecision.objects.get()
    results = at_once(*[lambda: apply_decision(actor=boss, pending_id=row.pk, at=AT)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert Letter.objects.filter(kind="recruitment.waitlisted").count() == 1
    assert WaitlistPlace.objects.count() == 1


def test_joining_and_moving_at_once_leaves_one_whole_order(clock: Any) -> None:
    of, boss = make.cycle(), make.manager()
    there = [base.moved(base.submitted(make.person(f"Person {number}"), of), "start_review") for number in range(5)]
    for application in there[:3]:
        put_on_waitlist(actor=boss, application_id=application.pk, at=AT)
    results = at_once(
        lambda: move_on_waitlist(actor=boss, application_id=there[2].pk, place=1, at=AT),
        lambda: move_on_waitlist(actor=boss, application_id=there[0].pk, place=3, at=AT),
        lambda: put_on_waitlist(actor=boss, application_id=there[3].pk, at=AT).stage,
        lambda: put_on_waitlist(actor=boss, application_id=there[4].pk, at=AT).stage,
    )
    assert not [result for result in results if isinstance(result, Exception)]
    assert list(WaitlistPlace.objects.order_by("rank").values_list("rank", flat=True)) == [1, 2, 3, 4, 5]


def test_offers_that_lapse_at_once_go_to_two_people(clock: Any) -> None:
    of, boss = make.cycle(), make.manager()
    opening = base.opening(of, base.office("Alder Public Defender"), seats=2)
    for name in ("Jo Park", "Lee Moss"):
        offer = make.drafted(make.invited(make.person(name), of))
        Offer.objects.filter(pk=offer.pk).update(opening=opening)
        send_offer(actor=boss, offer_id=offer.pk, at=AT)
    for name in ("Ana Sol", "Ben Ito", "Eve Lund"):
        application = base.moved(base.submitted(make.person(name), of), "start_review")
        put_on_waitlist(actor=boss, application_id=application.pk, at=AT)
    late = AT + timedelta(days=30)
    at_once(*[lambda: lapse_offers(at=late)] * 3)
    drafts = Offer.objects.filter(stage="draft").values_list("application__person__name", flat=True)
    assert sorted(drafts) == ["Ana Sol", "Ben Ito"]
