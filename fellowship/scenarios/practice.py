"""Review phases and a practice round in a scenario: readers mark last year's samples before they read in earnest."""

import random
from datetime import UTC, datetime, time, timedelta

from django.db.models import Max

from fellowship.models import Person
from fellowship.rules.roles import Role
from fellowship.scenarios.crowd import insert
from fellowship.scenarios.dates import EASTERN
from fellowship.scenarios.reads import clear_texts
from fellowship.scenarios.world import Program
from recruitment.models import Application, CalibrationRead, Criterion, Cycle, ReviewAssignment, ReviewPhase, Score
from recruitment.rules.reading import HIGHEST_MARK, LOWEST_MARK, ReadStage
from recruitment.services import rounds
from recruitment.services.tally import recount_marks

SAMPLES = 4
# How far above the others each reader marks; the spread is what the round is there to show.
LEANS = (0, 1, 0, -1)
PHASES = (
    ("First reading", "Primera lectura", "applications_close", "review_due"),
    ("Second look", "Segunda mirada", "review_due", "hear_by"),
)


def _cycle(program: Program, key: str) -> Cycle:
    cycle = program.things[key]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    return cycle


def build_phases(program: Program) -> None:
    """Two phases after one another, from the close of applications until everyone has heard."""
    insert(
        [
            ReviewPhase(
                cycle=_cycle(program, "cycle"), sort_order=place, name=name, name_es=name_es,
                opens_at=_midnight_after(program, opens), closes_at=_midnight_after(program, closes),
            )
            for place, (name, name_es, opens, closes) in enumerate(PHASES)
        ]
    )  # fmt: skip


def _midnight_after(program: Program, kind: str) -> datetime:
    day = program.calendar.day(kind) + timedelta(days=1)
    return datetime.combine(day, time(0), tzinfo=EASTERN).astimezone(UTC)


def build_practice(program: Program, rng: random.Random) -> None:
    """One round on four of last year's applications: open while packets are read, with marks to come; over later."""
    cycle, ines = _cycle(program, "cycle"), program.people["ines"]
    readers = list(Person.objects.filter(role_grants__role=Role.REVIEWER).distinct().order_by("date_joined", "email"))
    criteria = list(Criterion.objects.filter(rubric_id=cycle.rubric_id).order_by("sort_order", "pk"))
    samples = _samples(program, rng, readers[-2:], criteria)
    opened, is_over = program.calendar.at(66), program.name != "reviewing"
    made = rounds.open_round(
        actor=ines, cycle_id=cycle.pk, application_ids=[row.pk for row in samples],
        due_on=program.calendar.opens + timedelta(days=78), at=opened,
    )  # fmt: skip
    worth = {row.pk: [rng.choice((2, 3, 3, 4)) for _criterion in criteria] for row in samples}
    leans = {reader.pk: lean for reader, lean in zip(readers, LEANS, strict=False)}
    reads = CalibrationRead.objects.filter(sample__round=made).select_related("reader", "sample")
    for read in reads.order_by("reader__email", "sample__number"):
        if not is_over and read.reader_id == program.people["rosa"].pk and read.sample.number > 1:
            continue
        lean = leans.get(read.reader_id, 0)
        marks = {
            criterion.pk: min(max(mark + (lean if rng.random() < 1 / 2 else 0), LOWEST_MARK), HIGHEST_MARK)
            for criterion, mark in zip(criteria, worth[read.sample.application_id], strict=True)
        }
        rounds.mark_sample(actor=read.reader, read_id=read.pk, marks=marks, at=opened + timedelta(days=2))
    if is_over:
        rounds.close_round(actor=ines, round_id=made.pk, at=program.calendar.at(79))


def _samples(
    program: Program, rng: random.Random, readers: list[Person], criteria: list[Criterion]
) -> list[Application]:
    """Four of last year's applications, cleared and read by two readers then."""
    placed = Application.objects.filter(cycle=_cycle(program, "cycle_before"))
    chosen = list(placed.exclude(person=program.people["keisha"]).order_by("reference")[:SAMPLES])
    clear_texts(program, chosen)
    then = program.calendar.at(75) - timedelta(days=365)
    given = ReviewAssignment.objects.filter(reviewer__in=readers).order_by().values_list("reviewer")
    highest = dict(given.annotate(highest=Max("number")))
    reads = [
        ReviewAssignment(
            application=application, reviewer=reader, number=highest.get(reader.pk, 0) + number,
            assigned_at=then - timedelta(days=9), stage=ReadStage.SUBMITTED, submitted_at=then,
        )
        for number, application in enumerate(chosen, 1)
        for reader in readers
    ]  # fmt: skip
    insert(reads)
    insert([Score(assignment=read, criterion=row, value=rng.choice((3, 4))) for read in reads for row in criteria])
    recount_marks()
    return chosen
