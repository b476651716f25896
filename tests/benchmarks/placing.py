"""A solved plan of 100 fellows and 30 offices, with couples, kept seats and conflicts, for screens of placement."""

import random
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from cohorts.models import Cohort, Conflict, Couple, Fellow, FellowRanking, MatchRun, OfficeRanking, OfficeTerms
from cohorts.services import runs
from fellowship import clock
from fellowship.models import HostOffice, Person
from fellowship.rules.demo_people import BY_KEY
from tests.benchmarks.matching_speed import invent
from tests.factories.cohorts import make_cohort, make_fellow, make_seat
from tests.factories.people import make_office, make_region

Market = dict[str, dict[str, Any]]
FELLOWS, OFFICES, SEATS = 100, 30, 110
# Before every other: screens of recruitment show the newest cycle, and that must be the one being measured.
YEAR = 2019


def what_if() -> str | None:
    """Where a program manager tries to send a fellow to the office that they put first and did not get."""
    run = plan()
    assert run.outcome is not None
    matching = run.outcome["matching"]
    couples = {one for row in run.snapshot["couples"] for one in row["members"]}
    fellow, office = next(
        (one, wish["ranking"][0])
        for one, wish in run.snapshot["fellows"].items()
        if one not in couples and matching[one] not in (None, wish["ranking"][0])
    )
    return reverse("cohorts_what_if", args=[run.pk]) + "?" + urlencode({"fellow": fellow, "office": office})


@transaction.atomic
def plan() -> MatchRun:
    """The run; it is made the first time."""
    made = MatchRun.objects.filter(cohort__year=YEAR, solved_at__isnull=False).first()
    if made is not None:
        return made
    cohort, at = make_cohort(year=YEAR, closes=timedelta(days=-1)), clock.now()
    chance = random.Random(1)  # noqa: S311  (a market, not a secret)
    market = invent(FELLOWS, OFFICES, SEATS, (5, 30))
    regions = [make_region(name=f"Measured region {number}") for number in range(8)]
    offices = {
        key: make_office(name=f"Measured office {key[1:]}", region=regions[number % 8], city=f"Town {number % 10}")
        for number, key in enumerate(market["offices"])
    }
    fellows = {
        key: make_fellow(cohort, f"Measured Person {key[1:]}", spanish=chance.random() < 0.35)
        for key in market["fellows"]
    }
    _lists(cohort, market, fellows, offices)
    _rules(cohort, market, fellows, offices)
    run = runs.start_run(actor=Person.objects.get(email=BY_KEY["dana"].email), cohort_id=cohort.pk, at=at)
    assert run.job_id is not None
    return runs.solve_run(job_id=run.job_id, at=at)


def _lists(cohort: Cohort, market: Market, fellows: dict[str, Fellow], offices: dict[str, HostOffice]) -> None:
    FellowRanking.objects.bulk_create(
        FellowRanking(fellow=fellow, office=offices[office], position=position)
        for key, fellow in fellows.items()
        for position, office in enumerate(market["fellows"][key]["ranking"], start=1)
    )
    OfficeRanking.objects.bulk_create(
        OfficeRanking(office=office, cohort=cohort, fellow=fellows[fellow], position=position)
        for key, office in offices.items()
        for position, fellow in enumerate(market["offices"][key]["ranking"], start=1)
    )


def _rules(cohort: Cohort, market: Market, fellows: dict[str, Fellow], offices: dict[str, HostOffice]) -> None:
    """Seats, a third of the offices with some kept for Spanish, teams of at least one, two couples, six conflicts."""
    for number, (key, office) in enumerate(offices.items()):
        capacity = market["offices"][key]["capacity"]
        kept = (capacity + 2) // 3 if number % 3 == 0 else 0
        for seat in range(capacity):
            make_seat(cohort, office, skill="spanish" if seat < kept else "", skill_is_firm=False)
        OfficeTerms.objects.create(cohort=cohort, office=office, minimum=number % 2, metro=f"Town {number % 10}")
    everyone = list(fellows.values())
    for first, second in (everyone[:2], everyone[2:4]):
        Couple.objects.create(cohort=cohort, first=first, second=second)
    for key, fellow in list(fellows.items())[10:16]:
        office = offices[market["fellows"][key]["ranking"][-1]]
        Conflict.objects.create(fellow=fellow, office=office, noted_at=cohort.lottery_drawn_at)
