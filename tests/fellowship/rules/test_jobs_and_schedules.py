"""Kinds of long work, its life, and the worker's timetable."""

from datetime import timedelta

import pytest

from fellowship.rules import confidential, jobs, schedules
from fellowship.rules.jobs import JobStage
from fellowship.rules.refusals import NotAllowed
from tests.factories.core import AT

STEPS = {
    ("waiting", "start"): "running", ("waiting", "finish"): "done", ("waiting", "fail"): "failed",
    ("running", "start"): "running", ("running", "finish"): "done", ("running", "fail"): "failed",
}  # fmt: skip


@pytest.mark.parametrize("stage", list(JobStage))
@pytest.mark.parametrize("action", ["start", "finish", "fail"])
def test_every_cell_of_the_table(stage, action):
    expected = STEPS.get((stage.value, action))
    if expected is None:
        with pytest.raises(NotAllowed):
            jobs.steps.after(stage, action)
    else:
        assert jobs.steps.after(stage, action) == expected


def test_a_kind_has_one_task():
    jobs.register("tests.quick", "tests.factories.work.quick")
    with pytest.raises(ValueError, match="twice"):
        jobs.register("tests.quick", "tests.factories.work.silent")
    assert jobs.task_of("tests.quick") == "tests.factories.work.quick"
    with pytest.raises(KeyError):
        jobs.task_of("tests.unheard")


@pytest.mark.parametrize(("done", "total", "percent"), [(0, 0, 0), (5, 0, 0), (1, 3, 33), (3, 3, 100), (4, 3, 100)])
def test_percent(done, total, percent):
    assert jobs.percent(done, total) == percent


def test_lost_after_half_an_hour_without_a_sign():
    assert jobs.is_lost("running", AT - timedelta(minutes=30), AT)
    assert not jobs.is_lost("running", AT - timedelta(minutes=29), AT)
    assert not jobs.is_lost("waiting", AT - timedelta(days=2), AT)


def test_a_schedule_is_minutes_or_cron_and_declared_once():
    with pytest.raises(ValueError, match="either"):
        schedules.register("x", "x.y")
    with pytest.raises(ValueError, match="either"):
        schedules.register("x", "x.y", minutes=1, cron="* * * * *")
    with pytest.raises(ValueError, match="twice"):
        schedules.register("fellowship: send letters", "x.y", minutes=1)
    names = [row.name for row in schedules.repeated()]
    assert names == sorted(names)
    assert "fellowship: seal the audit trail" in names


def test_confidential_parts_are_known_by_what_their_keys_begin_with():
    confidential.register(app_label="hidden_app", letter_prefix="hidden.")
    assert confidential.part_of("hidden.asked") == "hidden_app"
    assert confidential.part_of("open.asked") == ""
    assert "hidden." in confidential.letter_prefixes()
    assert "hidden_app" in confidential.app_labels()
