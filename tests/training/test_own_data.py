"""Training in the copy of one's own data, and after its deletion."""

import pytest

from fellowship.models import StoredFile
from recruitment.services import own_data as deletion
from tests.factories import training as make
from tests.factories.people import make_office
from tests.factories.training import AT
from training.models import Certificate, Enrollment, ProgressEvent, QuizAttempt
from training.queries.own_data import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def finished():
    """Somebody who finished a course."""
    enrollment = make.enrolled(make.small_course())
    make.finish(enrollment)
    return enrollment


def test_the_copy_holds_progress_tries_and_certificates(finished, django_assert_num_queries):
    make.finish(make.enrolled(finished.assignment, person=make.make_advocate(make_office(), name="Ana Sol")))
    with django_assert_num_queries(5):
        mine = part(finished.person)
    (course,) = mine["courses"]
    assert course["course"] == "Small course"
    assert {row["lesson"] for row in course["progress"]} >= {"Read this"}
    assert [(row["attempt"], row["passed"]) for row in mine["quizzes"]] == [(1, True)]
    assert [row["name"] for row in mine["certificates"]] == [finished.person.name]


def test_deletion_takes_courses_and_certificates(finished):
    other = make.enrolled(finished.assignment, person=make.make_advocate(make_office(), name="Ana Sol"))
    make.finish(other)
    finished.person.role_grants.all().delete()
    assert deletion.ask_erasure(actor=finished.person, at=AT).stage == "done"
    assert list(Enrollment.objects.all()) == [other]
    assert set(ProgressEvent.objects.values_list("enrollment", flat=True)) == {other.pk}
    assert set(QuizAttempt.objects.values_list("enrollment", flat=True)) == {other.pk}
    assert [row.person for row in Certificate.objects.all()] == [other.person]
    assert not StoredFile.objects.filter(owner=finished.person).exists()
