"""Going through the program's year, as far as the scenario's day."""

# ruff: noqa: E501  (a sentence a row reads better)

import random
from datetime import timedelta
from typing import Any

from fellowship.models import Person
from fellowship.scenarios import (
    afterwards,
    asking,
    circle,
    crowd,
    deciding,
    equality,
    fair_chance,
    fund,
    managing,
    placing,
    practice,
    reads,
    selection,
    term,
    uploads,
)
from fellowship.scenarios.cycle import build_cycles
from fellowship.scenarios.world import Program
from recruitment.models import Application, Cycle
from recruitment.rules.answers import Seen
from recruitment.rules.stages import Action, Stage
from recruitment.services import applications
from recruitment.services.answers import save_page

ORDER = ("empty", "applications_open", "reviewing", "interviews", "offers", "matching_day", "mid_term")
SIZE = 120
S = Stage
SHARES: dict[str, tuple[tuple[Stage, float], ...]] = {
    "applications_open": ((S.SUBMITTED, 0.55), (S.DRAFT, 0.43), (S.WITHDRAWN, 0.02)),
    "reviewing": ((S.IN_REVIEW, 0.76), (S.SUBMITTED, 0.08), (S.DRAFT, 0.12), (S.WITHDRAWN, 0.04)),
    "interviews": ((S.DECLINED, 0.5), (S.INTERVIEW, 0.3), (S.IN_REVIEW, 0.08), (S.DRAFT, 0.08), (S.WITHDRAWN, 0.04)),
    "offers": (
        (S.DECLINED, 0.58), (S.OFFERED, 0.12), (S.ACCEPTED, 0.1), (S.INTERVIEW, 0.05), (S.OFFER_DECLINED, 0.03),
        (S.WAITLISTED, 5 / SIZE),
        (S.DRAFT, 0.08), (S.WITHDRAWN, 0.04),
    ),
    "matching_day": (
        (S.DECLINED, 0.62), (S.FINALIST, 26 / SIZE), (S.OFFER_DECLINED, 0.04), (S.DRAFT, 0.08), (S.WITHDRAWN, 0.04),
    ),
}  # fmt: skip
SHARES["mid_term"] = SHARES["matching_day"]
READ_SHARE = {"reviewing": 0.55}
# Where Maya stands in each scenario, when she is further than half-way through her application.
MAYA: dict[str, tuple[Action, ...]] = {
    "reviewing": (Action.START_REVIEW,),
    "interviews": (Action.START_REVIEW, Action.INVITE),
    "offers": (Action.START_REVIEW, Action.INVITE, Action.OFFER),
    "matching_day": (Action.START_REVIEW, Action.INVITE, Action.OFFER, Action.ACCEPT, Action.CLEAR),
}
MAYA["mid_term"] = MAYA["matching_day"]


def reaches(program: Program, stage: str) -> bool:
    """Whether the scenario's day lies at or after ``stage``."""
    return ORDER.index(program.name) >= ORDER.index(stage)


def walk_the_year(program: Program, rng: random.Random, *, scale: int) -> None:
    """Build what has happened by the scenario's day."""
    if program.name == "empty":
        return
    build_cycles(program)
    term.build_last_year(program, rng)
    if reaches(program, "reviewing"):
        practice.build_phases(program)
    asking.build_questions(program)
    asking.build_draft_form(program)
    maya = _apply(program, "maya")
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what build_cycles made)
    cycle.refresh_from_db()
    crowd.build_crowd(program, rng, size=scale or SIZE, shares=SHARES[program.name], cycle=cycle)
    _go_on(program, maya)
    if program.name in ("applications_open", "reviewing"):
        circle.build_circle(program, maya)
    if reaches(program, "reviewing"):
        reads.build_reads(program, rng, done=READ_SHARE.get(program.name, 0.9))
        uploads.build_uploads(program, rng)
        practice.build_practice(program, rng)
        managing.build_views(program)
    if reaches(program, "interviews"):
        selection.build_interviews(program, rng)
        deciding.build_rounds(program)
    if reaches(program, "offers"):
        selection.build_offers(program)
        deciding.build_waitlist(program)
    if program.name == "offers":
        fair_chance.build_cases(program)
    deciding.note_what_waits(program)
    if reaches(program, "matching_day"):
        _place(program, rng)
    term.build_training(program)
    term.build_coaching(program)
    if program.name == "mid_term":
        afterwards.build_changes(program)
        afterwards.offer_a_seat(program)
    fund.build_fund(program, requests=program.name == "mid_term")
    equality.build_equality(program, seed=program.calendar.year)


def _apply(program: Program, key: str) -> Application:
    """Let one of the cast start an application and fill in the first two pages."""
    person, at = program.people[key], program.calendar.at(30)
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what build_cycles made)
    application = applications.start_application(
        actor=person, cycle_id=cycle.pk, eligibility={**crowd.ELIGIBLE, "languages": ["es"]}, at=at
    )
    _save(application, person, "about_you", at, phone="503-555-0177", reach_by="e-mail")
    _save(
        application, person, "experience", at + timedelta(minutes=9),
        experience="Front desk at a free clinic, two years. Care of a younger brother, four years.",
        languages=[{"language": "es", "level": "working"}],
        jobs=[
            {"where-or-for-whom": "A free clinic", "what-you-did": "Front desk, and calls to agencies with people.",
             "about-how-many-months": "24"},
            {"where-or-for-whom": "My family", "what-you-did": "Care of a younger brother."},
        ],
    )  # fmt: skip
    return application


def _save(application: Application, person: Person, step: str, at: Any, **answers: Any) -> None:
    save_page(
        actor=person,
        application_id=application.pk,
        step=step,
        sent=answers,
        seen={key: Seen() for key in answers},
        at=at,
    )


def _go_on(program: Program, application: Application) -> None:
    """Let Maya finish and submit, and take her where the scenario finds her; dates move with her."""
    if program.name not in MAYA:
        return
    person, at = application.person, program.calendar.at(50)
    offices = [str(program.offices[slug].pk) for slug in ("east-la", "alameda", "king")]
    _save(
        application, person, "your_words", at,
        why_this_work="When my brother was arrested, the lawyer had nine minutes for us. She was good, and she was gone. "
        "I learned the words by losing things. Since then I answer the phone at a clinic, and I call with people.",
        stood_up="A man had his benefits stopped over a letter to an old address. We read the rule together, out loud, "
        "and they put him back that afternoon. I would speak less in the first ten minutes today.",
    )  # fmt: skip
    _save(application, person, "the_work", at + timedelta(minutes=20), offices=offices)
    applications.submit_application(actor=person, application_id=application.pk, at=at + timedelta(hours=1))
    for action in MAYA[program.name]:
        applications.move_application(
            actor=None, application_id=application.pk, action=action, at=program.calendar.at(crowd.DAY_OF[action][1])
        )


def _place(program: Program, rng: random.Random) -> None:
    placing.welcome_finalists(program)
    people = placing.supervisors(program, rng)
    placing.rank_everything(program, rng, people)
    run = placing.match(program)
    if reaches(program, "mid_term"):
        placing.publish(program, run)
        placing.start_all(program)
