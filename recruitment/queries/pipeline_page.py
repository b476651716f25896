"""The whole pipeline page as the address asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fellowship.models import Person
from recruitment.models import Cycle
from recruitment.models.wording import STAFF_LABELS, Words
from recruitment.queries import pipeline
from recruitment.queries.narrowing import GROUPS, Wanted
from recruitment.queries.pipeline import PipelineRow, group_count
from recruitment.queries.saved_views import ViewLink, views_for
from recruitment.rules.stages import Stage

GROUP_LABELS: dict[str, Words] = {
    **{group: STAFF_LABELS[Stage(group)] for group in GROUPS if group in set(Stage)},
    "open": gettext_lazy("All open"),
    "closed": gettext_lazy("Closed"),
}


@dataclass(frozen=True, slots=True)
class StripItem:
    """A stage with its count and something to compare it with."""

    label: Words
    count: int
    beside: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class PipelinePage:
    """Everything on the page."""

    cycle: Cycle
    cycles: tuple[Cycle, ...]
    strip: tuple[StripItem, ...]
    page: Page[PipelineRow]
    views: tuple[ViewLink, ...]


def chosen_cycle(cycles: Sequence[Cycle], slug: str) -> Cycle | None:
    """The cycle of that slug, else the newest."""
    return next((cycle for cycle in cycles if cycle.slug == slug), cycles[0] if cycles else None)


def _beside(group: str, counts: Mapping[Stage, int], before: Mapping[Stage, int] | None) -> str:
    """What stands beside a count: the cycle before, or what it is a part of."""
    if group == "open":
        return _("of %(count)s received") % {"count": sum(counts.values())}
    if before is not None:
        return _("%(count)s the round before") % {"count": group_count(before, group)}
    received = sum(counts.values())
    share = round(100 * group_count(counts, group) / received) if received else 0
    return _("%(share)s%% of received") % {"share": share}


def _strip(
    cycle: Cycle, wanted: Wanted, counts: Mapping[UUID, Mapping[Stage, int]], before: Cycle | None
) -> tuple[StripItem, ...]:
    now = counts[cycle.pk]
    then = counts[before.pk] if before is not None else None
    return tuple(
        StripItem(
            label=GROUP_LABELS[group],
            count=group_count(now, group),
            beside=_beside(group, now, then),
            url=f"?cycle={cycle.slug}&stage={group}",
            current=wanted.group == group,
        )
        for group in GROUPS
    )


def pipeline_page(
    person: Person, wanted: Wanted, *, cycle_slug: str, number: str, at: datetime, query: str = ""
) -> PipelinePage | None:
    """The page, or ``None`` before there is a cycle; at most ten queries, however many applications there are.

    ``query`` is the address in the form of a saved view, to mark the view that is shown.
    """
    cycles = pipeline.cycles_for_staff()
    cycle = chosen_cycle(cycles, cycle_slug)
    if cycle is None:
        return None
    before = next((each for each in cycles if each.cohort_year < cycle.cohort_year), None)
    counts = pipeline.stage_counts(person, [each.pk for each in (cycle, before) if each is not None])
    known = group_count(counts[cycle.pk], wanted.group) if wanted.group in GROUPS else None
    page = pipeline.page_of(person, cycle, wanted, number=number, known=known, at=at)
    views = views_for(person, showing=query)
    return PipelinePage(cycle, cycles, _strip(cycle, wanted, counts, before), page, views)
