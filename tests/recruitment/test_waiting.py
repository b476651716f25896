"""What waits for a manager is counted in one query, for each kind by itself, and only what they may see."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fellowship.queries import large
from fellowship.rules.roles import Role
from recruitment.models import Application, ReviewAssignment
from recruitment.queries import waiting as counts
from tests.factories import recruitment as base
from tests.factories import selection as make
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
AT = make.AT
TODAY_QUERIES = 18


@pytest.mark.parametrize("rows", [1, 3])
def test_today_of_a_program_manager_takes_the_same_queries(
    client: Client, clock: Any, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make.submitted(make.person(f"Applicant {number}"))
        make.sent(make.invited(make.person(f"Finalist {number}")))
    sign_in(client, base.person("Dana Whitcomb", role=Role.PROGRAM_MANAGER))
    with django_assert_num_queries(TODAY_QUERIES):
        page = client.get(reverse("staff_today")).text
    assert f"Start the review of {rows} application" in page


def test_each_kind_is_counted_by_itself_and_strangers_count_nothing(
    clock: Any, django_assert_num_queries: Any
) -> None:
    make.reviewer(), make.reviewer("Ellis Tran")
    boss, stranger = make.manager(), make.person("Jo Park")
    make.submitted(make.person("Waiting Alone"))
    make.invited(make.person("To Talk"))
    read = make.submitted(make.person("Read By One"))
    base.moved(read, "start_review")
    row = ReviewAssignment.objects.create(
        application=Application.objects.get(pk=read.pk), reviewer=make.reviewer(), number=7, assigned_at=AT,
        due_on=(AT - timedelta(days=3)).date(),
    )  # fmt: skip
    counts.waiting(boss, AT)
    with django_assert_num_queries(1):
        found = counts.waiting(boss, AT)
    shown = {name: number for name, number in found.items() if number}
    assert shown == {counts.TO_REVIEW: 1, counts.TO_TALK_WITH: 1, counts.LACK_READERS: 1, counts.OVERDUE: 1}
    make.scored(row)
    assert counts.waiting(boss, AT)[counts.OVERDUE] == 0
    theirs = counts.waiting(stranger, AT)
    assert {name: number for name, number in theirs.items() if number} == {}


def test_a_large_count_is_kept_and_a_small_one_is_right_at_once(clock: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(large, "LARGE", 2)
    boss = make.manager()
    make.submitted(make.person("First Person"))
    assert counts.waiting(boss, AT)[counts.TO_REVIEW] == 1
    make.submitted(make.person("Second Person"))
    assert counts.waiting(boss, AT)[counts.TO_REVIEW] == 2
    make.submitted(make.person("Third Person"))
    make.invited(make.person("To Talk"))
    found = counts.waiting(boss, AT)
    assert (found[counts.TO_REVIEW], found[counts.TO_TALK_WITH]) == (2, 1)
