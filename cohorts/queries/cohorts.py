"""Cohorts: which there are, and when their lists may be changed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from cohorts.models import Cohort, MatchRun
from cohorts.rules.lottery import fingerprint
from cohorts.rules.stages import RunStage
from cohorts.rules.window import Window
from recruitment.queries import cycles
from recruitment.rules.milestones import MilestoneKind


@dataclass(frozen=True, slots=True)
class CohortFacts:
    """A cohort with its window for lists. ``fingerprint`` fixes the lottery's seed without telling it."""

    id: UUID
    name: str
    year: int
    cycle_id: UUID
    starts_on: date
    ends_on: date
    window: Window
    fingerprint: str
    drawn_at: datetime
    offices_rank: str


def all_cohorts() -> tuple[CohortFacts, ...]:
    """Every cohort, the newest first; one query and one for each cohort's dates."""
    return tuple(facts_of(cohort) for cohort in _with_publication(Cohort.objects.order_by("-year", "pk")))


def find_cohort(cohort_id: UUID | None) -> CohortFacts | None:
    """The cohort asked for, or else the newest; ``None`` when there is none."""
    cohorts = _with_publication(Cohort.objects.order_by("-year", "pk"))
    cohort = (cohorts.filter(pk=cohort_id) if cohort_id else cohorts).first()
    return None if cohort is None else facts_of(cohort)


def facts_of(cohort: Cohort) -> CohortFacts:
    """The facts of a cohort."""
    return CohortFacts(
        id=cohort.pk,
        name=cohort.name,
        year=cohort.year,
        cycle_id=cohort.cycle_id,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        window=window_of(cohort),
        fingerprint=fingerprint(cohort.lottery_seed)[:16],
        drawn_at=cohort.lottery_drawn_at,
        offices_rank=cohort.offices_rank,
    )


def window_of(cohort: Cohort) -> Window:
    """When the lists of a cohort may be changed; one query, two where publication was not asked for beforehand."""
    dates = cycles.dates_of(cohort.cycle_id)
    published = getattr(cohort, "is_published", None)
    told = getattr(cohort, "is_told", True)
    if published is None:
        due = MatchRun.objects.filter(cohort=cohort, stage=RunStage.PUBLISHED).values_list("letters_due_at").first()
        published, told = due is not None, due in (None, (None,))
    return Window(
        dates.get(MilestoneKind.RANKING_OPENS), dates.get(MilestoneKind.RANKING_CLOSES), bool(published), bool(told)
    )


def _with_publication(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    published = MatchRun.objects.filter(cohort=OuterRef("pk"), stage=RunStage.PUBLISHED)
    return cohorts.annotate(is_published=Exists(published), is_told=Exists(published.filter(letters_due_at=None)))
