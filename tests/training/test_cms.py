"""Writing courses in the content screens."""

import pytest
from django.urls import reverse

from fellowship.rules.roles import Role, Scope
from fellowship.services.cms_groups import settle_groups
from fellowship.services.roles import grant_role
from tests.factories.people import make_person, sign_in
from tests.factories.training import AT, enrolled, small_course
from training.models import Choice, Course, CourseVersion, Lesson, Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def author(client):
    """An administrator in the content screens."""
    settle_groups()
    person = make_person()
    grant_role(actor=None, person=person, role=Role.ADMINISTRATOR, scope=Scope.NATION, starts_on=AT.date(), at=AT)
    return sign_in(client, person)


def formset(name, *rows):
    """The fields of an inline panel, all new."""
    sent = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0, f"{name}-MIN_NUM_FORMS": 0,
            f"{name}-MAX_NUM_FORMS": 1000}  # fmt: skip
    return sent | {f"{name}-{number}-{key}": value for number, row in enumerate(rows) for key, value in row.items()}


LESSON = {
    "order": 1, "key": "one", "kind": "quiz", "is_required": "on", "title": "One", "title_es": "", "body": "null",
    "body_es": "null", "minutes": 5, "due_after_days": 7, "pass_mark": 1, "id": "",
}  # fmt: skip


def test_a_course_is_written_mended_and_published(author):
    course = Course.objects.create(slug="new", title="New course")
    version = {"course": course.pk, "summary": "About", "summary_es": ""}
    response = author.post(reverse("training_versions:add"), version | formset("lessons", LESSON))
    assert response.status_code == 302
    draft = CourseVersion.objects.get()
    publish = reverse("training_versions:publish", args=[draft.pk])
    assert "Add questions to the quiz “One”. It has none." in author.get(publish).text
    assert author.post(publish).status_code == 422
    choices = formset(
        "choices",
        {"order": 1, "text": "a", "rationale": "because", "is_right": "on", "id": ""},
        {"order": 2, "text": "b", "rationale": "because not", "id": ""},
    )
    question = {"lesson": Lesson.objects.get().pk, "order": 1, "text": "Which?", "text_es": ""}
    assert author.post(reverse("training_questions:add"), question | choices).status_code == 302
    assert Choice.objects.count() == 2
    assert author.post(publish).status_code == 302
    draft.refresh_from_db()
    assert draft.is_published


def test_a_second_draft_of_a_course_is_refused(author):
    course = Course.objects.create(slug="new", title="New course")
    CourseVersion.objects.create(course=course, number=1)
    response = author.post(reverse("training_versions:add"), {"course": course.pk} | formset("lessons"))
    assert "This course has a draft already." in response.text


def test_what_is_published_opens_no_editor(author):
    enrollment = enrolled(small_course())
    for address in (
        reverse("training_versions:edit", args=[enrollment.version_id]),
        reverse("training_versions:delete", args=[enrollment.version_id]),
        reverse("training_questions:edit", args=[Question.objects.first().pk]),
        reverse("training_questions:delete", args=[Question.objects.first().pk]),
    ):
        assert author.post(address).url == reverse("training_versions:index")
    assert (CourseVersion.objects.count(), Question.objects.count()) == (1, 2)


def test_a_new_version_begins_as_a_copy(author):
    enrollment = enrolled(small_course())
    renew = reverse("training_versions:renew", args=[enrollment.version_id])
    assert "copied into a draft" in author.get(renew).text
    response = author.post(renew)
    draft = CourseVersion.objects.get(published_at__isnull=True)
    assert response.url == reverse("training_versions:edit", args=[draft.pk])
    assert author.get(response.url).status_code == 200
    assert author.get(reverse("training_versions:index")).status_code == 200
