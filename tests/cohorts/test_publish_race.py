"""People publish, move, save lists, close seats and withdraw at one moment: one whole publication comes out, or none.

Needs PostgreSQL.
"""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from cohorts.models import MatchRun, OfficeRanking, Placement
from cohorts.queries.plans import plan_of
from cohorts.services import publication, rankings, runs, seats
from fellowship.models import Job
from fellowship.rules.refusals import Conflict, NotAllowed
from fellowship.rules.roles import Role, Scope
from recruitment.services.applications import move_application
from tests.factories.cohorts import AT, list_offices, make_cohort, make_fellow, make_seat
from tests.factories.people import give_role, make_office, make_person, make_staff

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


class World:
    """Two fellows who want one office with two seats, and two plans of the same inputs."""

    def __init__(self):
        self.cohort, self.dana = make_cohort(closes=timedelta(days=2)), make_staff(Role.PROGRAM_MANAGER)
        self.office, self.lead = make_office(), make_person()
        give_role(self.lead, Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=self.office)
        self.seats = [make_seat(self.cohort, self.office) for _number in range(2)]
        self.fellows = [make_fellow(self.cohort) for _number in range(2)]
        for fellow in self.fellows:
            list_offices(fellow, self.office)
        self.plans = [runs.solve_run(job_id=self.start().job_id, at=AT) for _number in range(2)]

    def start(self):
        return runs.start_run(actor=self.dana, cohort_id=self.cohort.pk, at=AT)

    def publish(self, number=0):
        plan = self.plans[number].pk
        return lambda: publication.publish_run(actor=self.dana, run_id=plan, at=AT, reason="Signed.")

    def published(self):
        """How many runs are published; each fellow then has what that plan says, each seat one person at most."""
        live = list(Placement.objects.filter(stage="planned").values_list("fellow_id", "seat_id", "seat__office_id"))
        assert len({seat for _fellow, seat, _office in live}) == len({fellow for fellow, _s, _o in live}) == len(live)
        found = list(MatchRun.objects.filter(stage="published"))
        for run in found:
            plan = {fellow: office for fellow, office in plan_of(run).matching.items() if office}
            assert {str(fellow): str(office) for fellow, _seat, office in live} == plan
        assert found or not live
        return len(found)


@pytest.fixture
def world():
    return World()


def test_one_of_many_publications_wins_and_no_seat_is_taken_twice(world):
    def save():
        person = world.fellows[0].person
        return rankings.save_fellow_list(actor=person, fellow_id=world.fellows[0].pk, order=[], never=[], at=AT)

    answers = at_once(world.publish(0), world.publish(0), world.publish(1), save)

    assert len(answers) == 4
    assert world.published() == (1 if world.fellows[0].ranking.exists() else 0)


def test_an_office_that_changes_its_list_while_plans_are_published_is_before_or_after(world):
    def refuse():
        return rankings.save_office_list(
            actor=world.lead, office_id=world.office.pk, cohort_id=world.cohort.pk, groups=[],
            refused={world.fellows[0].pk: "Former client."}, at=AT,
        )  # fmt: skip

    answers = at_once(world.publish(1), refuse, world.publish(0))

    assert len(answers) == 3
    assert world.published() == (0 if OfficeRanking.objects.filter(not_this_person=True).exists() else 1)


def test_a_move_while_its_plan_is_published_counts_or_is_refused(world):
    def move(fellow):
        return lambda: runs.move_fellow(
            actor=world.dana, run_id=world.plans[0].pk, fellow_id=fellow.pk, to_office_id=None, reason="r", at=AT
        )

    answers = at_once(move(world.fellows[0]), world.publish(0), move(world.fellows[1]))
    refused = [answer for answer in answers if isinstance(answer, NotAllowed)]

    assert len(answers) == 3
    assert world.published() == 1
    assert Placement.objects.count() == len(refused)


def test_a_seat_closed_and_a_person_who_withdraws_leave_no_half_publication(world):
    def close():
        return seats.change_seat(actor=world.dana, seat_id=world.seats[0].pk, values={"is_open": False}, at=AT)

    def withdraw():
        pk = world.fellows[1].application_id
        return move_application(actor=None, application_id=pk, action="withdraw", at=AT)

    answers = at_once(world.publish(0), close, withdraw, world.publish(1))
    world.fellows[1].refresh_from_db()

    assert len(answers) == 4
    assert world.published() == (1 if world.fellows[1].stage == "placed" else 0)


def test_two_workers_on_one_run_keep_one_outcome(world):
    run = world.start()

    def solve():
        return runs.solve_run(job_id=run.job_id, at=AT).outcome

    first, second = at_once(solve, solve)
    assert first == second
    assert Job.objects.get(pk=run.job_id).stage == "done"


def test_two_windows_save_at_the_same_moment_and_one_is_told():
    cohort, offices = make_cohort(closes=timedelta(days=2)), [make_office(), make_office()]
    for office in offices:
        make_seat(cohort, office)
    fellow = make_fellow(cohort)

    def save(office):
        return lambda: rankings.save_fellow_list(
            actor=fellow.person, fellow_id=fellow.pk, order=[office.pk], never=[], at=AT, version=0
        )

    answers = at_once(*(save(office) for office in offices))

    assert sorted(type(answer).__name__ for answer in answers) == ["ListChanged", "RankingSheet"]
    assert fellow.ranking.count() == 1
