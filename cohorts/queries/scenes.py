"""A plan with everything that its why pages and pictures need, within the reach of whoever looks."""

from dataclasses import dataclass, field
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from cohorts.models import MatchRun
from cohorts.queries.plans import Plan, plan_of
from cohorts.queries.run_heads import Names, RunHead, names_of, run_head
from cohorts.rules.market import Market, read_market
from cohorts.rules.plans import choices_reached
from cohorts.rules.stages import RunStage
from cohorts.rules.what_if import Standing
from fellowship.access import can
from fellowship.models import Person


@dataclass(frozen=True)
class Scene:
    """A solved plan, its names, and what the person may see: offices within reach and the people around them."""

    run: RunHead
    cohort_id: UUID
    cohort_name: str
    plan: Plan
    market: Market
    names: Names
    may_match: bool
    office_names: dict[str, str] = field(default_factory=dict)
    fellow_names: dict[str, str] = field(default_factory=dict)

    @property
    def sees_all(self) -> bool:
        """Whether every office with seats is within reach."""
        return self.names.visible >= {office for office, terms in self.market.offices.items() if terms.capacity}

    def sees_office(self, office: str) -> bool:
        """Whether an office of the plan is within reach."""
        return office in self.market.offices and office in self.names.visible

    def sees(self, fellow: str) -> bool:
        """Whether someone is at an office within reach, or has no place and listed one."""
        if fellow not in self.market.fellows or fellow not in self.names.fellows:
            return False
        here = self.plan.matching.get(fellow)
        if here is not None:
            return here in self.names.visible
        wanted = {office for tier in self.market.fellows[fellow].ranking for office in tier}
        return self.sees_all or bool(wanted & self.names.visible)

    def fellows(self) -> list[str]:
        """The ids of those whom the person sees, by name."""
        return [key for key in self.names.fellows if self.sees(key)]

    def offices(self) -> list[str]:
        """The ids of the offices within reach, by name."""
        mine = [office for office in self.market.offices if self.sees_office(office)]
        return sorted(mine, key=lambda office: (self.office_names.get(office, ""), office))

    def choices(self) -> dict[str, int]:
        """Which choice each fellow of the plan got; 0 is none."""
        return choices_reached({key: wish.ranking for key, wish in self.market.fellows.items()}, self.plan.matching)

    def standing(self) -> Standing:
        """The plan with whoever was moved by hand kept where they are."""
        return Standing(self.plan.snapshot, self.plan.matching, self.plan.moved, self.plan.held, self.market)


def scene(person: Person, run_id: UUID) -> Scene:
    """The plan of a solved run; 404 for one that is not solved or has no outcome. Six queries at most."""
    run = get_object_or_404(MatchRun.objects.select_related("cohort"), pk=run_id, solved_at__isnull=False)
    plan = plan_of(run)
    if not plan.matching or run.stage == RunStage.INFEASIBLE:
        raise Http404
    names = names_of(person, run.cohort_id)
    return Scene(
        run=run_head(run),
        cohort_id=run.cohort_id,
        cohort_name=run.cohort.name,
        plan=plan,
        market=read_market(plan.snapshot),
        names=names,
        may_match=can(person, "cohorts.match"),
        office_names=names.office_names(),
        fellow_names=names.fellow_names(),
    )
