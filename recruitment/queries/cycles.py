"""Cycles and their dates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language

from recruitment.models import Application, Cycle, Milestone
from recruitment.rules.milestones import MilestoneKind
from recruitment.rules.requests import personal_deadline


@dataclass(frozen=True, slots=True)
class CycleFacts:
    """A cycle with its dates. ``name`` is in the active language."""

    id: UUID
    name: str
    cohort_year: int
    dates: Mapping[MilestoneKind, datetime] = field(default_factory=dict)

    @property
    def opens_at(self) -> datetime | None:
        """When applications open."""
        return self.dates.get(MilestoneKind.APPLICATIONS_OPEN)

    @property
    def closes_at(self) -> datetime | None:
        """When applications close."""
        return self.dates.get(MilestoneKind.APPLICATIONS_CLOSE)

    @property
    def hear_by(self) -> datetime | None:
        """By when everyone has heard."""
        return self.dates.get(MilestoneKind.HEAR_BY)

    def is_open(self, at: datetime, *, extended_until: datetime | None = None) -> bool:
        """Whether one can apply, with more time where a person has it; a cycle without both dates is closed."""
        closes_at = personal_deadline(self.closes_at, extended_until)
        return self.opens_at is not None and closes_at is not None and self.opens_at <= at < closes_at


def dates_of(cycle_id: UUID) -> dict[MilestoneKind, datetime]:
    """The dates of a cycle by kind."""
    rows = Milestone.objects.filter(cycle_id=cycle_id).values_list("kind", "at")
    return {MilestoneKind(kind): at for kind, at in rows}


def deadline_of(application: Application) -> datetime | None:
    """When applications close for this person, more time included; one query."""
    return personal_deadline(
        dates_of(application.cycle_id).get(MilestoneKind.APPLICATIONS_CLOSE), application.extended_until
    )


def is_open_to(application: Application, at: datetime, dates: Mapping[MilestoneKind, datetime] | None = None) -> bool:
    """Whether this person can still write and send; one query where the dates of the cycle aren't given."""
    known = dates_of(application.cycle_id) if dates is None else dates
    return CycleFacts(application.cycle_id, "", 0, known).is_open(at, extended_until=application.extended_until)


def name_of(cycle: Cycle, language: str | None = None) -> str:
    """The cycle's name in a language, the active one when none is given."""
    spanish = (language or get_language() or "en").startswith("es")
    return (spanish and cycle.name_es) or cycle.name


def facts_of(cycle: Cycle) -> CycleFacts:
    """The facts of a cycle; uses prefetched milestones where there are any."""
    dates = {MilestoneKind(row.kind): row.at for row in cycle.milestones.all()}
    return CycleFacts(cycle.pk, name_of(cycle), cycle.cohort_year, dates)


def published_cycles() -> tuple[CycleFacts, ...]:
    """Every cycle the public may see, the newest cohort first; two queries."""
    cycles = Cycle.objects.filter(is_published=True).order_by("-cohort_year", "-pk").prefetch_related("milestones")
    return tuple(facts_of(cycle) for cycle in cycles)


def open_cycle(at: datetime) -> CycleFacts | None:
    """The cycle one can apply to now; the one that closes first where there are several."""
    cycles = [cycle for cycle in published_cycles() if cycle.is_open(at)]
    return min(cycles, key=lambda cycle: cycle.closes_at or at, default=None)


def next_cycle(at: datetime) -> CycleFacts | None:
    """The cycle that opens next."""
    coming = [cycle for cycle in published_cycles() if cycle.opens_at is not None and cycle.opens_at > at]
    return min(coming, key=lambda cycle: cycle.opens_at or at, default=None)
