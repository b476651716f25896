"""The numbers of a cycle: time in stage, funnel, forecast with an honest range, and who may see them."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fellowship.design.charts import curve
from fellowship.rules.roles import Role
from recruitment.models import Application, StageChange
from recruitment.rules import forecasting as rules
from recruitment.rules.forecasting import Forecast, Spell
from recruitment.rules.stages import Action, Stage
from tests.factories import recruitment as make

PAGE = "/staff/applications/numbers/"
YEAR = timedelta(days=365)


@pytest.fixture
def ines(client, clock, monkeypatch):
    monkeypatch.setattr("fellowship.second_factor.given", lambda _request: True)
    ines = make.manager()
    client.force_login(ines)
    return ines


@pytest.mark.parametrize(
    ("days", "spell"),
    [
        ({}, None),
        ({3: 1}, Spell(1, 3, 3)),
        ({0: 1, 10: 1}, Spell(2, 0, 10)),
        (dict.fromkeys(range(1, 11), 1), Spell(10, 5, 9)),
    ],
)
def test_half_and_nine_of_ten(days, spell):
    assert rules.spell_of(days) == spell


@given(st.dictionaries(st.integers(0, 400), st.integers(1, 50), min_size=1, max_size=30))
def test_a_spell_lies_among_its_days(days):
    spell = rules.spell_of(days)
    assert spell.median in days
    assert min(days) <= spell.median <= spell.ninth_of_ten <= max(days)
    assert 2 * sum(number for day, number in days.items() if day <= spell.median) >= spell.count


def test_nobody_reaches_a_stage_without_the_ones_before():
    assert rules.reached({Stage.SUBMITTED: 5, Stage.INTERVIEW: 3, Stage.OFFERED: 4}) == (5, 4, 4, 4, 0, 0, 0)


def test_what_came_early_counts_on_the_first_day():
    assert rules.running_total({-2: 1, 0: 2, 2: 3}, 3) == (3, 3, 6, 6)


def test_weeks_end_with_the_day_so_far():
    assert rules.weekly(tuple(range(10))) == (6, 9)
    assert rules.weekly(()) == ()


def test_a_forecast_scales_by_last_years_share():
    then = tuple(10 * day for day in range(1, 61))
    now = tuple(20 * day for day in range(1, 31))
    found = rules.forecast(now, then)
    assert found.middle == 1200
    assert found.low < 1200 < found.high
    assert (found.low, found.high) == (round(600 * 600 / 370), round(600 * 600 / 230))


@pytest.mark.parametrize(
    ("now", "then"), [((), (1, 2)), ((30,), ()), ((19,), (1, 2)), ((30,), (1, 100)), ((30,), (0, 0))]
)
def test_with_too_little_to_go_by_nothing_is_said(now, then):
    assert rules.forecast(now, then) is None


def test_when_applications_are_closed_there_is_nothing_to_guess():
    assert rules.forecast((20, 30, 40), (10, 20, 30)) == Forecast(40, 40, 40)


@given(st.lists(st.integers(0, 300), min_size=2, max_size=90), st.lists(st.integers(0, 300), min_size=1, max_size=90))
def test_a_forecast_is_in_order_and_never_below_what_came(then, now):
    def totals(per_day):
        return rules.running_total(dict(enumerate(per_day)), len(per_day) - 1)

    found = rules.forecast(totals(now), totals(then))
    if found is not None:
        assert sum(now) <= found.low <= found.middle <= found.high


def test_the_curve_fits_its_canvas():
    drawn = curve((0, 5), (0, 10), length=4, ahead=(8, 10, 20))
    assert drawn.now == "0.0,40.0 25.0,30.0"
    assert drawn.then == "0.0,40.0 25.0,20.0"
    assert drawn.ahead == "25.0,30.0 100.0,20.0"
    assert drawn.range == "25.0,30.0 100.0,24.0 100.0,0.0"
    assert curve((), (), length=0).now == ""


def past(application, *days):
    """Let the steps of an application have happened so many days ago."""
    for change, ago in zip(StageChange.objects.filter(application=application).order_by("pk"), days, strict=True):
        StageChange.objects.filter(pk=change.pk).update(at=make.AT - timedelta(days=ago))
    Application.objects.filter(pk=application.pk).update(
        submitted_at=make.AT - timedelta(days=days[0]), stage_since=make.AT - timedelta(days=days[-1])
    )


@pytest.mark.django_db
def test_the_page_counts_this_cycle_and_the_one_before(client, ines):
    before = make.cycle(cohort_year=2026, name="2026 fellowship", opened=timedelta(days=30) - YEAR)
    cycle = make.cycle()
    old = make.moved(make.submitted(make.person("Old Person"), cycle), Action.START_REVIEW)
    Application.objects.filter(pk=old.pk).update(cycle=before)
    past(old, 300, 290)
    for number, days in enumerate(((10, 4), (9, 7), (6,))):
        application = make.submitted(make.person(f"Person {number}"), cycle)
        past(make.moved(application, *[Action.START_REVIEW][: len(days) - 1]), *days)
    make.submitted(ines, cycle)
    make.draft(make.person("Draft Person"), cycle)

    answer = client.get(PAGE)
    found = answer.context["numbers"]
    received = found.times[0]
    assert (received.label, received.now, received.then) == ("Received", Spell(2, 2, 6), Spell(1, 10, 10))
    assert (received.waiting, received.longest) == (1, 6)
    assert [(step.count, step.then_text) for step in found.funnel.steps][:3] == [(3, "1"), (2, "1"), (0, "0")]
    assert found.received == 3
    assert found.forecast is None
    assert "There is too little to say" in answer.text
    assert "<polyline" in answer.text
    assert client.get(f"{PAGE}?cycle={before.slug}").context["numbers"].received == 1


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_any_number(client, ines, rows, django_assert_num_queries):
    cycle = make.cycle()
    for number in range(rows):
        make.submitted(make.person(f"Person {number}"), cycle)
    client.get(PAGE)
    with django_assert_num_queries(11):
        client.get(PAGE)


@pytest.mark.django_db
def test_no_cycle_no_dates_and_no_right(client, ines):
    assert "There is no cycle yet" in client.get(PAGE).text
    make.cycle().milestones.all().delete()
    assert client.get(PAGE).status_code == 200
    client.force_login(make.person("Nosy Parker", role=Role.REVIEWER))
    assert client.get(PAGE).status_code == 403
