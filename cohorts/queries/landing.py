"""Where people land on their own list: this plan beside the one before it."""

from collections import Counter
from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from cohorts.models import MatchRun
from cohorts.queries.cohorts import CohortFacts
from cohorts.queries.plans import Plan, plan_of
from cohorts.rules.market import read_market
from cohorts.rules.plans import choices_reached
from cohorts.rules.stages import RunStage
from fellowship.design.charts import BarChart, bar_chart

LAST = 4


class _Head(Protocol):
    """As much of a run as is needed to choose one."""

    @property
    def id(self) -> UUID: ...

    @property
    def stage(self) -> RunStage: ...


def shares(plan: Plan) -> list[int]:
    """Percent of fellows with their first, second, third, a later choice, and none; whole numbers."""
    market = read_market(plan.snapshot)
    reached = choices_reached({key: wish.ranking for key, wish in market.fellows.items()}, plan.matching)
    counts = Counter(min(choice, LAST) for choice in reached.values())
    total = len(reached) or 1
    return [round(100 * counts[choice] / total) for choice in (1, 2, 3, LAST, 0)]


def chart(plan: Plan, runs: Sequence[_Head], cohort: CohortFacts) -> BarChart:
    """The bars; the thin ones are last year's published plan, or else the run before this one."""
    before, name = _before(plan, runs, cohort)
    then = shares(before) if before is not None else [None] * 5
    labels = [_("1st choice"), _("2nd"), _("3rd"), _("4th or lower"), _("Not on their list, or not placed")]
    rows = list(zip(labels, shares(plan), then, strict=True))
    title = _("Where people land on their own list")
    return bar_chart(rows, title=title, now=_("This plan"), then=name, unit="%")


def _before(plan: Plan, runs: Sequence[_Head], cohort: CohortFacts) -> tuple[Plan | None, str]:
    last_year = (
        MatchRun.objects.filter(cohort__year__lt=cohort.year, stage=RunStage.PUBLISHED)
        .select_related("cohort")
        .order_by("-cohort__year")
        .first()
    )
    if last_year is not None:
        return plan_of(last_year), _("%(name)s cohort") % {"name": last_year.cohort.name}
    earlier = MatchRun.objects.filter(
        cohort_id=cohort.id, number__lt=plan.run.number, solved_at__isnull=False
    ).select_related("cohort")
    run = earlier.order_by("-number").first()
    return (None, "") if run is None else (plan_of(run), _("Plan %(letter)s") % {"letter": run.letter})
