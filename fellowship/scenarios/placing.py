"""From finalists to placements in a scenario, through the services of cohorts."""

import random
from datetime import timedelta

from cohorts.models import Cohort, Fellow, Funding, MatchRun, Seat
from cohorts.rules.solving import Choices
from cohorts.services import caps, fellows, meetings, placements, publication, rankings, runs
from fellowship.models import HostOffice, Person
from fellowship.rules.roles import Role, Scope
from fellowship.scenarios.crowd import ids_in
from fellowship.scenarios.names import crowd
from fellowship.scenarios.world import Program
from fellowship.services.roles import grant_role
from recruitment.models import Cycle, OfficeChoice
from recruitment.rules.stages import Stage

LIST_LENGTH = 8
MET_BESIDES = 2


def welcome_finalists(program: Program) -> None:
    """Make everyone who was cleared a fellow of the cohort."""
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    for application_id in ids_in(cycle, Stage.FINALIST):
        fellows.welcome_fellow(actor=None, application_id=application_id, at=program.calendar.at(140))


def supervisors(program: Program, rng: random.Random) -> dict[str, Person]:
    """A supervisor for every office; the named one keeps hers."""
    names = crowd(rng, len(program.offices))
    found: dict[str, Person] = {}
    for (slug, office), (name, pronouns) in zip(program.offices.items(), names, strict=True):
        if slug == "alameda":
            found[slug] = program.people["evelyn"]
            continue
        person = Person.objects.create_user(
            f"supervisor-{slug}@fellowship.example", None, name=name, pronouns=pronouns, time_zone=office.time_zone,
            date_joined=program.calendar.at(-30),
        )  # fmt: skip
        grant_role(
            actor=None, person=person, role=Role.HOST_SUPERVISOR, scope=Scope.OFFICE, office=office,
            starts_on=program.calendar.opens, at=program.calendar.at(-30),
        )  # fmt: skip
        found[slug] = person
    return found


def rank_everything(program: Program, rng: random.Random, people: dict[str, Person]) -> None:
    """Fellows rank offices, beginning with those they named; offices met and rank everyone who named them.

    Each office met a few more, who have no number.
    """
    cohort = program.things["cohort"]
    assert isinstance(cohort, Cohort)  # noqa: S101  (what world built)
    at = program.calendar.at(155)
    offices = list(program.offices.values())
    wanted_by: dict[object, list[Fellow]] = {office.pk: [] for office in offices}
    fellows_of = Fellow.objects.filter(cohort=cohort).select_related("person", "application")
    everyone = list(fellows_of.order_by("application__reference"))
    for fellow in everyone:
        order = _order(fellow, offices, rng)
        rankings.save_fellow_list(
            actor=fellow.person,
            fellow_id=fellow.pk,
            order=[office.pk for office in order],
            never=[],
            at=at,
            submit=True,
        )
        for office in order:
            wanted_by[office.pk].append(fellow)
    for slug, office in program.offices.items():
        listed = wanted_by[office.pk]
        rng.shuffle(listed)
        others = [fellow.pk for fellow in everyone if fellow not in listed][:MET_BESIDES]
        meetings.set_meetings(
            actor=program.people["dana"], office_id=office.pk, cohort_id=cohort.pk, at=at,
            met={*(fellow.pk for fellow in listed), *others}, met_on=program.calendar.at(144).date(),
        )  # fmt: skip
        rankings.save_office_list(
            actor=people[slug], office_id=office.pk, cohort_id=cohort.pk, groups=[[fellow.pk] for fellow in listed],
            refused={}, at=at + timedelta(hours=1), submit=True,
        )  # fmt: skip


def _order(fellow: Fellow, offices: list[HostOffice], rng: random.Random) -> list[HostOffice]:
    named = list(
        OfficeChoice.objects.filter(application_id=fellow.application_id)
        .order_by("rank")
        .values_list("office_id", flat=True)
    )
    others = [office for office in offices if office.pk not in named]
    rng.shuffle(others)
    by_id = {office.pk: office for office in offices}
    return [by_id[pk] for pk in named] + others[: LIST_LENGTH - len(named)]


def match(program: Program) -> MatchRun:
    """Let the program manager run a match and solve it at once; a plan with the uncertain seats stands beside it."""
    cohort = program.things["cohort"]
    assert isinstance(cohort, Cohort)  # noqa: S101  (what world built)
    at = program.calendar.at(163)
    if program.name == "matching_day":
        _cap_the_west(program, cohort)
    for tentative in (True, False):
        run = runs.start_run(
            actor=program.people["dana"], cohort_id=cohort.pk, at=at, choices=Choices(tentative=tentative)
        )
        run = runs.solve_run(job_id=run.job_id, at=at + timedelta(minutes=1))
        at += timedelta(minutes=5)
    return run


def _cap_the_west(program: Program, cohort: Cohort) -> None:
    """The West takes no more than it has seats with sure money: with the others too, that decides something."""
    west = program.regions["West"]
    caps.set_cap(
        actor=program.people["dana"], cohort_id=cohort.pk, region_id=west.pk, at=program.calendar.at(150),
        most=Seat.objects.filter(cohort=cohort, office__region=west, funding=Funding.CONFIRMED).count(),
        reason="Its trainers can take no more new advocates this year.",
    )  # fmt: skip


def publish(program: Program, run: MatchRun) -> None:
    """Publish the placements on their day."""
    publication.publish_run(actor=program.people["dana"], run_id=run.pk, at=program.calendar.at(167))


def start_all(program: Program) -> None:
    """Let the placements begin whose first day has come."""
    placements.settle_due_placements(at=program.calendar.now)
