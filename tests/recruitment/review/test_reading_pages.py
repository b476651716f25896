"""The reader's screens: one after another, nothing lost, few queries."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from recruitment.models import ReviewAssignment, Rubric, Score
from recruitment.queries import selection_to_do
from recruitment.queries.reading_list import reading_list
from recruitment.queries.rubrics import is_in_use
from recruitment.services.rubrics import install_starter_rubric
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT


def several(count: int) -> Any:
    """A reader with some packets."""
    rosa, _ellis = make.reviewer(), make.reviewer("Ellis Tran")
    of = make.cycle()
    for number in range(count):
        make.assigned(make.submitted(make.person(f"Person {number}"), of))
    return rosa


def typed(read: ReviewAssignment, mark: int = 3) -> dict[str, str]:
    return {f"c{criterion}": str(mark) for criterion in make.marks(read)}


def test_saving_serves_the_next_and_the_least_read_comes_first(client: Client, clock: Any) -> None:
    rosa = several(3)
    reads = list(ReviewAssignment.objects.filter(reviewer=rosa).order_by("number"))
    other = ReviewAssignment.objects.get(application=reads[0].application, reviewer__name="Ellis Tran")
    make.scored(other)
    assert [line.number for line in reading_list(rosa, AT.date()).left] == [2, 3, 1]
    sign_in(client, rosa)
    first = reverse("recruitment_packet", args=[reads[1].pk])
    assert client.get(reverse("recruitment_next_packet")).headers["Location"] == first
    page = client.get(first).content.decode()
    assert "3 left of 3" in page
    for _again in (1, 2):
        saved = client.post(first, typed(reads[1]))
        assert saved.headers["Location"] == reverse("recruitment_next_packet")
    assert Score.objects.filter(assignment=reads[1]).count() == 3
    assert client.post(first, typed(reads[1], 4)).status_code == 409
    assert client.get(first).headers["Location"] == reverse("recruitment_packet_scores", args=[reads[1].pk])
    assert "2 left of 3" in client.get(reverse("recruitment_reading")).content.decode()


def test_missing_marks_are_named_and_nothing_typed_is_lost(client: Client, clock: Any) -> None:
    rosa = several(1)
    read = ReviewAssignment.objects.get(reviewer=rosa)
    sign_in(client, rosa)
    address = reverse("recruitment_packet", args=[read.pk])
    marks = typed(read)
    key = next(iter(marks))
    answer = client.post(address, {key: "4", "note": "Kept words"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("Give a mark for “Finds a way through”.") == 2
    assert f'id="id_{key}_3" value="4" checked' in page
    assert "Kept words" in page
    assert client.post(address, {**marks, key: "9"}).status_code == 422
    assert not Score.objects.exists()


def test_stepping_back_is_one_click_and_the_reason_is_optional(client: Client, clock: Any) -> None:
    rosa = several(1)
    read = ReviewAssignment.objects.get(reviewer=rosa)
    sign_in(client, rosa)
    back = reverse("recruitment_step_back", args=[read.pk])
    page = reverse("recruitment_stepped_back", args=[read.pk])
    for _again in (1, 2):
        assert client.post(back).headers["Location"] == page
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": "My neighbor"}).status_code == 302
    assert ReviewAssignment.objects.get(pk=read.pk).recused_reason == "My neighbor"
    assert client.get(reverse("recruitment_packet", args=[read.pk])).status_code == 404
    assert "You have no packets yet." in client.get(reverse("recruitment_reading")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_and_a_packet_cost_the_same_with_one_and_three(
    client: Client, clock: Any, django_assert_num_queries: Any, count: int
) -> None:
    rosa = several(count)
    with django_assert_num_queries(3):  # roles, sums, left; nothing is done yet
        reading_list(rosa, AT.date())
    steps = list(selection_to_do.for_reader(rosa, AT))
    assert [str(step.title) for step in steps] == [{1: "Read 1 packet", 3: "Read 3 packets"}[count]]
    for read in ReviewAssignment.objects.filter(reviewer=rosa):
        make.scored(read)
    rosa = type(rosa).objects.get(pk=rosa.pk)
    with django_assert_num_queries(3):  # roles, sums, done; nothing is left
        assert len(reading_list(rosa, AT.date()).done) == count


def test_others_have_nothing_to_read(client: Client, clock: Any, django_assert_num_queries: Any) -> None:
    stranger = make.person("Jo Park")
    list(selection_to_do.for_reader(stranger, AT))
    with django_assert_num_queries(0):
        for provider in (
            selection_to_do.for_reader, selection_to_do.for_interviewer, selection_to_do.for_officer,
            selection_to_do.for_decider,
        ):  # fmt: skip
            assert list(provider(stranger, AT)) == []
    sign_in(client, stranger)
    assert client.get(reverse("recruitment_reading")).status_code == 403


def test_a_manager_clears_gives_out_and_decides(client: Client, clock: Any) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    application, boss = make.submitted(), make.manager()
    base.moved(application, "start_review")
    sign_in(client, boss)
    titles = [str(step.title) for step in selection_to_do.for_decider(boss, AT)]
    assert titles == ["Find readers for 1 application", "Clear 1 application for reading"]
    desk = reverse("recruitment_clear", args=[application.pk])
    page = client.get(desk)
    assert page.status_code == 200
    form = page.context["form"]
    posted = {f"text_{row.id}": row.suggestion for row in form.answers}
    stale = {f"seen_{row.id}": "99" for row in form.answers}
    assert client.post(desk, {**posted, **stale}).status_code == 422
    seen = {f"seen_{row.id}": str(row.revision) for row in form.answers}
    assert client.post(desk, {**posted, **seen}).headers["Location"] == reverse("recruitment_clearing")
    assert "Everything is cleared." in client.get(reverse("recruitment_clearing")).content.decode()
    assign = reverse("recruitment_assign")
    assert "2 packets would be given out." in client.get(assign).content.decode()
    assert client.get(assign, {"application": "nonsense"}).status_code == 200
    assert client.post(assign, {"application": str(application.pk)}).status_code == 302
    assert "Every application has its readers." in client.get(assign).content.decode()
    for read in ReviewAssignment.objects.all():
        make.scored(read)
    assert [str(step.title) for step in selection_to_do.for_decider(boss, AT)] == ["Decide about 1 application"]
    decide = reverse("recruitment_decide", args=[application.pk])
    assert "Invite to interview" in client.get(decide).content.decode()
    invite = reverse("recruitment_invite", args=[application.pk])
    assert client.get(invite).status_code == 200
    assert client.post(invite).headers["Location"] == decide
    assert client.post(invite).status_code == 409
    assert client.get(invite).headers["Location"] == decide


def test_the_starter_rubric_comes_once_in_two_languages() -> None:
    rubric = install_starter_rubric()
    assert install_starter_rubric().pk == rubric.pk
    assert Rubric.objects.count() == 1
    assert rubric.criteria.count() == 3
    assert all(
        getattr(row, name)
        for row in rubric.criteria.all()
        for name in ("name_es", "question_hint_es", *(f"anchor_{mark}_es" for mark in (1, 2, 3, 4)))
    )


def test_a_rubric_in_use_stays_as_it_is(client: Client, clock: Any) -> None:
    rosa = several(1)
    rubric = Rubric.objects.get()
    admin = make.person("Ada Flores", is_staff=True, is_superuser=True)
    sign_in(client, admin)
    edit = reverse("rubrics:edit", args=[rubric.pk])
    assert not is_in_use(rubric)
    assert client.get(edit).status_code == 200
    make.scored(ReviewAssignment.objects.get(reviewer=rosa))
    assert is_in_use(rubric)
    assert client.get(edit).headers["Location"] == reverse("rubrics:index")
    assert client.get(reverse("rubrics:delete", args=[rubric.pk])).headers["Location"] == reverse("rubrics:index")
