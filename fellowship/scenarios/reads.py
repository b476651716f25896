"""Blind reading in a scenario: who reads what, the marks so far, and the texts cleared for readers."""

import random
from datetime import timedelta

from fellowship.models import Person
from fellowship.rules.roles import Role
from fellowship.scenarios.crowd import BATCH, insert
from fellowship.scenarios.names import crowd
from fellowship.scenarios.readers import describe_readers
from fellowship.scenarios.world import Program, second_factor
from fellowship.services.roles import grant_role
from recruitment.models import (
    Answer,
    Application,
    ClearedAnswer,
    Criterion,
    Cycle,
    PacketSnapshot,
    ReviewAssignment,
    Score,
)
from recruitment.queries.packets import frozen
from recruitment.rules.questions import QuestionKind
from recruitment.rules.reading import HIGHEST_MARK, LOWEST_MARK, ReadStage
from recruitment.rules.stages import Stage
from recruitment.services.tally import recount_marks

READS = 2
MOST_READ = 5000
OTHER_READERS = 4
MARKS = (1, 2, 2, 3, 3, 3, 4, 4)
CHANCES = (-1, 0, 0, 0, 0, 0, 1)
# How often each reader marks one higher or lower than the others would.
# Of so many decided applications the demonstration keeps what readers saw.
PACKETS_KEPT = 5
LEANINGS = (0.0, 0.0, 0.5, -0.4)


def build_reads(program: Program, rng: random.Random, *, done: float) -> None:
    """Give two reads to applications in review and beyond; a share ``done`` of those in review is read.

    The text of one in twelve applications in review is not cleared yet, so that there is work to do.
    """
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    readers = _readers(program, rng)
    applications = list(
        Application.objects.filter(cycle=cycle)
        .exclude(stage__in=[Stage.DRAFT, Stage.SUBMITTED, Stage.WITHDRAWN])
        .order_by("reference")[:MOST_READ]
    )
    left = {row.pk for row in applications if row.stage == Stage.IN_REVIEW and rng.random() < 1 / 12}
    clear_texts(program, [row for row in applications if row.pk not in left])
    criteria = list(Criterion.objects.filter(rubric_id=cycle.rubric_id).order_by("sort_order"))
    numbers = dict.fromkeys((reader.pk for reader in readers), 0)
    assigned_at, due_on = program.calendar.at(64), program.calendar.day("review_due")
    reads: list[ReviewAssignment] = []
    for index, application in enumerate(applications):
        for turn in range(READS):
            reader = readers[(index + turn * (1 + index % (len(readers) - 1))) % len(readers)]
            numbers[reader.pk] += 1
            is_done = application.stage != Stage.IN_REVIEW or rng.random() < done
            reads.append(
                ReviewAssignment(
                    application=application, reviewer=reader, number=numbers[reader.pk], due_on=due_on,
                    assigned_at=assigned_at, stage=ReadStage.SUBMITTED if is_done else ReadStage.ASSIGNED,
                    submitted_at=min(assigned_at + timedelta(days=rng.uniform(1, 20)), program.calendar.now)
                    if is_done else None,
                )
            )  # fmt: skip
    _keep_packets(program, reads, applications)
    insert(reads)
    insert(_scores([read for read in reads if read.stage == ReadStage.SUBMITTED], criteria, readers, rng))
    recount_marks()
    describe_readers(program, readers, cycle)


def _keep_packets(program: Program, reads: list[ReviewAssignment], applications: list[Application]) -> None:
    """Keep what readers saw of some applications that are decided, so that their people can look at it."""
    decided = [row for row in applications if row.stage != Stage.IN_REVIEW]
    maya = program.people["maya"].pk
    chosen = [*decided[:PACKETS_KEPT], *(row for row in decided[PACKETS_KEPT:] if row.person_id == maya)]
    kept: dict[object, PacketSnapshot] = {}
    for application in chosen:
        packet, at = frozen(application), program.calendar.at(64)
        kept[application.pk] = PacketSnapshot.objects.create(
            application=application, digest=packet.digest, content=packet.content, taken_at=at
        )
    for read in reads:
        read.snapshot = kept.get(read.application_id)


def _scores(
    reads: list[ReviewAssignment], criteria: list[Criterion], readers: list[Person], rng: random.Random
) -> list[Score]:
    """Marks that mostly agree: what an application deserves, a little chance, and what each reader leans to."""
    leaning = {reader.pk: lean for reader, lean in zip(readers, LEANINGS, strict=False)}
    deserved: dict[object, list[int]] = {}
    scores = []
    for read in reads:
        worth = deserved.setdefault(read.application_id, [rng.choice(MARKS) for _ in criteria])
        for criterion, value in zip(criteria, worth, strict=True):
            lean, chance = leaning.get(read.reviewer_id, 0.0), rng.choice(CHANCES)
            step = (1 if lean > 0 else -1) if rng.random() < abs(lean) else 0
            mark = min(max(value + step + chance, LOWEST_MARK), HIGHEST_MARK)
            scores.append(Score(assignment=read, criterion=criterion, value=mark))
    return scores


def _readers(program: Program, rng: random.Random) -> list[Person]:
    readers = [program.people["rosa"], program.people["ellis"]]
    for number, (name, pronouns) in enumerate(crowd(rng, OTHER_READERS), 1):
        reader = Person.objects.create_user(
            f"reader{number}@fellowship.example", None, name=name, pronouns=pronouns,
            date_joined=program.calendar.at(-30),
        )  # fmt: skip
        grant_role(
            actor=None,
            person=reader,
            role=Role.REVIEWER,
            starts_on=program.calendar.opens,
            at=program.calendar.at(-30),
        )
        second_factor(reader)
        readers.append(reader)
    return readers


def clear_texts(program: Program, applications: list[Application]) -> None:
    """Let everything through that these applications say in free text."""
    wanted = [application.pk for application in applications]
    keeper, at = program.people["ines"], program.calendar.at(63)
    for start in range(0, len(wanted), BATCH):
        answers = Answer.objects.filter(
            application_id__in=wanted[start : start + BATCH],
            question__visible_to_reviewers=True,
            question__kind__in=[QuestionKind.LONG_TEXT, QuestionKind.SHORT_TEXT],
        )
        insert(
            [
                ClearedAnswer(
                    answer=answer, text=answer.value, answer_revision=answer.revision, cleared_by=keeper, cleared_at=at
                )
                for answer in answers.order_by("pk")
            ]
        )
