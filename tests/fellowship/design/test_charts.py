"""The geometry of charts: everything on one scale, inside its canvas, with nothing divided by zero."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fellowship.design.charts import bar_chart, dot_timeline, funnel, sparkline, two_readers
from fellowship.design.progress import progress_of

NUMBERS = st.floats(min_value=-1000, max_value=1_000_000, allow_nan=False)


def test_longest_bar_fills_the_row_and_others_keep_their_share():
    chart = bar_chart([("A", 50, 100), ("B", 25, None)], title="T", now="2027", then="2026")
    assert [(bar.now_width, bar.then_width) for bar in chart.bars] == [(50.0, 100.0), (25.0, 0.0)]
    assert [(bar.now_text, bar.then_text) for bar in chart.bars] == [("50", "100"), ("25", "")]
    assert chart.has_then


def test_bars_without_any_number_are_drawn_empty():
    chart = bar_chart([("A", 0, None)], title="T", now="Now")
    assert [(bar.now_width, bar.now_text) for bar in chart.bars] == [(0.0, "0")]
    assert not chart.has_then
    assert bar_chart([], title="T", now="Now").bars == ()


def test_bar_keeps_unit_and_decimals():
    chart = bar_chart([("A", 62.5, None), ("B", 1200, None)], title="T", now="Now", unit="%")
    assert [bar.now_text for bar in chart.bars] == ["62.5%", "1,200%"]


@given(st.lists(st.tuples(st.just("x"), NUMBERS, st.none() | NUMBERS), max_size=8))
def test_bars_never_leave_their_canvas(rows):
    for bar in bar_chart(rows, title="T", now="N").bars:
        assert 0 <= bar.now_width <= 100
        assert 0 <= bar.then_width <= 100


def test_funnel_says_the_share_of_the_stage_before():
    chart = funnel([("Sent", 400, 350), ("Read", 300, None), ("Offered", 0, 5), ("Accepted", 0, 4)], title="T")
    assert [(step.count, step.share_text, step.then_text, step.width) for step in chart.steps] == [
        (400, "", "350", 100.0),
        (300, "75%", "", 75.0),
        (0, "0%", "5", 0.0),
        (0, "", "4", 0.0),
    ]
    assert [step.slope for step in chart.steps] == [
        "0,0 100.0,0 75.0,10 0,10", "0,0 75.0,0 0.0,10 0,10", "0,0 0.0,0 0.0,10 0,10", "",
    ]  # fmt: skip


def test_dots_lie_by_date_in_order_and_know_what_is_done():
    first = date(2027, 1, 1)
    moments = [(first + timedelta(100), "End", True), (first, "Start", False), (first + timedelta(50), "Half", True)]
    chart = dot_timeline(moments, title="T", today=first + timedelta(50))
    assert [(dot.label, dot.x, dot.done) for dot in chart.dots] == [
        ("Start", 3.0, True),
        ("Half", 50.0, True),
        ("End", 97.0, False),
    ]
    assert chart.today_x == 50.0


def test_today_outside_the_dates_is_not_drawn():
    day = date(2027, 1, 1)
    assert dot_timeline([(day, "Only", False)], title="T", today=day + timedelta(1)).today_x is None
    assert dot_timeline([(day, "Only", False)], title="T").dots[0].x == 50.0
    assert dot_timeline([], title="T").dots == ()


@given(st.lists(NUMBERS, max_size=20), st.lists(NUMBERS, max_size=20))
def test_sparklines_stay_on_their_canvas(now, then):
    spark = sparkline(now, then=then, label="L")
    for pair in (spark.now + " " + spark.then).split():
        x, y = (float(part) for part in pair.split(","))
        assert 0 <= x <= 80
        assert 0 <= y <= 16


def test_two_readers_at_the_ends_and_missing():
    readers = two_readers(1, 4)
    assert (readers.first_x, readers.second_x, readers.second_left, readers.text) == (4.0, 76.0, 72.5, "1.0 · 4.0")
    assert two_readers(2.9, None).second_left is None
    assert two_readers(2.9, None).text == "2.9 · –"


def test_progress_beside_its_plan():
    ahead, behind = progress_of(9, 16, plan=8), progress_of(5, 16, plan=8)
    assert (ahead.behind, behind.behind, ahead.percent, behind.percent) == (False, True, 56, 31)
    assert (ahead.you, ahead.plan, behind.plan) == (56.2, 50.0, 50.0)
    assert progress_of(1, 0, plan=1).you == 0


@given(
    st.floats(-5, 50, allow_nan=False),
    st.floats(0, 40, allow_nan=False),
    st.none() | st.floats(-5, 50, allow_nan=False),
)
def test_progress_never_leaves_its_track(done, total, plan):
    progress = progress_of(done, total, plan=plan)
    assert 0 <= progress.you <= 100
    assert 0 <= progress.plan <= 100
    assert 0 <= progress.percent <= 100
