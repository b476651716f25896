"""Geometry of charts drawn by the server as SVG. Pure: numbers in, frozen coordinates out; each number has a neighbor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH = 640
LABELS = 208  # room for the words at the start of a row
FIGURES = 72  # room for the number at the end
BAR_TOP, BAR, THIN, GAP = 10, 16, 6, 2
ROW = 44
DOT = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart: now as the thick bar, then as the thin one below it; -1 leaves the thin one out."""

    label: str
    now: float
    then: float | None
    y: float
    now_width: float
    then_width: float
    now_text: str
    then_text: str

    @property
    def text_y(self) -> float:
        """The baseline of the label."""
        return self.y + BAR_TOP + BAR - 3

    @property
    def now_y(self) -> float:
        """The top of the thick bar."""
        return self.y + BAR_TOP

    @property
    def then_y(self) -> float:
        """The top of the thin bar."""
        return self.y + BAR_TOP + BAR + GAP

    @property
    def figure_x(self) -> float:
        """Where the number begins, after the longer of the two bars."""
        return LABELS + max(self.now_width, self.then_width) + 8


@dataclass(frozen=True, slots=True)
class BarChart:
    """A bar chart with room for labels and figures."""

    title: str
    now_name: str
    then_name: str
    bars: tuple[Bar, ...]
    height: float
    width: int = WIDTH
    x: int = LABELS

    @property
    def has_then(self) -> bool:
        """Whether any row has something to compare with."""
        return any(bar.then is not None for bar in self.bars)


def _text(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def bar_chart(
    rows: Iterable[tuple[str, float, float | None]], *, title: str, now: str, then: str = "", unit: str = ""
) -> BarChart:
    """Rows of (label, now, then or ``None``). ``unit`` follows each number ("%"). Negative numbers count as zero."""
    kept = [(label, max(value, 0), None if before is None else max(before, 0)) for label, value, before in rows]
    most = max((number for _, value, before in kept for number in (value, before or 0)), default=0)
    room = WIDTH - LABELS - FIGURES

    def width(value: float | None) -> float:
        return round((value or 0) / most * room, 1) if most else 0

    bars = tuple(
        Bar(
            label=str(label),
            now=value,
            then=before,
            y=index * ROW,
            now_width=width(value),
            then_width=width(before),
            now_text=f"{_text(value)}{unit}",
            then_text="" if before is None else f"{_text(before)}{unit}",
        )
        for index, (label, value, before) in enumerate(kept)
    )
    return BarChart(str(title), str(now), str(then), bars, height=len(bars) * ROW)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One stage: how many reached it, which share of the stage before, and the slope that leads to the next."""

    label: str
    count: int
    share_text: str
    then_text: str
    y: float
    width: float
    slope: str

    @property
    def text_y(self) -> float:
        """The baseline of the words."""
        return self.y + BAR_TOP + BAR - 3


@dataclass(frozen=True, slots=True)
class Funnel:
    """Stages from the widest to the narrowest, all beginning on one line."""

    title: str
    steps: tuple[FunnelStep, ...]
    height: float
    width: int = WIDTH
    x: int = LABELS


FUNNEL_BAR = 26


def funnel(rows: Sequence[tuple[str, int, int | None]], *, title: str) -> Funnel:
    """Stages as (label, people now, people the time before or ``None``), in order."""
    most = max((max(count, 0) for _, count, _ in rows), default=0)
    room = WIDTH - LABELS - FIGURES
    widths = [round(max(count, 0) / most * room, 1) if most else 0.0 for _, count, _ in rows]
    steps = []
    for index, (label, count, before) in enumerate(rows):
        y = index * ROW
        previous = rows[index - 1][1] if index else 0
        share = f"{round(count / previous * 100)}%" if index and previous > 0 else ""
        slope = ""
        if index + 1 < len(rows):
            bottom, top = y + FUNNEL_BAR, y + ROW
            slope = (
                f"{LABELS},{bottom} {LABELS + widths[index]},{bottom} {LABELS + widths[index + 1]},{top} {LABELS},{top}"
            )
        then = "" if before is None else _text(before)
        steps.append(FunnelStep(str(label), count, share, then, y, widths[index], slope))
    return Funnel(str(title), tuple(steps), height=max(len(steps) * ROW - (ROW - FUNNEL_BAR), 0))


@dataclass(frozen=True, slots=True)
class Dot:
    """One moment on the line."""

    x: float
    y: float
    on: date
    label: str
    ours: bool
    done: bool

    @property
    def square(self) -> float:
        """The corner of the square that marks the program's own dates."""
        return self.x - DOT


@dataclass(frozen=True, slots=True)
class DotTimeline:
    """Dates on two parallel lines: above the person's, below the program's."""

    title: str
    dots: tuple[Dot, ...]
    today_x: float | None
    width: int = WIDTH
    height: int = 64


UPPER, LOWER, MARGIN = 20, 36, 16


def dot_timeline(
    moments: Iterable[tuple[date, str, bool]], *, title: str, today: date | None = None
) -> DotTimeline:
    """Moments as (date, label, whether the program acts); spaced by date from the first to the last."""
    ordered = sorted(moments, key=lambda moment: moment[0])
    if not ordered:
        return DotTimeline(str(title), (), None)
    first, last = ordered[0][0], ordered[-1][0]
    span = (last - first).days

    def place(on: date) -> float:
        share = (on - first).days / span if span else 0.5
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    dots = tuple(
        Dot(place(on), LOWER if ours else UPPER, on, str(label), ours, today is not None and on <= today)
        for on, label, ours in ordered
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


def sparkline(now: Sequence[float], *, label: str, then: Sequence[float] = ()) -> Sparkline:
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
