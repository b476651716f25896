"""The many applicants around the named cast, inserted in bulk and in portions, so that memory stays flat."""

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db.models import Model

from fellowship.models import HostOffice, Person
from fellowship.scenarios import texts
from fellowship.scenarios.bulk import Bulk
from fellowship.scenarios.dates import Calendar
from fellowship.scenarios.names import crowd
from fellowship.scenarios.world import Program
from recruitment.models import (
    Answer,
    Application,
    Cycle,
    FormVersion,
    OfficeChoice,
    Question,
    SearchText,
    SearchWord,
    SpokenLanguage,
    StageChange,
)
from recruitment.rules.declining import DeclineCategory
from recruitment.rules.questions import choice_key, plain, search_words
from recruitment.rules.searching import folded
from recruitment.rules.stages import TABLE, Action, Stage

PORTION = 2000
NO_PASSWORD = make_password(None)
BATCH = 1000
SPANISH_SHARE = 0.35
TEXTS = ("phone", "experience", "why_this_work", "stood_up")
ELIGIBLE: dict[str, Any] = {
    "early_career": True, "work_authorization": True, "two_years": True, "travel": True,
    "social_worker": False, "law_degree": False, "languages": [],
}  # fmt: skip
# How an application came to its stage.
PATHS: dict[Stage, tuple[Action, ...]] = {
    Stage.DRAFT: (),
    Stage.SUBMITTED: (Action.SUBMIT,),
    Stage.WITHDRAWN: (Action.SUBMIT, Action.WITHDRAW),
    Stage.IN_REVIEW: (Action.SUBMIT, Action.START_REVIEW),
    Stage.DECLINED: (Action.SUBMIT, Action.START_REVIEW, Action.DECLINE),
    Stage.INTERVIEW: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE),
    Stage.WAITLISTED: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.WAITLIST),
    Stage.OFFERED: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.OFFER),
    Stage.OFFER_DECLINED: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.OFFER, Action.TURN_DOWN),
    Stage.ACCEPTED: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.OFFER, Action.ACCEPT),
    Stage.FINALIST: (Action.SUBMIT, Action.START_REVIEW, Action.INVITE, Action.OFFER, Action.ACCEPT, Action.CLEAR),
}
# On which day after the opening each step usually happens.
DAY_OF: dict[Action, tuple[int, int]] = {
    Action.SUBMIT: (5, 60), Action.WITHDRAW: (61, 66), Action.START_REVIEW: (62, 64), Action.DECLINE: (91, 94),
    Action.INVITE: (91, 95), Action.WAITLIST: (118, 121),
    Action.OFFER: (118, 122), Action.TURN_DOWN: (123, 127), Action.ACCEPT: (123, 127),
    Action.CLEAR: (129, 140), Action.PLACE: (167, 167),
}  # fmt: skip


@dataclass(slots=True)
class Ground:
    """What every application needs, read once."""

    cycle: Cycle
    calendar: Calendar
    version_id: UUID
    questions: dict[str, Question]
    offices: Sequence[HostOffice]
    first_choices: dict[str, str]


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one table in batches."""
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001  (Django's documented name)


def ground_for(program: Program, cycle: Cycle, *, years_ago: int = 0) -> Ground:
    """Read the questions, the offices and the choices of the cycle's form; the year may lie some years back."""
    calendar = replace(program.calendar, opens=program.calendar.opens - timedelta(days=365 * years_ago))
    version = FormVersion.objects.filter(form_id=cycle.form_id, published_at__isnull=False).latest("number")
    questions = {question.key: question for question in version.questions.all()}
    firsts = {key: question.choices.splitlines()[0] for key, question in questions.items() if question.choices}
    return Ground(cycle, calendar, version.pk, questions, tuple(program.offices.values()), firsts)


def build_crowd(
    program: Program, rng: random.Random, *, size: int, shares: Sequence[tuple[Stage, float]], cycle: Cycle
) -> None:
    """Insert ``size`` people with an application each, their stages in the given shares."""
    ground = ground_for(program, cycle)
    stages = spread(size, shares)
    rng.shuffle(stages)
    names = crowd(rng, size)
    offset = cycle.next_number
    bulk = Bulk()
    for portion in portions(size):
        for index in portion:
            add_one(bulk, ground, rng, name=names[index][0], pronouns=names[index][1],
                    number=offset + index, stage=stages[index])  # fmt: skip
        bulk.flush()
    Cycle.objects.filter(pk=cycle.pk).update(next_number=offset + size)
    cycle.next_number = offset + size


def portions(size: int) -> Iterator[range]:
    """The numbers from 0 to ``size`` in portions."""
    for start in range(0, size, PORTION):
        yield range(start, min(size, start + PORTION))


def spread(size: int, shares: Sequence[tuple[Stage, float]]) -> list[Stage]:
    """``size`` stages in the given shares; the first stage takes what rounding leaves."""
    stages = [stage for stage, share in shares[1:] for _ in range(round(size * share))]
    return [shares[0][0]] * (size - len(stages)) + stages[:size]


def add_one(
    bulk: Bulk, ground: Ground, rng: random.Random, *, name: str, pronouns: str, number: int, stage: Stage,
    person: Person | None = None, path: Sequence[Action] = (),
) -> UUID:  # fmt: skip
    """Add one application, and its person unless one of the cast is given; returns the application's id.

    ``path`` is how it came to its stage where that is not the usual way.
    """
    joined = ground.calendar.at(rng.uniform(0, 50))
    person_id = uuid.uuid4() if person is None else person.pk
    if person is None:
        bulk.add(
            Person, id=person_id, email=f"applicant{ground.cycle.cohort_year}-{number}@people.example", name=name,
            called=name.split(" ", maxsplit=1)[0], pronouns=pronouns, time_zone=rng.choice(ground.offices).time_zone,
            date_joined=joined, password=NO_PASSWORD,
        )  # fmt: skip
    moments = story(path or PATHS[stage], ground.calendar, rng, joined)
    application_id = uuid.uuid4()
    latest = moments[-1][1] if moments else joined
    bulk.add(
        Application, id=application_id, person_id=person_id, cycle_id=ground.cycle.pk,
        form_version_id=ground.version_id, reference=f"{ground.cycle.reference_prefix}-{number:04d}", stage=stage,
        stage_since=latest, eligibility=ELIGIBLE, sort_name=plain(name)[:200], started_at=joined,
        submitted_at=moments[0][1] if moments else None, updated_at=latest,
        decline_category=DeclineCategory.SEATS if stage is Stage.DECLINED else "",
    )  # fmt: skip
    for word in sorted(set(search_words(name))):
        bulk.add(SearchWord, application_id=application_id, word=word)
    before: str = Stage.DRAFT
    for action, moment in moments:
        after = TABLE.after(before, action)
        bulk.add(
            StageChange, application_id=application_id, from_stage=before, to_stage=after, action=action, at=moment
        )
        before = after
    saved = moments[0][1] if moments else joined
    add_answers(bulk, application_id, ground, rng, saved=saved, whole=stage is not Stage.DRAFT)
    return application_id


def story(
    actions: Sequence[Action], calendar: Calendar, rng: random.Random, began: datetime
) -> list[tuple[Action, datetime]]:
    """When each step happened: on its usual day, after the one before it, and never later than now."""
    moments: list[tuple[Action, datetime]] = []
    latest = began
    for action in actions:
        low, high = DAY_OF[action]
        latest = min(max(calendar.at(rng.uniform(low, high)), latest + timedelta(minutes=5)), calendar.now)
        moments.append((action, latest))
    return moments


def add_answers(
    bulk: Bulk, application_id: UUID, ground: Ground, rng: random.Random, *, saved: datetime, whole: bool
) -> None:
    """Add the answers; a draft has only its first page and perhaps the second."""
    spanish = rng.random() < SPANISH_SHARE
    level = rng.choice(("working", "fluent"))
    picked = rng.sample(ground.offices, k=rng.randint(3, 5))
    values: dict[str, Any] = {
        "phone": f"{rng.randint(201, 989)}-555-01{rng.randint(0, 99):02d}",
        "reach_by": choice_key(ground.first_choices["reach_by"]),
        "experience": texts.done(rng),
        "why_this_work": texts.why(rng),
        "stood_up": texts.stood_up(rng),
        "offices": [str(office.pk) for office in picked],
    }
    if spanish:
        values["languages"] = [{"language": "es", "level": level}]
    if not whole:
        values = {key: values[key] for key in ("phone", "reach_by", "experience")[: rng.randint(1, 3)]}
    for key, value in values.items():
        bulk.add(
            Answer, application_id=application_id, question_id=ground.questions[key].pk, value=value, saved_at=saved
        )
    if not whole:
        return
    text = "\n".join(values[key] for key in TEXTS)
    bulk.add(SearchText, application_id=application_id, text=text, folded=folded(text))
    for rank, office in enumerate(picked, 1):
        bulk.add(OfficeChoice, application_id=application_id, office_id=office.pk, rank=rank)
    if spanish:
        bulk.add(SpokenLanguage, application_id=application_id, language="es", level=level)


def ids_in(cycle: Cycle, *stages: Stage) -> list[UUID]:
    """The applications of a cycle in the given stages, in order of their references."""
    return list(
        Application.objects.filter(cycle=cycle, stage__in=stages).order_by("reference").values_list("pk", flat=True)
    )
