"""Two sealers and two writers at once, on two connections of PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from fellowship.models import AuditEntry, AuditSeal, Letter
from fellowship.queries.audit import verdict
from fellowship.services import audit, delivery
from tests.factories.core import AT, make_letter
from tests.factories.people import make_person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def together(count, work):
    """Run ``work`` on ``count`` connections that start at the same moment."""
    gate = threading.Barrier(count, timeout=20)

    def one(number):
        try:
            connection.ensure_connection()
            gate.wait()
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_concurrent_sealers_never_fork_the_chain():
    person = make_person()
    rows = [audit.Row(action="tests.do", subject=person, at=AT) for _number in range(120)]
    audit.record_many(rows)

    def seal(_number):
        done = 0
        while count := audit.seal_batch(at=AT, limit=7):
            done += count
        return done

    done = together(4, seal)
    assert sum(done) == AuditEntry.objects.count() == AuditSeal.objects.count()
    assert verdict().fault is None


def test_the_first_seals_of_all_do_not_collide():
    person = make_person()
    for _round in range(5):
        audit.record_many([audit.Row(action="tests.do", subject=person, at=AT)])
        together(3, lambda _number: audit.seal_waiting(at=AT))
    found = verdict()
    assert (found.unsealed, found.fault) == (0, None)


def test_the_same_letter_written_twice_at_once_is_one_letter():
    person = make_person()
    letters = together(6, lambda _number: make_letter(person))
    assert len({letter.pk for letter in letters}) == 1
    assert Letter.objects.count() == 1
    assert AuditEntry.objects.filter(action="fellowship.compose_letter").count() == 1


def test_a_letter_claimed_by_two_workers_leaves_once(mailoutbox):
    letter = make_letter()
    sent = together(4, lambda _number: delivery.deliver_letter(letter_id=letter.pk, at=AT))
    assert sorted(sent) == [False, False, False, True]
    assert len(mailoutbox) == 1
