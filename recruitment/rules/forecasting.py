"""Numbers of a cycle: how long stages take, how many reach each, and how many applications may still come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from recruitment.rules.stages import Stage

# What an application that stands in a stage has reached, from first to last.
FUNNEL: tuple[Stage, ...] = (
    Stage.SUBMITTED, Stage.IN_REVIEW, Stage.INTERVIEW, Stage.OFFERED, Stage.ACCEPTED, Stage.FINALIST, Stage.PLACED,
)  # fmt: skip
# Below this share of last year's applications (or with fewer of this year's) the curve says too little.
LEAST_SHARE = 0.05
LEAST_NUMBER = 20
# Last year's curve may run early or late by so many days; the range says what that would make.
DAYS_EARLY_OR_LATE = 7
WIDEST = 10


@dataclass(frozen=True, slots=True)
class Spell:
    """How long a stage takes, in whole days: over those who have left it."""

    count: int
    median: int
    ninth_of_ten: int


def spell_of(days: Mapping[int, int]) -> Spell | None:
    """The middle and the ninth of ten of a tally of days; ``None`` where nobody has left the stage yet.

    Nearest rank: the least number of days that at least so large a share had taken.
    """
    total = sum(days.values())
    if not total:
        return None

    def at(share: float) -> int:
        wanted, seen = max(-(-total * share // 1), 1), 0
        for day in sorted(days):
            seen += days[day]
            if seen >= wanted:
                return day
        return max(days)

    return Spell(total, at(0.5), at(0.9))


def reached(counts: Mapping[str, int]) -> tuple[int, ...]:
    """How many reached each stage of :data:`FUNNEL`, given how many were ever in each stage.

    Nobody reaches a later stage without the ones before it, even where a step was taken on paper.
    """
    ever = [counts.get(stage, 0) for stage in FUNNEL]
    return tuple(reversed(list(accumulate(reversed(ever), max))))


def running_total(per_day: Mapping[int, int], last: int) -> tuple[int, ...]:
    """The sum up to each day from 0 to ``last``; what came before day 0 counts on day 0."""
    early = sum(number for day, number in per_day.items() if day < 0)
    return tuple(accumulate((per_day.get(day, 0) + (early if day == 0 else 0)) for day in range(last + 1)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many applications there may be when the cycle closes: a middle, and from which to which number."""

    middle: int
    low: int
    high: int


def forecast(now: Sequence[int], then: Sequence[int]) -> Forecast | None:
    """What this cycle may come to, if it goes on as the cycle before did from the same day on.

    ``now`` holds the running total of this cycle for each day so far, ``then`` the whole one of the cycle before.
    The middle scales this cycle by the share that had come by the same day; the range is what it would be if
    last year's curve ran a week early or a week late, and never narrower than chance alone (two standard
    deviations of a count). ``None`` where too little is known to say anything honest.
    """
    if not now or not then or now[-1] < LEAST_NUMBER:
        return None
    day, so_far, whole = len(now) - 1, now[-1], then[-1]

    def share(on: int) -> float:
        return then[min(max(on, 0), len(then) - 1)] / whole if whole else 0.0

    if share(day) < LEAST_SHARE:
        return None
    middle = so_far / share(day)
    if day >= len(then) - 1:
        return Forecast(so_far, so_far, so_far)
    early, late = share(day + DAYS_EARLY_OR_LATE), share(day - DAYS_EARLY_OR_LATE)
    chance = 2 * (middle - so_far) ** 0.5 if middle > so_far else 0.0
    low = min(so_far / early if early else middle, middle - chance)
    high = max(so_far / late if late else middle * WIDEST, middle + chance)
    return Forecast(round(middle), max(round(low), so_far), round(min(high, middle * WIDEST)))


def weekly(totals: Sequence[int]) -> tuple[int, ...]:
    """The total at the end of each week, the last week perhaps not over."""
    ends = [*range(6, len(totals), 7)]
    if totals and (not ends or ends[-1] != len(totals) - 1):
        ends.append(len(totals) - 1)
    return tuple(totals[end] for end in ends)


def tally(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    """Rows of (stage, days, number) as a tally of days for each stage."""
    found: dict[str, dict[int, int]] = {}
    for stage, days, number in rows:
        found.setdefault(stage, {})[days] = found.get(stage, {}).get(days, 0) + number
    return found
