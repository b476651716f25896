"""The pure rules of training."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.rules import due, scoring
from training.rules.completion import LessonState, completion
from training.rules.kinds import LessonKind, Standing
from training.rules.publishing import DraftLesson, DraftQuestion, Flaw, problems

DAY = date(2027, 1, 4)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_due_follows_the_plan_when_enrolled_early():
    assert due.due_on(starts_on=DAY, enrolled_on=date(2026, 12, 1), days_after_start=7) == date(2027, 1, 11)


def test_a_late_starter_has_fourteen_days():
    assert due.due_on(starts_on=DAY, enrolled_on=date(2027, 3, 1), days_after_start=7) == date(2027, 3, 15)


def test_the_latest_grant_counts_and_an_earlier_one_takes_nothing_back():
    granted = [date(2027, 2, 1), date(2027, 1, 1)]
    asked = due.due_on(starts_on=DAY, enrolled_on=date(2026, 12, 1), days_after_start=7, overrides=granted)
    assert asked == date(2027, 2, 1)


@given(starts_on=days, enrolled_on=days, offset=st.integers(-30, 400), granted=st.lists(days, max_size=3))
def test_nobody_is_late_on_the_first_day_nor_before_the_plan(starts_on, enrolled_on, offset, granted):
    day = due.due_on(starts_on=starts_on, enrolled_on=enrolled_on, days_after_start=offset, overrides=granted)
    assert day - enrolled_on >= timedelta(days=14)
    assert day >= starts_on + timedelta(days=offset)
    assert all(day >= given_day for given_day in granted)


def test_a_day_ends_in_the_time_zone_of_the_office():
    assert due.end_of_day(date(2027, 1, 11), "America/Los_Angeles") == datetime(
        2027, 1, 12, 7, 59, 59, 999_999, tzinfo=UTC
    )
    assert due.end_of_day(date(2027, 3, 13), "America/New_York") == datetime(
        2027, 3, 14, 4, 59, 59, 999_999, tzinfo=UTC
    )
    assert due.end_of_day(date(2027, 3, 14), "America/New_York") == datetime(
        2027, 3, 15, 3, 59, 59, 999_999, tzinfo=UTC
    )


def test_the_day_there_is_the_day_of_the_office():
    assert due.day_there(datetime(2027, 1, 12, 3, tzinfo=UTC), "America/Los_Angeles") == date(2027, 1, 11)


@pytest.mark.parametrize(
    ("is_done", "is_opened", "due_in", "expected"),
    [
        (True, True, -9, Standing.DONE),
        (False, True, -1, Standing.LATE),
        (False, False, -1, Standing.LATE),
        (False, True, 0, Standing.UNDER_WAY),
        (False, False, 0, Standing.SOON),
        (False, False, 7, Standing.SOON),
        (False, False, 8, Standing.NOT_YET),
    ],
)
def test_standing(is_done, is_opened, due_in, expected):
    day = DAY + timedelta(days=due_in)
    assert due.standing(is_done=is_done, is_opened=is_opened, due=day, today=DAY) is expected


RIGHT = {"1": frozenset("a"), "2": frozenset("bc"), "3": frozenset("d")}


@pytest.mark.parametrize(
    ("answers", "score", "passed"),
    [
        ({}, 0, False),
        ({"1": "a", "2": "c"}, 2, True),
        ({"1": "a", "2": "x", "9": "d"}, 1, False),
        ({"1": "a", "2": "b", "3": "d"}, 3, True),
    ],
)
def test_marking(answers, score, passed):
    assert scoring.mark(answers, RIGHT, 2) == scoring.Result(score, 3, passed)


def test_the_best_try_counts():
    tries = [scoring.Result(1, 3, passed=False), scoring.Result(3, 3, passed=True), scoring.Result(2, 3, passed=True)]
    assert scoring.best(tries) == tries[1]
    assert scoring.best([]) is None


def test_unanswered_questions_in_order():
    assert scoring.unanswered({"2": "b", "3": ""}, ["3", "2", "1"]) == ("3", "1")


def state(key, *, required=True, done=False):
    return LessonState(key, f"Lesson {key}", LessonKind.READING, required, done)


def test_completion_names_each_unmet_criterion():
    found = completion([state("a", done=True), state("b"), state("c", required=False), state("d")])
    assert (found.done, found.total, [row.key for row in found.unmet]) == (1, 3, ["b", "d"])
    assert not found.is_complete


def test_completion_of_required_lessons_is_enough():
    assert completion([state("a", done=True), state("b", required=False)]).is_complete
    assert not completion([]).is_complete


GOOD_QUESTION = DraftQuestion("Q", ((True, True), (False, True)))


def quiz(*questions, pass_mark=1):
    return DraftLesson("Quiz", LessonKind.QUIZ, has_body=False, pass_mark=pass_mark, questions=questions)


@pytest.mark.parametrize(
    ("lessons", "flaws"),
    [
        ([], [Flaw.NO_LESSONS]),
        ([DraftLesson("L", LessonKind.READING, has_body=False)], [Flaw.EMPTY_LESSON]),
        ([DraftLesson("L", LessonKind.READING, has_body=True, is_required=False)], [Flaw.NO_REQUIRED_LESSON]),
        ([quiz()], [Flaw.NO_QUESTIONS]),
        ([quiz(GOOD_QUESTION, pass_mark=None)], [Flaw.PASS_MARK_MISSING]),
        ([quiz(GOOD_QUESTION, pass_mark=0)], [Flaw.PASS_MARK_MISSING]),
        ([quiz(GOOD_QUESTION, pass_mark=2)], [Flaw.PASS_MARK_TOO_HIGH]),
        ([quiz(DraftQuestion("Q", ((True, True),)))], [Flaw.TOO_FEW_CHOICES]),
        ([quiz(DraftQuestion("Q", ((False, True), (False, True))))], [Flaw.NO_RIGHT_ANSWER]),
        ([quiz(DraftQuestion("Q", ((True, False), (False, True))))], [Flaw.NO_RATIONALE]),
        ([quiz(GOOD_QUESTION), DraftLesson("L", LessonKind.ACKNOWLEDGE, has_body=True)], []),
    ],
)
def test_what_keeps_a_draft_back(lessons, flaws):
    assert [problem.flaw for problem in problems(lessons)] == flaws
