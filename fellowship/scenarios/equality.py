"""Voluntary answers of the invented applicants, those of last year who were not placed, and the reports on them."""

import random
from collections.abc import Sequence
from uuid import UUID

from fellowship.scenarios.bulk import Bulk
from fellowship.scenarios.crowd import add_one, ground_for
from fellowship.scenarios.names import crowd
from fellowship.scenarios.world import Program
from recruitment.models import Application, Cycle, EqualOpportunityAnswers
from recruitment.rules.equal_opportunity import Answers, Gender, Race, seal
from recruitment.rules.stages import Action, Stage
from recruitment.services.equal_opportunity_report import publish_reports

ANSWER_SHARE = 0.7
CAST_AND_PLACED = 14
# Last year's applicants beside those who were placed: how many, where they stand, and how they came there.
LAST_YEAR: tuple[tuple[int, Stage, tuple[Action, ...]], ...] = (
    (132, Stage.DECLINED, (Action.SUBMIT, Action.START_REVIEW, Action.DECLINE)),
    (84, Stage.DECLINED, (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.DECLINE)),
    (12, Stage.OFFER_DECLINED, (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.OFFER, Action.TURN_DOWN)),
    (8, Stage.WITHDRAWN, (Action.SUBMIT, Action.WITHDRAW)),
)
RACES: tuple[tuple[frozenset[str], int], ...] = (
    (frozenset({Race.WHITE}), 34), (frozenset({Race.BLACK}), 21), (frozenset({Race.HISPANIC}), 14),
    (frozenset({Race.HISPANIC, Race.WHITE}), 7), (frozenset({Race.ASIAN}), 10), (frozenset({Race.MIDDLE_EASTERN}), 3),
    (frozenset({Race.AMERICAN_INDIAN}), 2), (frozenset({Race.PACIFIC}), 1),
    (frozenset({Race.BLACK, Race.ASIAN}), 3), (frozenset(), 5),
)  # fmt: skip
GENDERS = ((Gender.WOMAN, 58), (Gender.MAN, 33), (Gender.NONBINARY, 4), (Gender.ANOTHER, 1), ("", 4))


def build_equality(program: Program, *, seed: int) -> None:
    """Complete last year, let about seven in ten answer, and report on what is over; draws are of its own."""
    rng = random.Random(seed)
    cycle = program.things["cycle_before"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what build_cycles made)
    _last_year(program, cycle, rng)
    sent = Application.objects.filter(submitted_at__isnull=False).exclude(person__in=program.people.values())
    _answer(list(sent.order_by("reference").values_list("pk", flat=True)), rng)
    publish_reports(at=program.calendar.now)


def _last_year(program: Program, cycle: Cycle, rng: random.Random) -> None:
    ground, bulk = ground_for(program, cycle, years_ago=1), Bulk()
    steps = [(stage, path) for count, stage, path in LAST_YEAR for _ in range(count)]
    rng.shuffle(steps)
    names = crowd(rng, len(steps))
    for number, ((name, pronouns), (stage, path)) in enumerate(zip(names, steps, strict=True), CAST_AND_PLACED + 1):
        add_one(bulk, ground, rng, name=name, pronouns=pronouns, number=number, stage=stage, path=path)
    bulk.flush()
    Cycle.objects.filter(pk=cycle.pk).update(next_number=CAST_AND_PLACED + len(steps) + 1)


def _answer(applications: Sequence[UUID], rng: random.Random) -> None:
    bulk = Bulk()
    races, race_weights = zip(*RACES, strict=True)
    genders, gender_weights = zip(*GENDERS, strict=True)
    for pk in applications:
        (race,), (gender,) = rng.choices(races, race_weights), rng.choices(genders, gender_weights)
        if rng.random() < ANSWER_SHARE:
            bulk.add(EqualOpportunityAnswers, application_id=pk, sealed=seal(Answers(race, str(gender))))
    bulk.flush()
