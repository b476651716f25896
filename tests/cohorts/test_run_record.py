"""A run and its record: what was asked, what came out, which rules clash, and work that was lost on the way."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.management import call_command

from cohorts.models import Lock, MatchRun, OfficeTerms, Placement
from cohorts.queries.plans import is_stale, plan_of
from cohorts.queries.runs import record_of
from cohorts.rules.lottery import fingerprint
from cohorts.rules.solving import Choices
from cohorts.services import publication, runs
from fellowship.models import Job
from fellowship.rules.refusals import NotAllowed
from fellowship.rules.roles import Role, Scope
from fellowship.services import jobs
from tests.factories.cohorts import (
    AT,
    SEED,
    list_fellows,
    list_offices,
    make_cohort,
    make_fellow,
    make_seat,
)
from tests.factories.people import give_role, make_office, make_person, make_staff, sign_in

pytestmark = pytest.mark.django_db


class World:
    """Calder has one seat, Marrow two; Keisha and Wendell want Calder first, and it puts Keisha first."""

    def __init__(self):
        self.cohort = make_cohort(closes=timedelta(days=-1))
        self.dana = make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")
        self.calder, self.marrow = make_office(name="Calder"), make_office(name="Marrow")
        self.seats = [make_seat(self.cohort, office) for office in (self.calder, self.marrow, self.marrow)]
        self.keisha, self.wendell = (make_fellow(self.cohort, name) for name in ("Keisha Brandt", "Wendell Pryce"))
        for fellow in (self.keisha, self.wendell):
            list_offices(fellow, self.calder, self.marrow)
        list_fellows(self.calder, self.cohort, self.keisha, self.wendell)

    def start(self, **choices):
        return runs.start_run(actor=self.dana, cohort_id=self.cohort.pk, at=AT, choices=Choices(**choices))

    def plan(self, **choices):
        return runs.solve_run(job_id=self.start(**choices).job_id, at=AT)

    def needs(self, office, minimum):
        OfficeTerms.objects.update_or_create(cohort=self.cohort, office=office, defaults={"minimum": minimum})

    def move(self, run, fellow, office, **more):
        to = office.pk if office else None
        return runs.move_fellow(
            actor=self.dana, run_id=run.pk, fellow_id=fellow.pk, to_office_id=to, reason="Agreed.", at=AT, **more
        )

    def matching(self, run):
        run.refresh_from_db()
        names = {str(f.pk): f.person.name.split()[0] for f in (self.keisha, self.wendell)}
        offices = {str(self.calder.pk): "Calder", str(self.marrow.pk): "Marrow", None: None}
        return {names[fellow]: offices[office] for fellow, office in plan_of(run).matching.items()}


@pytest.fixture
def world(clock):
    return World()


def test_the_same_snapshot_gives_the_same_bytes_at_every_level(world):
    world.needs(world.marrow, 1)
    for level in ("", "L0", "L1", "L2", "L3"):
        first, second = (world.plan(level=level) for _time in range(2))
        assert (first.sha256, first.outcome["level"]) == (second.sha256, level or "L0")
        assert json.dumps(first.outcome, sort_keys=True) == json.dumps(second.outcome, sort_keys=True)
    assert first.outcome["input_sha256"] == first.sha256


def test_a_run_climbs_and_keeps_what_was_asked_and_promised(world):
    world.needs(world.marrow, 2)
    run = world.plan(seconds=30)
    record = record_of(world.dana, run.pk, AT)

    assert world.matching(run) == {"Keisha": "Marrow", "Wendell": "Marrow"}
    assert (run.outcome["level"], run.choices) == ("L2", {"level": "", "seconds": 30, "tentative": False})
    assert record.held == (("Calder", 1),)
    assert record.guarantee.startswith("Not stable: no stable outcome gives every office the team it needs")
    assert [aim.reached == aim.bound for aim in record.aims] == [True] * len(record.aims)
    held = "would rather be at Calder, which keeps a seat empty so that another office has the team it needs."
    assert sorted(record.exceptions) == [f"Keisha Brandt {held}", f"Wendell Pryce {held}"]


def test_where_no_plan_is_possible_the_rules_and_the_cheapest_way_out_are_named(client, world):
    world.needs(world.marrow, 2)
    Lock.objects.create(fellow=world.keisha, office=world.calder, reason="r", locked_at=AT)
    run = world.plan()
    sign_in(client, world.dana)
    text = client.get(f"/staff/placement/runs/{run.pk}/").content.decode()
    record = record_of(world.dana, run.pk, AT)

    assert (run.stage, Job.objects.get().result_url) == ("infeasible", f"/staff/placement/runs/{run.pk}/")
    assert [rule.sentence for rule in record.clash.rules] == [
        "Keisha Brandt has an agreed place at Calder.", "Marrow needs at least 2 fellows.",
    ]  # fmt: skip
    assert record.clash.way_out.sentence.startswith("Let matching decide about Keisha Brandt again")
    assert f"/staff/placement/{world.cohort.pk}/offices/{world.marrow.pk}/team/" in text
    assert "See which rules" in client.get("/staff/placement/").content.decode()


def test_a_run_without_a_plan_is_neither_moved_in_nor_published(world):
    world.needs(world.marrow, 3)
    run = world.plan()

    for refused in (
        lambda: world.move(run, world.keisha, world.marrow),
        lambda: publication.publish_run(actor=world.dana, run_id=run.pk, at=AT, reason="Anyway."),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert not Placement.objects.exists()
    assert runs.discard_run(actor=world.dana, run_id=run.pk, at=AT).stage == "discarded"


def test_seats_without_sure_money_count_only_if_asked_for(world):
    world.seats[0].funding = "tentative"
    world.seats[0].save()
    without, counted = world.plan(), world.plan(tentative=True)

    assert world.matching(without) == {"Keisha": "Marrow", "Wendell": "Marrow"}
    assert world.matching(counted) == {"Keisha": "Calder", "Wendell": "Marrow"}
    assert [is_stale(plan_of(run)) for run in (without, counted)] == [False, False]
    publication.publish_run(actor=world.dana, run_id=without.pk, at=AT)
    assert set(Placement.objects.values_list("seat__office__name", flat=True)) == {"Marrow"}


def test_a_killed_worker_is_followed_by_another_with_the_same_inputs(client, world, monkeypatch):
    run = world.start()
    sign_in(client, world.dana)

    def killed(*_args, **_more):
        raise SystemExit

    monkeypatch.setattr(runs, "solve", killed)
    with pytest.raises(SystemExit):
        jobs.run_job(job_id=run.job_id, now=lambda: AT)
    monkeypatch.undo()
    first = run.job_id
    busy = runs.resume_run(actor=world.dana, run_id=run.pk, at=AT + timedelta(minutes=5))
    assert (busy.job_id, busy.stage) == (first, "solving")
    assert not record_of(world.dana, run.pk, AT + timedelta(minutes=5)).abandoned

    later = AT + timedelta(minutes=31)
    assert record_of(world.dana, run.pk, later).abandoned
    again = runs.resume_run(actor=world.dana, run_id=run.pk, at=later)
    assert (again.job_id == first, again.sha256, Job.objects.get(pk=first).stage) == (False, run.sha256, "failed")
    jobs.run_job(job_id=again.job_id, now=lambda: later)
    late = runs.solve_run(job_id=first, at=later + timedelta(minutes=1))
    assert (late.stage, late.solved_at, Job.objects.get(pk=first).stage) == ("draft", AT, "failed")


def test_a_run_put_away_while_it_is_solved_stays_put_away(world):
    run = world.start()
    runs.discard_run(actor=world.dana, run_id=run.pk, at=AT)
    jobs.run_job(job_id=run.job_id, now=lambda: AT)
    run.refresh_from_db()

    assert (run.stage, run.outcome, Job.objects.get().message) == ("discarded", None, "This plan was put away.")


def test_the_seed_is_told_after_publication_and_anyone_can_check_it(client, world, tmp_path, capsys):
    list_offices(make_fellow(world.cohort), world.calder, make_office())
    run = world.plan()
    sign_in(client, world.dana)
    url = f"/staff/placement/runs/{run.pk}/"
    before = client.get(url).content.decode().replace("<wbr>", "")
    assert (SEED in before, fingerprint(SEED) in before) == (False, True)
    assert client.get(f"{url}inputs.json").status_code == 404

    publication.publish_run(actor=world.dana, run_id=run.pk, at=AT)
    after, inputs = client.get(url).content.decode(), client.get(f"{url}inputs.json")
    assert (SEED in after.replace("<wbr>", ""), fingerprint(SEED)) == (
        True,
        sha256(f"seed|{SEED}".encode()).hexdigest(),
    )
    assert sha256(inputs.content).hexdigest() == run.sha256
    assert b"Keisha" not in inputs.content
    (tmp_path / "inputs.json").write_bytes(inputs.content)
    call_command("match", str(tmp_path / "inputs.json"))
    assert json.loads(capsys.readouterr().out)["matching"] == run.outcome["matching"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_record_costs_the_same_for_any_number_of_moves(world, count, django_assert_num_queries):
    run = world.plan()
    for number in range(count):
        world.move(run, world.wendell, None if number % 2 == 0 else world.marrow)
    dana = type(world.dana).objects.get(pk=world.dana.pk)

    with django_assert_num_queries(8):
        record = record_of(dana, run.pk, AT)
    assert [move.last for move in record.moves] == [True] + [False] * (count - 1)


def test_what_was_asked_is_checked_and_nobody_else_may_ask(client, world):
    regional = make_person()
    give_role(regional, Role.PROGRAM_MANAGER, scope=Scope.REGION, region=world.calder.region)
    run = world.plan()
    sign_in(client, regional)
    for url in (f"runs/{run.pk}/", f"runs/{run.pk}/inputs.json", f"{world.cohort.pk}/run/"):
        assert client.get(f"/staff/placement/{url}").status_code == 403
    assert client.post(f"/staff/placement/runs/{run.pk}/resume/").status_code == 403
    sign_in(client, world.dana)
    bad = client.post(f"/staff/placement/{world.cohort.pk}/run/", {"level": "L9"})
    good = client.post(f"/staff/placement/{world.cohort.pk}/run/", {"level": "L1", "seconds": "30"})

    assert (bad.status_code, good.status_code) == (422, 302)
    assert MatchRun.objects.latest("number").choices == {"level": "L1", "seconds": 30, "tentative": False}
