"""Life in an office in a scenario: last year's advocates, their training, coaching and the hardship fund."""

# ruff: noqa: E501  (a sentence a row reads better)

import random
from datetime import timedelta

from cohorts.models import Cohort, Fellow, Placement, Seat
from cohorts.rules.stages import FellowStage, PlacementStage
from cohorts.services.placements import give_advocate_role
from fellowship.models import Person
from fellowship.scenarios.bulk import Bulk
from fellowship.scenarios.crowd import PATHS, add_one, ground_for
from fellowship.scenarios.names import crowd
from fellowship.scenarios.world import FUND, Program
from hardship_fund.models import Category, Fund
from hardship_fund.rules.deciding import Criterion
from hardship_fund.rules.payee import Payee, PayTo
from hardship_fund.services import asking, deciding, funds, ledger
from recruitment.models import Application, Cycle
from recruitment.rules.stages import Action, Stage
from training.models import Enrollment, Lesson
from training.rules.kinds import LessonKind
from training.services import enrolling, lessons, starter
from wellness.models import CoachingRelationship
from wellness.rules.stages import Audience
from wellness.services import coaching, meetings, writing

PATHS[Stage.PLACED] = (*PATHS[Stage.FINALIST], Action.PLACE)
BEFORE = 14
TWO_YEARS = timedelta(days=2 * 365 - 1)
STARTED_AGO = timedelta(days=75)


def build_last_year(program: Program, rng: random.Random) -> None:
    """Place last year's advocates, one in each office; Keisha works in Alameda."""
    starter.install_starter_curriculum(actor=None, at=program.calendar.at(-20))
    cycle, cohort = program.things["cycle_before"], program.things["cohort_before"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    assert isinstance(cohort, Cohort)  # noqa: S101  (what world built)
    first_day = program.calendar.now.date() - STARTED_AGO
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=first_day, ends_on=first_day + TWO_YEARS)
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
    first_day = program.calendar.now.date() - STARTED_AGO
    at = program.calendar.now - STARTED_AGO
    Seat.objects.filter(pk=seat.pk).update(starts_on=first_day)
    fellow = Fellow.objects.create(
        cohort=cohort, person=application.person, application=application, joined_at=at, stage=FellowStage.PLACED
    )
    placement = Placement.objects.create(
        fellow=fellow, seat=seat, supervisor=seat.supervisor, employer_of_record=seat.employer_of_record,
        starts_on=first_day, ends_on=first_day + TWO_YEARS, stage=PlacementStage.ACTIVE, created_at=at,
    )  # fmt: skip
    placement.advocate_grant = give_advocate_role(placement, at=at)
    placement.save(update_fields=["advocate_grant"])
    enrolling.enroll_for_placement(placement_id=placement.pk, at=at)
    coaching.pair_for_placement(placement_id=placement.pk, at=at)


def build_training(program: Program, rng: random.Random) -> None:
    """Let people be at different points of their path; Keisha has one lesson left."""
    reading = [LessonKind.READING, LessonKind.ACKNOWLEDGE]
    for enrollment in Enrollment.objects.select_related("person").order_by("person__name", "pk"):
        listed = list(Lesson.objects.filter(version_id=enrollment.version_id, kind__in=reading).order_by("order"))
        is_keisha = enrollment.person_id == program.people["keisha"].pk
        count = len(listed) - 1 if is_keisha else rng.randint(0, len(listed))
        for index, lesson in enumerate(listed[:count]):
            at = min(program.calendar.now - STARTED_AGO + timedelta(days=6 * (index + 1)), program.calendar.now)
            lessons.complete_lesson(
                actor=enrollment.person, enrollment_id=enrollment.pk, lesson_id=lesson.pk, at=at,
                agreed=lesson.kind == LessonKind.ACKNOWLEDGE,
            )  # fmt: skip


def build_coaching(program: Program) -> None:
    """Two one-on-ones of Keisha and Dana: one held with things carried over, one to come."""
    keisha, dana, now = program.people["keisha"], program.people["dana"], program.calendar.now
    pair = CoachingRelationship.objects.filter(advocate=keisha).first()
    if pair is None:
        pair = coaching.pair_coach(actor=None, advocate=keisha, coach=dana, at=now - STARTED_AGO)
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


def build_fund(program: Program, *, requests: bool) -> None:
    """Open the fund with money in it; in mid term there are requests in several states."""
    now, tomas = program.calendar.now, program.people["tomas"]
    fund = Fund.objects.filter(code=FUND).first() or funds.open_fund(
        actor=None, code=FUND, name="Hardship fund", at=program.calendar.at(-20)
    )
    for number, (cents, note) in enumerate(((1_200_000, "Spring appeal"), (450_000, "Board gift")), 1):
        ledger.record_gift(
            actor=tomas, fund_id=fund.pk, cents=cents, note=note, key=f"opening-{number}", at=program.calendar.at(-10)
        )
    if not requests:
        return
    others = [placement.fellow.person for placement in Placement.objects.filter(stage=PlacementStage.ACTIVE)
              .select_related("fellow__person").order_by("fellow__application__reference")[:3]]  # fmt: skip
    stories = (
        (
            "The transmission failed on the way to court. I need the car for jail visits until the transit pass comes.",
            74_000,
        ),
        ("My first pay came late and the rent is due. The landlord agreed to wait until Friday.", 61_500),
        ("My grandmother died and the family is in El Paso. I need a ticket and two nights.", 48_000),
    )
    categories = list(Category.objects.filter(fund=fund).order_by("pk"))
    for index, (person, (story, cents)) in enumerate(zip(others, stories, strict=True)):
        _ask(program, person, categories[index % len(categories)], story, cents)
    samuel = program.people["samuel"]
    for request in fund.requests.order_by("submitted_at")[:1]:
        deciding.approve(
            actor=samuel, request_id=request.pk, seen_version=request.version, amount_cents=request.amount_cents,
            criteria=[criterion.value for criterion in Criterion], at=now - timedelta(hours=2),
        )  # fmt: skip


def _ask(program: Program, person: Person, category: Category, story: str, cents: int) -> None:
    at = program.calendar.now - timedelta(hours=20)
    request = asking.start_request(actor=person, at=at)
    asking.save_need(
        actor=person, request_id=request.pk, category_id=category.pk, amount_cents=cents,
        needed_by=(at + timedelta(days=4)).date(), event_on=(at - timedelta(days=3)).date(), at=at,
    )  # fmt: skip
    asking.save_story(actor=person, request_id=request.pk, story=story, at=at)
    payee = Payee(to=PayTo.ME, name=person.name, street="12 Example Street", city="Oakland", state="CA",
                  postal_code="94601")  # fmt: skip
    asking.save_payee(actor=person, request_id=request.pk, payee=payee, at=at)
    asking.save_note(actor=person, request_id=request.pk, text="I can send the bill when it comes.", at=at)
    asking.submit_request(actor=person, request_id=request.pk, at=at)
