"""What a leave, a move and an end do to courses and one-on-ones, through the news that cohorts sends."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cohorts.services import changes, transfers
from fellowship.rules.roles import Role
from tests.factories.cohorts import AT, make_placement, make_seat
from tests.factories.people import make_office, make_person, make_staff
from tests.factories.training import enrolled, finish, small_course
from tests.factories.wellness import make_pair, planned
from training.queries.progress import records
from wellness.models import OneOnOne

pytestmark = pytest.mark.django_db


@pytest.fixture
def placement():
    return make_placement(person=make_person(name="Keisha Brandt", time_zone="America/Los_Angeles"))


@pytest.fixture
def dana():
    return make_staff(Role.PROGRAM_MANAGER, name="Dana Whitcomb")


def one_on_ones():
    return list(OneOnOne.objects.order_by("scheduled_at").values_list("scheduled_at", "stage"))


def test_a_leave_moves_open_lessons_by_its_length_and_one_on_ones_behind_it(placement, dana):
    person = placement.fellow.person
    enrollment = enrolled(small_course(), person=person, office=placement.seat.office)
    before = [row.due_on for row in records([enrollment], AT, "en")[0].lessons]
    pair = make_pair(advocate=person, coach=dana)
    inside, outside = AT + timedelta(days=10), AT + timedelta(days=30)
    for when in (inside, outside):
        planned(pair, scheduled_at=when)
    changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=AT.date(), last_day=AT.date() + timedelta(days=11), reason="",
        at=AT,
    )  # fmt: skip
    after = [row.due_on for row in records([enrollment], AT, "en")[0].lessons]

    assert [(later - day).days for day, later in zip(before, after, strict=True)] == [12] * len(before)
    assert one_on_ones() == [(inside + timedelta(days=14), "planned"), (outside, "planned")]


def test_a_finished_course_keeps_its_days(placement, dana):
    enrollment = enrolled(small_course(), person=placement.fellow.person, office=placement.seat.office)
    finish(enrollment)
    changes.plan_leave(
        actor=dana, placement_id=placement.pk, first_day=AT.date(), last_day=AT.date(), reason="", at=AT
    )
    assert not enrollment.overrides.exists()


def test_a_move_takes_courses_along_without_other_dates(placement, dana):
    enrollment = enrolled(small_course(), person=placement.fellow.person, office=placement.seat.office)
    there = make_office(time_zone="America/New_York")
    seat = make_seat(placement.fellow.cohort, there)
    starts_on = enrollment.starts_on
    transfers.plan_transfer(
        actor=dana, placement_id=placement.pk, seat_id=seat.pk, from_day=AT.date(), reason="", at=AT
    )
    enrollment.refresh_from_db()
    assert (enrollment.office, enrollment.time_zone, enrollment.starts_on) == (there, "America/New_York", starts_on)


def test_after_the_end_no_one_on_one_is_left(placement, dana):
    pair = make_pair(advocate=placement.fellow.person, coach=dana)
    last = AT + timedelta(days=20)
    planned(pair, scheduled_at=last)
    changes.end_early(
        actor=dana, placement_id=placement.pk, last_day=date(2026, 11, 30), end_kind="life", reason="", at=AT
    )
    assert one_on_ones() == [(last, "planned")]
    changes.settle_due_changes(at=datetime(2026, 12, 1, 20, tzinfo=UTC))
    assert one_on_ones() == [(last, "cancelled")]
