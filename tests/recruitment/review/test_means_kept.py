"""The sum and the number of an application's marks stand with it, and the database makes the mean of them."""

import pytest

from recruitment.models import Application, Criterion, Score
from recruitment.services.reading import submit_scores
from recruitment.services.tally import recount_marks
from tests.factories import selection as make

pytestmark = pytest.mark.django_db


def kept(application: Application) -> tuple[int, int, float | None]:
    return Application.objects.values_list("marks_sum", "marks_given", "mean").get(pk=application.pk)


def test_marks_are_counted_as_they_are_saved_and_abstentions_are_not():
    application = make.submitted()
    first, second = make.assigned(application)
    criteria = list(Criterion.objects.order_by("sort_order").values_list("pk", flat=True))
    assert kept(application) == (0, 0, None)
    submit_scores(actor=first.reviewer, assignment_id=first.pk, marks=dict.fromkeys(criteria, 4), at=make.AT)
    assert kept(application) == (4 * len(criteria), len(criteria), 4.0)
    submit_scores(
        actor=second.reviewer, assignment_id=second.pk, marks={criteria[0]: 1}, abstained=criteria[1:], at=make.AT
    )
    total, given = 4 * len(criteria) + 1, len(criteria) + 1
    assert kept(application) == (total, given, pytest.approx(total / given))
    submit_scores(actor=first.reviewer, assignment_id=first.pk, marks=dict.fromkeys(criteria, 4), at=make.AT)
    assert kept(application)[:2] == (total, given)


def test_a_wrong_count_is_put_right_and_a_right_one_is_left_alone():
    scored, unread = make.submitted(), make.submitted(make.person("Jo Park"))
    read = make.assigned(scored)[0]
    marks = dict.fromkeys(Criterion.objects.values_list("pk", flat=True), 3)
    submit_scores(actor=read.reviewer, assignment_id=read.pk, marks=marks, at=make.AT)
    assert recount_marks() == 0
    Score.objects.filter(assignment=read).update(value=2)
    Application.objects.filter(pk=unread.pk).update(marks_sum=9, marks_given=2)
    assert recount_marks() == 2
    assert kept(scored) == (2 * len(marks), len(marks), 2.0)
    assert kept(unread) == (0, 0, None)
