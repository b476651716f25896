"""Opening a cohort: its dates, and the lottery's seed before anyone has made a list."""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from cohorts.models import Cohort, OfficesRank
from cohorts.queries.cohorts import window_of
from cohorts.rules.lottery import fingerprint
from cohorts.rules.window import WindowState
from cohorts.services.rankings import SENTENCES, ListsClosed
from fellowship.access import require
from fellowship.models import Person
from fellowship.services import audit
from recruitment.models import Cycle
from recruitment.queries import cycles
from recruitment.rules.milestones import MilestoneKind

LENGTH_IN_YEARS = 2


@transaction.atomic
def open_cohort(*, actor: Person | None, cycle_id: UUID, at: datetime) -> Cohort:
    """The cohort of a cycle, made when there is none yet: two years from the cycle's day one.

    The lottery's seed is drawn here, 256 bits, and its fingerprint stands in the audit trail from this moment.
    Without a day one in the cycle's dates the cohort begins on the first of September of its year. Its offices rank
    only finalists they met.
    """
    cycle = Cycle.objects.select_for_update(of=("self",)).get(pk=cycle_id)
    existing = Cohort.objects.filter(cycle=cycle).first()
    if existing is not None:
        return existing
    day_one = cycles.dates_of(cycle.pk).get(MilestoneKind.DAY_ONE)
    starts_on = day_one.date() if day_one else date(cycle.cohort_year, 9, 1)
    cohort = Cohort.objects.create(
        cycle=cycle,
        name=str(cycle.cohort_year),
        year=cycle.cohort_year,
        starts_on=starts_on,
        ends_on=_years_later(starts_on, LENGTH_IN_YEARS) - timedelta(days=1),
        lottery_seed=secrets.token_hex(32),
        lottery_drawn_at=at,
        offices_rank=OfficesRank.MET,
    )
    audit.record(
        actor=actor, action="cohorts.open", subject=cohort, at=at, data={"seed": fingerprint(cohort.lottery_seed)}
    )
    return cohort


@transaction.atomic
def set_offices_rank(*, actor: Person, cohort_id: UUID, offices_rank: str, at: datetime) -> Cohort:
    """Say whom offices put on their lists: everyone, or only finalists they met. Numbers already given stay.

    Those for people not met don't count until they met, or until everyone counts. Raises ``ListsClosed`` once
    placements are published.
    """
    cohort = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort_id)
    require(actor, "cohorts.match", cohort)
    if window_of(cohort).published:
        raise ListsClosed(SENTENCES[WindowState.PUBLISHED])
    if cohort.offices_rank != offices_rank:
        before, cohort.offices_rank = cohort.offices_rank, OfficesRank(offices_rank)
        cohort.save(update_fields=["offices_rank"])
        audit.record(
            actor=actor, action="cohorts.set_offices_rank", subject=cohort, at=at,
            data={"from": before, "to": offices_rank},
        )  # fmt: skip
    return cohort


def _years_later(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
