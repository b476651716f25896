"""Review phases: when marks are saved, and when readers see each other's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from recruitment.models import Cycle, ReadDraft, ReviewAssignment, ReviewPhase, Score
from recruitment.queries.assigning import lacking, readable_applications
from recruitment.queries.reading import compared
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.phases import Colleagues, Phase, overlapping, phase_from_dates, reading_at
from recruitment.services.reading import ReadingClosed
from tests.factories import selection as make
from tests.factories.people import sign_in

AT = make.AT
DAY = timedelta(days=1)


def days(number: int) -> datetime:
    return AT + number * DAY


def phase(of: Cycle, name: str = "First reading", opens: int = -1, closes: int = 1, **fields: Any) -> ReviewPhase:
    return ReviewPhase.objects.create(cycle=of, name=name, opens_at=days(opens), closes_at=days(closes), **fields)


def test_without_phases_reading_is_open_until_everyone_has_heard() -> None:
    dates = {MilestoneKind.APPLICATIONS_OPEN: days(-9), MilestoneKind.HEAR_BY: days(9)}
    derived = phase_from_dates(dates)
    assert [derived.is_open(days(day)) for day in (-10, -9, 0, 8, 9)] == [False, True, True, True, False]
    assert phase_from_dates({}).is_open(AT)


def test_a_phase_is_open_from_its_first_moment_until_before_its_last() -> None:
    first, second = Phase("A", days(0), days(2)), Phase("B", days(4), days(6), colleagues=Colleagues.NEVER)
    told = [reading_at([second, first], days(day)) for day in (-1, 0, 2, 4, 6)]
    assert [row.now.name if row.now else "" for row in told] == ["", "A", "", "B", ""]
    assert [row.last.name if row.last else "" for row in told] == ["", "", "A", "A", "B"]
    assert [row.next.name if row.next else "" for row in told] == ["A", "B", "B", "", ""]
    assert [row.can_score for row in told] == [False, True, False, True, False]
    assert [row.shows_colleagues for row in told] == [True, True, True, False, False]


spans = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=6))
def test_two_phases_overlap_when_some_moment_lies_in_both(found: list[tuple[int, int]]) -> None:
    start = datetime(2027, 1, 1, tzinfo=UTC)
    named = [(str(place), start + a * DAY, start + b * DAY) for place, (a, b) in enumerate(found)]
    pairs = {frozenset(pair) for pair in overlapping(named)}
    shared = {
        frozenset((str(one), str(other)))
        for one, (a, b) in enumerate(found)
        for other, (c, d) in enumerate(found)
        if one < other and set(range(a, b)) & set(range(c, d))
    }
    assert pairs == shared


@pytest.mark.django_db
def test_marks_are_saved_only_in_a_phase_and_kept_as_a_draft_otherwise(client: Client, clock: Any) -> None:
    read, _other = make.assigned(make.submitted())
    coming = phase(read.application.cycle, opens=2, closes=5)
    sign_in(client, read.reviewer)
    address = reverse("recruitment_packet", args=[read.pk])
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "Reading is closed now. It opens again on 24 November 2026." in page
    assert "Save scores, next packet" not in page
    typed = {**{f"c{criterion}": "4" for criterion in make.marks(read)}, "note": "Kept words", "revision": "0"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Reading is closed now, so scores can’t be saved." in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    with pytest.raises(ReadingClosed):
        make.scored(read)
    assert not Score.objects.exists()
    assert client.post(address, {**typed, "later": "yes"}).headers["Location"] == reverse("recruitment_reading")
    assert ReadDraft.objects.get().note == "Kept words"
    coming.opens_at = days(-1)
    coming.save()
    page = client.get(address).content.decode().replace("\xa0", " ")
    assert "First reading, open until 27 November" in page
    assert page.count(" checked>") == 3
    assert client.post(address, typed).status_code == 302
    assert Score.objects.count() == 3
    assert not ReadDraft.objects.exists()


@pytest.mark.django_db
def test_a_phase_of_talk_takes_no_marks(client: Client, clock: Any) -> None:
    read, _other = make.assigned(make.submitted())
    phase(read.application.cycle, name="Panel talk", can_score=False)
    with pytest.raises(ReadingClosed):
        make.scored(read)
    sign_in(client, read.reviewer)
    page = client.get(reverse("recruitment_packet", args=[read.pk])).content.decode()
    assert "In this phase, “Panel talk”, packets are read and talked about." in page


@pytest.mark.django_db
def test_where_a_phase_keeps_readers_apart_the_others_marks_are_not_looked_up(client: Client, clock: Any) -> None:
    first, second = make.assigned(make.submitted())
    apart = phase(first.application.cycle, sees_colleagues=Colleagues.NEVER)
    make.scored(second, 1, note="A secret of the other reader")
    make.scored(first, 4)
    found = compared(first.reviewer, first.pk, AT)
    assert found is not None
    assert [row.others for row in found.rows] == [(), (), ()]
    assert (found.other_means, found.other_notes, found.shows_others) == ((), (), False)
    assert "secret" not in repr(found)
    sign_in(client, first.reviewer)
    page = client.get(reverse("recruitment_packet_scores", args=[first.pk])).content.decode()
    assert "In this phase readers don’t see each other’s scores." in page
    assert "secret" not in page
    later = compared(first.reviewer, first.pk, days(2))
    assert later is not None
    assert not later.shows_others
    apart.sees_colleagues = Colleagues.AFTER_OWN
    apart.save()
    opened = compared(first.reviewer, first.pk, AT)
    assert opened is not None
    assert opened.other_notes == ("A secret of the other reader",)


@pytest.mark.django_db
def test_a_phase_may_ask_for_its_own_number_of_readers() -> None:
    of, boss = make.cycle(), make.manager()
    application = make.submitted(of=of)
    assert [row.wanted for row in lacking(readable_applications(boss), AT)] == [2]
    phase(of, reads_per_application=3)
    phase(of, "Later", 2, 4, reads_per_application=5)
    for name in ("Rosa Delgado", "Ellis Tran", "Noor Aziz", "Jo Park"):
        make.reviewer(name)
    assert [row.wanted for row in lacking(readable_applications(boss), AT)] == [3]
    assert len(make.assigned(application)) == 3
    assert [row.wanted - row.kept for row in lacking(readable_applications(boss), days(3))] == [2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"closes": -2}, {"reads_per_application": 0}, {"sees_colleagues": "always"}, {"name": "First reading"}]
)
def test_the_database_refuses_what_makes_no_phase(wrong: dict[str, Any]) -> None:
    of = make.cycle()
    phase(of)
    with pytest.raises(IntegrityError), transaction.atomic():
        phase(of, **{"name": "Other", **wrong})


@pytest.mark.django_db
def test_phases_that_overlap_are_refused_where_they_are_written(client: Client, clock: Any) -> None:
    of = make.cycle()
    phase(of, "One", 0, 3)
    phase(of, "Two", 4, 6)
    admin = make.person("Ada Flores", is_staff=True, is_superuser=True)
    sign_in(client, admin)
    form = client.get(reverse("cycle:edit", args=[of.pk])).context["form"]
    data: dict[str, Any] = {}
    for each in [form, *(part for formset in form.formsets.values() for part in formset.initial_forms)]:
        for bound in each:
            value = bound.value()
            data[bound.html_name] = "" if value is None else value
    for formset in form.formsets.values():
        prefix = formset.prefix
        data |= {
            f"{prefix}-TOTAL_FORMS": len(formset.initial_forms), f"{prefix}-INITIAL_FORMS": len(formset.initial_forms),
            f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000,
        }  # fmt: skip
        for place, part in enumerate(formset.initial_forms):
            data |= {
                f"{prefix}-{place}-ORDER": place,
                f"{prefix}-{place}-DELETE": "",
                part.add_prefix("id"): part.instance.pk,
            }
    data = {
        key: value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value for key, value in data.items()
    }
    moved = {**data, "review_phases-1-opens_at": days(2).strftime("%Y-%m-%d %H:%M")}
    answer = client.post(reverse("cycle:edit", args=[of.pk]), moved)
    assert "“Two” begins before “One” is over." in answer.content.decode()
    assert ReviewPhase.objects.get(name="Two").opens_at == days(4)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_reading_and_scoring_cost_the_same_with_one_and_three(
    client: Client, clock: Any, django_assert_num_queries: Any, count: int
) -> None:
    rosa, _ellis = make.reviewer(), make.reviewer("Ellis Tran")
    of = make.cycle()
    for number in range(count):
        make.assigned(make.submitted(make.person(f"Person {number}"), of))
    read = ReviewAssignment.objects.filter(reviewer=rosa).order_by("number")[0]
    sign_in(client, rosa)
    address = reverse("recruitment_packet", args=[read.pk])
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)
    typed = {f"c{criterion}": "3" for criterion in make.marks(read)}
    with django_assert_num_queries(18):
        client.post(address, typed)
