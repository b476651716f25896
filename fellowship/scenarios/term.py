"""Life in an office in a scenario: last year's advocates, their training and their coaching."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

from cohorts.models import Cohort, Fellow, Placement, Seat
from cohorts.rules.stages import FellowStage, PlacementStage
from cohorts.services.placements import give_advocate_role
from fellowship.scenarios.bulk import Bulk
from fellowship.scenarios.crowd import PATHS, add_one, ground_for
from fellowship.scenarios.dates import DAYS
from fellowship.scenarios.names import crowd
from fellowship.scenarios.world import Program
from recruitment.models import Application, Cycle
from recruitment.rules.stages import Action, Stage
from training.models import Choice, Enrollment, Lesson
from training.rules.kinds import LessonKind
from training.services import enrolling, extensions, lessons, quizzes, starter
from wellness.models import CoachingRelationship, OneOnOne
from wellness.rules.stages import Audience, MeetingStage
from wellness.services import coaching, meetings, writing

PATHS[Stage.PLACED] = (*PATHS[Stage.FINALIST], Action.PLACE)
BEFORE = 14
YEAR = 365
BEHIND_EACH = 5
A_WEEK = timedelta(days=7)
HALF_A_YEAR = timedelta(days=182)


def build_last_year(program: Program, rng: random.Random) -> None:
    """Place last year's advocates, one in each office; Keisha works in Alameda."""
    starter.install_starter_curriculum(actor=None, at=program.calendar.at(-20))
    cycle, cohort = program.things["cycle_before"], program.things["cohort_before"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    assert isinstance(cohort, Cohort)  # noqa: S101  (what world built)
    ground, bulk = ground_for(program, cycle, years_ago=1), Bulk()
    keisha = program.people["keisha"]
    ids = []
    for index, ((name, pronouns), slug) in enumerate(zip(crowd(rng, BEFORE), program.offices, strict=True), 1):
        cast = keisha if slug == "alameda" else None
        ids.append(
            add_one(
                bulk, ground, rng, name=cast.name if cast else name, pronouns=pronouns, number=index,
                stage=Stage.PLACED, person=cast,
            )
        )  # fmt: skip
    bulk.flush()
    Cycle.objects.filter(pk=cycle.pk).update(next_number=BEFORE + 1)
    applications = Application.objects.select_related("person").in_bulk(ids)
    for application_id, office in zip(ids, program.offices.values(), strict=True):
        seat = Seat.objects.filter(cohort=cohort, office=office).order_by("label")[0]
        _place(program, cohort, applications[application_id], seat)


def _place(program: Program, cohort: Cohort, application: Application, seat: Seat) -> None:
    at = _began(program)
    fellow = Fellow.objects.create(
        cohort=cohort, person=application.person, application=application, joined_at=at, stage=FellowStage.PLACED
    )
    placement = Placement.objects.create(
        fellow=fellow, seat=seat, supervisor=seat.supervisor, employer_of_record=seat.employer_of_record,
        starts_on=cohort.starts_on, ends_on=cohort.ends_on, stage=PlacementStage.ACTIVE, created_at=at,
    )  # fmt: skip
    placement.advocate_grant = give_advocate_role(placement, at=at)
    placement.save(update_fields=["advocate_grant"])
    enrolling.enroll_for_placement(placement_id=placement.pk, at=at)
    coaching.pair_for_placement(placement_id=placement.pk, at=at)


def _began(program: Program) -> datetime:
    """The first morning of last year's advocates."""
    return program.calendar.at(DAYS["day_one"] - YEAR)


def build_training(program: Program) -> None:
    """Most have walked their path; of late beginners one in five has a part left, and Keisha was given more time."""
    keisha = program.people["keisha"]
    for index, enrollment in enumerate(Enrollment.objects.select_related("person").order_by("person__name", "pk")):
        began = datetime.combine(enrollment.starts_on, time(12), tzinfo=UTC)
        todo = list(Lesson.objects.filter(version_id=enrollment.version_id).order_by("order"))
        is_behind = index % BEHIND_EACH == 0 and program.calendar.now - began < HALF_A_YEAR
        left = [lesson for lesson in todo if lesson.kind == LessonKind.QUIZ] if is_behind else []
        if enrollment.person_id == keisha.pk:
            left = todo[-2:]
        for number, lesson in enumerate(todo[: len(todo) - len(left)], 1):
            _finish(enrollment, lesson, at=min(began + timedelta(days=4 * number), program.calendar.now))
        if enrollment.person_id == keisha.pk:
            extensions.give_more_time(
                actor=program.people["theo"], enrollment_id=enrollment.pk, lesson_ids=[lesson.pk for lesson in left],
                until=(program.calendar.now + A_WEEK).date(), reason="A trial took two weeks.",
                at=program.calendar.now - A_WEEK,
            )  # fmt: skip


def _finish(enrollment: Enrollment, lesson: Lesson, *, at: datetime) -> None:
    """Let the person do one part; a quiz with the right answers."""
    person = enrollment.person
    if lesson.kind != LessonKind.QUIZ:
        lessons.complete_lesson(
            actor=person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=at,
            agreed=lesson.kind == LessonKind.ACKNOWLEDGE,
        )  # fmt: skip
        return
    attempt = quizzes.start_attempt(actor=person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=at)
    right = Choice.objects.filter(question__lesson=lesson, is_right=True).values_list("question_id", "pk")
    answers = {str(question): str(choice) for question, choice in right}
    quizzes.save_answers(actor=person, attempt_id=attempt.pk, answers=answers, at=at)
    quizzes.submit_attempt(actor=person, attempt_id=attempt.pk, at=at)


def build_coaching(program: Program) -> None:
    """Two one-on-ones of Keisha and Dana: one held with things carried over, one to come. The others met as well."""
    keisha, dana, now = program.people["keisha"], program.people["dana"], program.calendar.now
    pair = CoachingRelationship.objects.filter(advocate=keisha).first()
    if pair is None:
        pair = coaching.pair_coach(actor=None, advocate=keisha, coach=dana, at=_began(program))
    held = meetings.schedule_one_on_one(
        actor=dana, relationship_id=pair.pk, scheduled_at=now - timedelta(days=8), at=now - timedelta(days=14),
        place="By phone",
    )  # fmt: skip
    for text in ("How to say no to a fourth new client in a day", "The transit pass that still has not come"):
        writing.add_agenda_item(
            actor=keisha, relationship_id=pair.pk, text=text, audience=Audience.SHARED, at=now - timedelta(days=9)
        )
    writing.write_note(
        actor=dana, meeting_id=held.pk, audience=Audience.SHARED, at=now - timedelta(days=8),
        text="We agreed that two intakes before lunch is the limit, and that Keisha says so in the morning meeting.",
    )  # fmt: skip
    writing.write_note(
        actor=dana, meeting_id=held.pk, audience=Audience.PRIVATE, at=now - timedelta(days=8),
        text="Ask next time how the morning meeting went before anything else.",
    )  # fmt: skip
    writing.add_action_item(
        actor=dana, relationship_id=pair.pk, owner_id=dana.pk, text="Call the benefits desk about the transit pass",
        due_on=(now + timedelta(days=2)).date(), at=now - timedelta(days=8), meeting_id=held.pk,
    )  # fmt: skip
    meetings.hold_one_on_one(actor=dana, meeting_id=held.pk, at=now - timedelta(days=8))
    meetings.schedule_one_on_one(
        actor=dana, relationship_id=pair.pk, scheduled_at=now + timedelta(days=2, hours=3), at=now - timedelta(days=7),
        place="By phone",
    )  # fmt: skip
    _others_met(program, CoachingRelationship.objects.exclude(pk=pair.pk).order_by("started_at", "pk"))


def _others_met(program: Program, pairs: Iterable[CoachingRelationship]) -> None:
    """One one-on-one behind each pair, and for most one ahead; one in seven has waited too long."""
    rows = []
    for index, pair in enumerate(pairs):
        last = program.calendar.now - timedelta(
            days=2 + 3 * (index % 7) + (14 if index % 7 == 6 else 0), hours=index % 5
        )
        ahead = last + timedelta(days=14)
        common = {
            "relationship": pair,
            "place": "By phone",
            "created_at": pair.started_at,
            "created_by_id": pair.coach_id,
        }
        if last > pair.started_at:
            rows.append(OneOnOne(**common, scheduled_at=last, stage=MeetingStage.HELD, closed_at=last))
        if ahead > program.calendar.now and index % 3:
            rows.append(OneOnOne(**common, scheduled_at=ahead))
    OneOnOne.objects.bulk_create(rows)
