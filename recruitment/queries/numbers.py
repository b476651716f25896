"""The numbers of a cycle beside the cycle before: time in each stage, the funnel, and applications by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from fellowship.access import visible
from fellowship.design import charts
from fellowship.models import Person
from fellowship.queries.large import kept_when_large
from recruitment.models import Application, Cycle, StageChange
from recruitment.models.wording import STAFF_LABELS, Words
from recruitment.queries.cycles import dates_of, name_of
from recruitment.queries.pipeline import cycles_for_staff, stage_counts
from recruitment.queries.pipeline_page import chosen_cycle
from recruitment.rules.forecasting import (
    FUNNEL,
    Forecast,
    Spell,
    forecast,
    reached,
    running_total,
    spell_of,
    tally,
    weekly,
)
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.stages import OPEN_STAGES, Stage

# How long each finished stay in a stage took, in whole days, counted by the database.
STAYS = """
SELECT from_stage, days, count(*) FROM (
    SELECT c.from_stage, {days} AS days
    FROM (
        SELECT from_stage, at, lag(at) OVER (PARTITION BY application_id ORDER BY at, id) AS since
        FROM recruitment_stagechange
        WHERE application_id IN ({applications})
    ) c WHERE c.since IS NOT NULL
) stays GROUP BY from_stage, days
"""
WHOLE_DAYS = {
    "postgresql": "CAST(floor(extract(epoch FROM c.at - c.since) / 86400) AS integer)",
    "sqlite": "CAST(julianday(c.at) - julianday(c.since) AS integer)",
}


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: how long it took those who left it, now and the cycle before, and who waits in it now."""

    label: Words
    now: Spell | None
    then: Spell | None
    waiting: int
    longest: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything on the page. ``line`` holds the SVG points of both curves; ``weeks`` says the same in a table."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    now_name: str
    then_name: str
    funnel: charts.Funnel
    times: tuple[StageTime, ...]
    received: int
    forecast: Forecast | None
    curve: charts.Curve
    weeks: tuple[tuple[int, int | None, int | None], ...]


def _of(person: Person, cycle: Cycle) -> QuerySet[Application]:
    return visible(person, "recruitment.see_pipeline").filter(cycle=cycle)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted over every application of a cycle. ``per_day`` is the running total, ``length`` its days."""

    per_day: tuple[int, ...]
    length: int
    reached: tuple[int, ...]
    stays: Mapping[str, Spell | None]
    longest: Mapping[str, int]

    @property
    def received(self) -> int:
        """How many applications there are."""
        return self.per_day[-1] if self.per_day else 0


def _counted(person: Person, cycle: Cycle | None, at: datetime) -> Counted:
    """The counts of a cycle; for a large one those of some minutes ago. Five queries where it is counted."""
    if cycle is None:
        return Counted((), 0, (), {}, {})

    def count() -> Counted:
        days, length = _per_day(person, cycle, at)
        return Counted(days, length, _reached(person, cycle), _stays(person, cycle), _waiting(person, cycle, at))

    return kept_when_large(("numbers", person.pk, cycle.pk), count, lambda found: found.received)


def _stays(person: Person, cycle: Cycle) -> dict[str, Spell | None]:
    """How long each stage took in a cycle; one query."""
    inner, params = _of(person, cycle).order_by().values("pk").query.sql_with_params()
    sql = STAYS.format(days=WHOLE_DAYS[connection.vendor], applications=inner)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return {stage: spell_of(days) for stage, days in tally(rows).items()}


def _reached(person: Person, cycle: Cycle) -> tuple[int, ...]:
    """How many ever reached each stage of the funnel; one query."""
    steps = StageChange.objects.filter(application__in=_of(person, cycle), to_stage__in=FUNNEL).order_by()
    rows = steps.values_list("to_stage").annotate(number=Count("application_id", distinct=True))
    return reached(dict(rows))


def _waiting(person: Person, cycle: Cycle, at: datetime) -> dict[str, int]:
    """How many days the longest waits in each stage; one query."""
    found = _of(person, cycle).filter(stage__in=OPEN_STAGES).order_by()
    rows = found.values_list("stage").annotate(since=Min("stage_since"))
    return {stage: max((at - since).days, 0) for stage, since in rows}


def _per_day(person: Person, cycle: Cycle, at: datetime) -> tuple[tuple[int, ...], int]:
    """The running total of applications for each day since they opened, and how many days the cycle takes them."""
    dates = dates_of(cycle.pk)
    opens, closes = dates.get(MilestoneKind.APPLICATIONS_OPEN), dates.get(MilestoneKind.APPLICATIONS_CLOSE)
    if opens is None or closes is None or opens > at:
        return (), 0
    rows = _of(person, cycle).order_by().annotate(day=TruncDate("submitted_at")).values_list("day")
    zone = get_current_timezone()
    first, today, last = (moment.astimezone(zone).date() for moment in (opens, at, closes))
    length = (last - first).days
    days = {(day - first).days: number for day, number in rows.annotate(number=Count("*"))}
    return running_total(days, min((today - first).days, length)), length


def numbers(person: Person, *, cycle_slug: str, at: datetime) -> Numbers | None:
    """The page, or ``None`` before there is a cycle; the same number of queries however many applications.

    A cycle with a thousand applications or more is counted anew every five minutes at most.
    """
    cycles = cycles_for_staff()
    cycle = chosen_cycle(cycles, cycle_slug)
    if cycle is None:
        return None
    before = next((each for each in cycles if each.cohort_year < cycle.cohort_year), None)
    counted, earlier = _counted(person, cycle, at), _counted(person, before, at)
    now, then = counted.per_day, earlier.per_day
    expected = forecast(now, then)
    return Numbers(
        cycle=cycle, cycles=cycles, now_name=name_of(cycle), then_name=name_of(before) if before else "",
        funnel=_funnel(counted.reached, earlier.reached), times=_times(person, cycle, counted, earlier),
        received=counted.received, forecast=expected,
        curve=charts.curve(now, then, length=counted.length, ahead=(expected.low, expected.middle, expected.high)
                           if expected else None),
        weeks=_weeks(now, then),
    )  # fmt: skip


def _weeks(now: Sequence[int], then: Sequence[int]) -> tuple[tuple[int, int | None, int | None], ...]:
    ours, theirs = weekly(now), weekly(then)
    return tuple(
        (week + 1, ours[week] if week < len(ours) else None, theirs[week] if week < len(theirs) else None)
        for week in range(max(len(ours), len(theirs)))
    )


def _funnel(now: Sequence[int], then: Sequence[int]) -> charts.Funnel:
    rows = [(STAFF_LABELS[stage], now[place], then[place] if then else None) for place, stage in enumerate(FUNNEL)]
    return charts.funnel(rows, title=_("How many reached each stage"))


def _times(person: Person, cycle: Cycle, counted: Counted, earlier: Counted) -> tuple[StageTime, ...]:
    now, then, longest = counted.stays, earlier.stays, counted.longest
    counts: Mapping[Stage, int] = stage_counts(person, [cycle.pk])[cycle.pk]
    return tuple(
        StageTime(STAFF_LABELS[stage], now.get(stage), then.get(stage), counts[stage], longest.get(stage))
        for stage in OPEN_STAGES
        if stage is not Stage.PLACED
    )
