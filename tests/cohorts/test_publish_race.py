"""Two people publish at the same moment, and someone saves a list: one publication comes out. Needs PostgreSQL."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from cohorts.models import MatchRun, Placement
from cohorts.services import publication, rankings, runs
from fellowship.rules.refusals import Conflict, NotAllowed
from fellowship.rules.roles import Role
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import make_office, make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*works):
    """Run the works in threads that start together; gives what each answered or refused with."""
    gate = threading.Barrier(len(works))
    answers = []

    def one(work):
        gate.wait()
        try:
            answers.append(work())
        except (Conflict, NotAllowed) as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_of_many_publications_wins_and_no_seat_is_taken_twice():
    cohort, dana, office = make_cohort(closes=timedelta(days=2)), make_staff(Role.PROGRAM_MANAGER), make_office()
    make_seat(cohort, office)
    make_seat(cohort, office)
    fellows = [make_fellow(cohort) for _number in range(2)]
    for fellow in fellows:
        list_offices(fellow, office)
    plans = []
    for _number in range(2):
        run = runs.start_run(actor=dana, cohort_id=cohort.pk, at=AT)
        plans.append(runs.solve_run(job_id=run.job_id, at=AT).pk)

    def publish(run_id):
        return lambda: publication.publish_run(actor=dana, run_id=run_id, at=AT)

    def save():
        order, person = [], fellows[0].person
        return rankings.save_fellow_list(actor=person, fellow_id=fellows[0].pk, order=order, never=[], at=AT)

    answers = at_once(publish(plans[0]), publish(plans[0]), publish(plans[1]), save)
    published = MatchRun.objects.filter(stage="published").count()
    listed = fellows[0].ranking.exists()

    assert len(answers) == 4
    assert (published, Placement.objects.count()) == ((1, 2) if listed else (0, 0))
