"""Two requests at the same moment on two connections of a real database."""

import threading

import pytest
from django.db import connection, connections

from fellowship.models import Letter
from recruitment.models import Application, StageChange
from recruitment.rules.stages import Stage
from recruitment.services.applications import start_application, submit_application
from tests.factories import recruitment as make

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(act, times=4):
    """Run ``act`` in several threads, each with a connection of its own; what each gave or raised."""
    gate, results = threading.Barrier(times), []

    def run():
        try:
            gate.wait(timeout=10)
            results.append(act())
        except Exception as problem:  # noqa: BLE001  (the test looks at it)
            results.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _time in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.fixture(autouse=True)
def only_on_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")


def test_submitting_at_once_makes_one_submission_and_one_letter(clock):
    application = make.fill(make.draft())
    person = application.person
    results = at_once(lambda: submit_application(actor=person, application_id=application.pk, at=make.AT).stage)
    assert results == [Stage.SUBMITTED] * 4
    assert StageChange.objects.filter(application=application, action="submit").count() == 1
    assert Letter.objects.filter(recipient=person).count() == 1


def test_beginning_at_once_makes_one_application_with_one_reference(clock):
    cycle, person = make.cycle(), make.person()
    results = at_once(
        lambda: start_application(actor=person, cycle_id=cycle.pk, eligibility=make.ELIGIBLE, at=make.AT).reference
    )
    assert len(set(results)) == 1
    assert Application.objects.count() == 1


def test_people_who_begin_at_once_get_references_of_their_own(clock):
    cycle = make.cycle()
    people = [make.person(f"Person {number}") for number in range(4)]
    results = at_once(
        lambda: (
            start_application(actor=people.pop(), cycle_id=cycle.pk, eligibility=make.ELIGIBLE, at=make.AT).reference
        )
    )
    assert sorted(results) == [f"{cycle.reference_prefix}-{number:04d}" for number in range(1, 5)]
