"""Geometry of charts drawn by the server as SVG. Pure: numbers in, frozen coordinates out.

Labels are any text, lazy translations too; each number has a neighbor to be compared with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WHOLE = 100.0  # widths and places are percentages, so that a chart fits any screen and its words never shrink


def _share(part: float, whole: float) -> float:
    """A percentage between 0 and 100 with one decimal."""
    return round(min(max(part / whole, 0), 1) * WHOLE, 1) if whole > 0 else 0.0


def _text(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart: now as the thick bar, then as the thin one below it, both with their numbers."""

    label: str
    now_width: float
    then_width: float
    now_text: str
    then_text: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Rows on one scale; ``then_name`` is empty when there is nothing to compare with."""

    title: str
    now_name: str
    then_name: str
    bars: tuple[Bar, ...]

    @property
    def has_then(self) -> bool:
        """Whether any row has something to compare with."""
        return any(bar.then_text for bar in self.bars)


def bar_chart(
    rows: Iterable[tuple[object, float, float | None]],
    *,
    title: object,
    now: object,
    then: object = "",
    unit: str = "",
) -> BarChart:
    """Rows of (label, now, then or ``None``). ``unit`` follows each number ("%"). Negative numbers count as zero."""
    kept = [(label, max(value, 0), None if before is None else max(before, 0)) for label, value, before in rows]
    most = max((number for _, value, before in kept for number in (value, before or 0)), default=0)
    bars = tuple(
        Bar(
            label=str(label),
            now_width=_share(value, most),
            then_width=_share(before or 0, most),
            now_text=f"{_text(value)}{unit}",
            then_text="" if before is None else f"{_text(before)}{unit}",
        )
        for label, value, before in kept
    )
    return BarChart(str(title), str(now), str(then), bars)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One stage: how many reached it, which share of the stage before, and the slope that leads to the next."""

    label: str
    count: int
    share_text: str
    then_text: str
    width: float
    slope: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages that all begin on one line."""

    title: str
    steps: tuple[FunnelStep, ...]


def funnel(rows: Sequence[tuple[object, int, int | None]], *, title: object) -> Funnel:
    """Stages as (label, people now, people the time before or ``None``), in order."""
    counts = [max(count, 0) for _, count, _ in rows]
    most = max(counts, default=0)
    widths = [_share(count, most) for count in counts]
    steps = []
    for index, (label, _, before) in enumerate(rows):
        previous = counts[index - 1] if index else 0
        share = f"{round(counts[index] / previous * 100)}%" if previous else ""
        last = index + 1 == len(rows)
        slope = "" if last else f"0,0 {widths[index]},0 {widths[index + 1]},10 0,10"
        then = "" if before is None else _text(before)
        steps.append(FunnelStep(str(label), counts[index], share, then, widths[index], slope))
    return Funnel(str(title), tuple(steps))


@dataclass(frozen=True, slots=True)
class Dot:
    """One date on the lines: ``x`` in percent from the start."""

    x: float
    on: date
    label: str
    ours: bool
    done: bool


@dataclass(frozen=True, slots=True)
class DotTimeline:
    """Dates on two parallel lines: above the person's, below the program's."""

    title: str
    dots: tuple[Dot, ...]
    today_x: float | None


EDGE = 3.0  # percent kept free at both ends


def dot_timeline(
    moments: Iterable[tuple[date, object, bool]], *, title: object, today: date | None = None
) -> DotTimeline:
    """Moments as (date, label, whether the program acts); spaced by date from the first to the last."""
    ordered = sorted(moments, key=lambda moment: moment[0])
    if not ordered:
        return DotTimeline(str(title), (), None)
    first, last = ordered[0][0], ordered[-1][0]
    span = (last - first).days

    def place(on: date) -> float:
        share = (on - first).days / span if span else 0.5
        return round(EDGE + share * (WHOLE - 2 * EDGE), 1)

    dots = tuple(
        Dot(place(on), on, str(label), ours, today is not None and on <= today) for on, label, ours in ordered
    )
    inside = today is not None and first <= today <= last
    return DotTimeline(str(title), dots, place(today) if inside and today else None)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line now, and the line it is compared with, as SVG points on a canvas of 80 × 16."""

    now: str
    then: str
    last_x: float
    last_y: float
    label: str


SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 80, 16, 3


def _points(values: Sequence[float], low: float, high: float) -> list[tuple[float, float]]:
    step = (SPARK_WIDTH - 2 * SPARK_EDGE) / max(len(values) - 1, 1)
    span = high - low
    height = SPARK_HEIGHT - 2 * SPARK_EDGE
    return [
        (
            round(SPARK_EDGE + index * step, 1),
            round(SPARK_EDGE + height * (1 - ((value - low) / span if span else 0.5)), 1),
        )
        for index, value in enumerate(values)
    ]


def sparkline(now: Sequence[float], *, label: object, then: Sequence[float] = ()) -> Sparkline:
    """Two rows of numbers on one scale; ``label`` says the same in words."""
    every = [*now, *then]
    low, high = (min(every), max(every)) if every else (0, 0)
    points, before = _points(now, low, high), _points(then, low, high)
    last_x, last_y = points[-1] if points else (0.0, 0.0)
    return Sparkline(_joined(points), _joined(before), last_x, last_y, str(label))


def _joined(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


@dataclass(frozen=True, slots=True)
class TwoReaders:
    """Two readers' marks on two small parallel lines, 80 × 16; ``None`` where one has not read yet."""

    first_x: float | None
    second_x: float | None
    text: str

    @property
    def second_left(self) -> float | None:
        """The left edge of the second reader's square."""
        return None if self.second_x is None else round(self.second_x - 3.5, 1)


def two_readers(first: float | None, second: float | None, *, low: float = 1, high: float = 4) -> TwoReaders:
    """The means of two readers on a scale from ``low`` to ``high``, with the text that says the same."""

    def place(mark: float | None) -> float | None:
        return None if mark is None else round(4 + (min(max(mark, low), high) - low) / (high - low) * 72, 1)

    text = " · ".join("–" if mark is None else f"{mark:.1f}" for mark in (first, second))
    return TwoReaders(place(first), place(second), text)


@dataclass(frozen=True, slots=True)
class Curve:
    """Two running totals from the first day to the last, as SVG points on a canvas of 100 × 40.

    ``ahead`` is the way to the middle of what may come, ``range`` the area between the least and the most.
    """

    now: str
    then: str
    ahead: str
    range: str
    top: str


CURVE_WIDTH, CURVE_HEIGHT = 100, 40


def curve(
    now: Sequence[float], then: Sequence[float], *, length: int, ahead: tuple[float, float, float] | None = None
) -> Curve:
    """Totals by day, and (least, middle, most) for the last day, which is day ``length``."""
    most = max([*now, *then, *(ahead or ())], default=0)
    days = max(length, len(now) - 1, len(then) - 1, 1)

    def point(day: int, value: float) -> tuple[float, float]:
        height = value / most if most else 0
        return round(day / days * CURVE_WIDTH, 1), round(CURVE_HEIGHT * (1 - height), 1)

    way = area = ""
    if ahead and now:
        here = point(len(now) - 1, now[-1])
        low, middle, high = (point(days, value) for value in ahead)
        way, area = _joined([here, middle]), _joined([here, low, high])
    lines = [_joined(point(day, value) for day, value in enumerate(values)) for values in (now, then)]
    return Curve(lines[0], lines[1], way, area, _text(most))
