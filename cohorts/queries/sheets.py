"""A plan as rows: for paper and for spreadsheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from cohorts.queries.checks import run_for
from cohorts.queries.cohorts import CohortFacts, facts_of
from cohorts.queries.plans import plan_of
from cohorts.queries.run_heads import RunHead, names_of, run_head
from cohorts.queries.skills import skill_words
from cohorts.rules.market import places, read_market
from cohorts.rules.plans import choices_reached
from cohorts.rules.stages import RunStage
from fellowship.models import Person

HAVING_A_PLAN = (RunStage.DRAFT, RunStage.PUBLISHED, RunStage.DISCARDED)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One fellow of a plan; 0 for no choice or no number."""

    fellow: str
    office: str
    place: str
    choice: int
    number: int
    skills: str
    starts_on: str
    moved: bool


@dataclass(frozen=True, slots=True)
class SheetOffice:
    """One office with its team, the seats that stay open and the smallest team it asked for."""

    name: str
    place: str
    rows: tuple[SheetRow, ...]
    open_seats: int
    minimum: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole plan."""

    run: RunHead
    cohort: CohortFacts
    offices: tuple[SheetOffice, ...]
    unplaced: tuple[SheetRow, ...]

    @property
    def rows(self) -> tuple[SheetRow, ...]:
        """Everyone, by office and then by the office's list; who has no place comes last."""
        return (*(row for office in self.offices for row in office.rows), *self.unplaced)


def sheet(person: Person, run_id: UUID) -> Sheet:
    """A plan of a run the person may match with; 404 otherwise. The same number of queries for any plan."""
    run = run_for(person, run_id, *HAVING_A_PLAN)
    plan, names = plan_of(run), names_of(person, run.cohort_id)
    market = read_market(plan.snapshot)
    reached = choices_reached({key: wish.ranking for key, wish in market.fellows.items()}, plan.matching)
    numbers = {office: places(terms.with_number) for office, terms in market.offices.items()}
    fellows = names.fellow_names()

    def row(key: str) -> SheetRow:
        here = plan.matching[key]
        name, place = names.offices.get(here, ("", "")) if here else (_("Not placed"), "")
        return SheetRow(
            fellow=fellows.get(key, ""), office=name, place=place, choice=reached[key],
            number=numbers[here].get(key, 0) if here else 0, skills=_skills(plan.snapshot, key),
            starts_on=market.offices[here].starts_on if here else "", moved=key in plan.moved,
        )  # fmt: skip

    def line(key: str) -> tuple[int, str]:
        one = row(key)
        return one.number or len(fellows) + 1, one.fellow

    offices = []
    for office in sorted(market.offices, key=lambda key: names.offices.get(key, ("", ""))):
        terms = market.offices[office]
        team = sorted((key for key, here in plan.matching.items() if here == office), key=line)
        if terms.capacity or team:
            name, place = names.offices.get(office, ("", ""))
            rows = tuple(row(key) for key in team)
            offices.append(SheetOffice(name, place, rows, max(terms.capacity - len(team), 0), terms.minimum))
    unplaced = sorted((key for key, here in plan.matching.items() if here is None), key=line)
    return Sheet(run_head(run), facts_of(run.cohort), tuple(offices), tuple(row(key) for key in unplaced))


def _skills(snapshot: Mapping[str, Any], key: str) -> str:
    return ", ".join(skill_words(skill) for skill in snapshot["fellows"][key].get("skills", ()))
