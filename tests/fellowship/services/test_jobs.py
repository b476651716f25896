"""Long work: asked for, done, watched, and never silently lost."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from django.utils.module_loading import import_string
from django_q.models import OrmQ, Schedule, Task

from fellowship import clock as program_clock
from fellowship import tasks
from fellowship.access import Refused
from fellowship.models import AuditEntry, Job, Letter
from fellowship.queries.jobs import job_of
from fellowship.rules import schedules as schedule_rules
from fellowship.rules.roles import Role
from fellowship.services import bulk_letters, housekeeping, jobs, schedules
from tests.factories.core import AT, DECISION, make_letter
from tests.factories.people import make_person, make_staff

pytestmark = pytest.mark.django_db


def start(kind="tests.quick", actor=None, **params):
    return jobs.start_job(actor=actor or make_person(), kind=kind, params=params, at=AT, label="Three things")


def run(job):
    jobs.run_job(job_id=job.pk, now=program_clock.now)
    job.refresh_from_db()
    return job


def test_work_waits_for_the_worker_with_the_commit():
    job = start(rows=3)
    assert (job.stage, job.params, job.label) == ("waiting", {"rows": 3}, "Three things")
    (task,) = OrmQ.objects.all()
    assert (task.task["func"], task.task["args"]) == ("fellowship.tasks.run_job", (str(job.pk),))
    assert AuditEntry.objects.get(action="fellowship.start_job").data == {"kind": "tests.quick"}


def test_unknown_work_is_a_mistake():
    with pytest.raises(KeyError):
        start("tests.unheard")
    assert Job.objects.count() == 0


def test_the_worker_does_it(clock):
    job = start()
    tasks.run_job(str(job.pk))
    job.refresh_from_db()
    assert (job.stage, job.done, job.total, job.message) == ("done", 3, 3, "Three things done.")
    assert (job.result_url, job.attempts, job.updated_at) == ("/my/", 1, clock.now)


def test_work_without_a_word_at_its_end_is_done():
    assert run(start("tests.silent")).stage == "done"


def test_broken_work_says_so_without_its_secrets(caplog):
    job = run(start("tests.broken", actor=make_person(language="es")))
    assert job.stage == "failed"
    assert job.message
    assert "secret" not in job.message
    assert "tests.broken" in caplog.text


def test_work_that_is_over_is_not_done_again():
    job = run(start())
    assert run(job).attempts == 1


def test_work_that_was_lost_is_done_again_thrice_and_no_more():
    job = start()
    Job.objects.update(stage="running", attempts=2, done=1, total=3)
    assert run(job).stage == "done"
    lost = start()
    Job.objects.filter(pk=lost.pk).update(stage="running", attempts=3)
    assert run(lost).stage == "failed"


def test_progress_stays_within_its_bounds_and_ends_with_the_work():
    job = start()
    jobs.report_progress(job_id=job.pk, done=1, total=3, at=AT)
    assert Job.objects.get().total == 0
    Job.objects.update(stage="running")
    jobs.report_progress(job_id=job.pk, done=5, total=3, at=AT)
    assert (Job.objects.get().done, Job.objects.get().total) == (3, 3)
    jobs.report_progress(job_id=job.pk, done=-1, total=3, at=AT)
    assert Job.objects.get().done == 0


def test_the_end_is_said_once():
    job = start()
    jobs.finish_job(job_id=job.pk, at=AT, message="x" * 400)
    jobs.finish_job(job_id=job.pk, at=AT, message="again")
    jobs.fail_job(job_id=job.pk, at=AT, message="failed")
    job.refresh_from_db()
    assert (job.stage, job.message) == ("done", "x" * 300)


def test_lost_work_is_given_up(clock):
    lost, slow, waiting = start(), start(), start()
    Job.objects.filter(pk=lost.pk).update(stage="running", updated_at=clock.now - timedelta(minutes=31))
    Job.objects.filter(pk=slow.pk).update(stage="running", updated_at=clock.now - timedelta(minutes=29))
    Job.objects.filter(pk=waiting.pk).update(updated_at=clock.now - timedelta(days=1))
    tasks.fail_lost_jobs()
    stages = [Job.objects.get(pk=job.pk).stage for job in (lost, slow, waiting)]
    assert stages == ["failed", "running", "waiting"]


def test_only_the_one_who_asked_sees_it(django_assert_num_queries):
    maya = make_person()
    job = start(actor=maya)
    with django_assert_num_queries(1):
        shown = job_of(maya, job.pk, AT + timedelta(minutes=3))
    assert (shown.is_open, shown.is_done, shown.percent, shown.is_waiting_long) == (True, False, 0, True)
    assert job_of(maya, job.pk, AT).is_waiting_long is False
    with pytest.raises(Http404):
        job_of(make_staff(Role.ADMINISTRATOR), job.pk, AT)


def test_letters_are_let_go_together(clock):
    dana = make_staff(Role.PROGRAM_MANAGER)
    held = [make_letter(kind=DECISION) for _number in range(3)]
    gone = make_letter()
    chosen = [letter.pk for letter in (*held, gone)]
    job = bulk_letters.start_sending(actor=dana, letter_ids=chosen, at=AT)
    assert Letter.objects.filter(stage="held").count() == 3
    tasks.run_job(str(job.pk))
    job.refresh_from_db()
    assert Letter.objects.filter(stage="queued").count() == 4
    assert (job.stage, job.done, job.total) == ("done", 4, 4)
    assert job.message == "3 letters are on their way. 1 had been sent or discarded before."
    tasks.send_letters(str(job.pk))
    assert OrmQ.objects.filter().count() == 1 + 1 + 3


def test_one_letter_alone_reads_well():
    dana = make_staff(Role.PROGRAM_MANAGER)
    job = bulk_letters.start_sending(actor=dana, letter_ids=[make_letter(kind=DECISION).pk], at=AT)
    assert job.label == "Sending 1 letter"
    assert run(job).message == "1 letter is on its way."


def test_nothing_to_send_and_nobody_to_send_it():
    with pytest.raises(bulk_letters.NothingToSend):
        bulk_letters.start_sending(actor=make_staff(Role.PROGRAM_MANAGER), letter_ids=[], at=AT)
    with pytest.raises(Refused):
        bulk_letters.start_sending(actor=make_person(), letter_ids=[make_letter().pk], at=AT)


def test_each_task_of_the_clock_calls_its_service(clock, mailoutbox):
    make_letter(at=clock.now)
    tasks.deliver_due_letters()
    assert len(mailoutbox) == 1
    tasks.deliver_letter(str(make_letter(at=clock.now).pk))
    assert len(mailoutbox) == 2
    tasks.seal_audit()
    tasks.seal_audit_thoroughly()
    assert AuditEntry.objects.filter(seal__isnull=True).count() == 0
    tasks.purge_finished_tasks()


def test_old_records_of_the_worker_are_forgotten():
    ages = [("a", True, 8), ("b", True, 6), ("c", False, 8), ("d", False, 91)]
    for key, success, days in ages:
        when = AT - timedelta(days=days)
        Task.objects.create(id=key, name=key, func="x", started=when, stopped=when, success=success)
    assert housekeeping.purge_finished_tasks(at=AT) == 2
    assert sorted(Task.objects.values_list("id", flat=True)) == ["b", "c"]


def test_the_timetable_is_kept_as_declared(monkeypatch):
    schedules.ensure_schedules(at=AT)
    assert schedules.ensure_schedules(at=AT) == 0
    names = {row.name for row in schedule_rules.repeated()}
    assert set(Schedule.objects.values_list("name", flat=True)) == names
    minutely = Schedule.objects.get(name="fellowship: seal the audit trail")
    Schedule.objects.filter(pk=minutely.pk).update(minutes=59)
    Schedule.objects.create(name="fellowship: old", func="fellowship.tasks.gone")
    Schedule.objects.create(name="theirs", func="somebody.elses")
    assert schedules.ensure_schedules(at=AT) == 2
    assert set(Schedule.objects.values_list("name", flat=True)) == {*names, "theirs"}
    minutely.refresh_from_db()
    assert (minutely.minutes, minutely.repeats) == (1, -1)


def test_a_nightly_task_first_runs_the_next_night():
    Schedule.objects.all().delete()
    schedules.ensure_schedules(at=AT)
    first = timezone.localtime(Schedule.objects.get(name="fellowship: forget finished tasks").next_run)
    assert (first.hour, first.minute) == (3, 40)


def test_every_declared_task_exists():
    for row in schedule_rules.repeated():
        assert callable(import_string(row.task)), row.name
