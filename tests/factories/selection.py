"""Reviewers, packets, interviews, offers and cases for tests, made by the services."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from fellowship.models import Letter, Person
from fellowship.rules.roles import Role
from recruitment.models import (
    Answer,
    Application,
    Cycle,
    FairChanceCase,
    InterviewSlot,
    Offer,
    Question,
    ReviewAssignment,
)
from recruitment.rules.offers import Terms
from recruitment.services.assigning import assign_readers
from recruitment.services.clearing import ClearedText, clear_answers
from recruitment.services.decisions import invite_to_interview
from recruitment.services.interviews import make_slots
from recruitment.services.offers import accept_offer, draft_offer, send_offer
from recruitment.services.reading import submit_scores
from recruitment.services.rubrics import install_starter_rubric
from tests.factories import recruitment as base

AT = base.AT
manager, person = base.manager, base.person


def reviewer(name: str = "Rosa Delgado", **fields: Any) -> Person:
    """A reviewer."""
    return base.person(name, role=Role.REVIEWER, **fields)


def interviewer(name: str = "Ivan Brooks", **fields: Any) -> Person:
    """An interviewer."""
    return base.person(name, role=Role.INTERVIEWER, **fields)


def officer(name: str = "Farah Nassif", **fields: Any) -> Person:
    """A fair-chance officer."""
    return base.person(name, role=Role.FAIR_CHANCE_OFFICER, **fields)


def cycle(**fields: Any) -> Cycle:
    """An open cycle with the starter rubric."""
    return base.cycle(rubric=install_starter_rubric(), **fields)


def submitted(who: Person | None = None, of: Cycle | None = None) -> Application:
    """An application that was sent in, in a cycle with a rubric."""
    return base.submitted(who, of or cycle())


def question(of: Application, key: str, **fields: Any) -> Question:
    """One more question of the application's own form version; published versions are not touched elsewhere."""
    defaults: dict[str, Any] = {
        "kind": "long_text",
        "label": key.replace("_", " "),
        "step": "your_words",
        "required": False,
    }
    return Question.objects.create(version=of.form_version, key=key, **{**defaults, **fields})


def answer(of: Application, to: Question, value: Any) -> Answer:
    """An answer as saved."""
    return Answer.objects.create(application=of, question=to, value=value, saved_at=AT)


def cleared(application: Application, by: Person | None = None) -> Application:
    """Every free text cleared just as it was written."""
    rows = Answer.objects.filter(application=application).order_by("pk")
    texts = {row.pk: ClearedText(row.value if isinstance(row.value, str) else "", row.revision) for row in rows}
    clear_answers(actor=by or manager(), application_id=application.pk, texts=texts, at=AT)
    return application


def assigned(application: Application, *readers: Person, by: Person | None = None) -> list[ReviewAssignment]:
    """The packets of an application, given to the readers there are (or to those named, made first)."""
    if not readers and not Person.objects.filter(role_grants__role=Role.REVIEWER).exists():
        readers = (reviewer(), reviewer("Ellis Tran"))
    assign_readers(actor=by or manager(), application_ids=[application.pk], at=AT)
    return list(ReviewAssignment.objects.filter(application=application).order_by("reviewer__name"))


def marks(assignment: ReviewAssignment, *values: int) -> dict[int, int]:
    """Marks for the rubric's criteria in order; the last one repeats."""
    criteria = assignment.application.cycle.rubric.criteria.order_by("sort_order", "pk").values_list("pk", flat=True)
    given: Sequence[int] = values or (3,)
    return {pk: given[min(place, len(given) - 1)] for place, pk in enumerate(criteria)}


def scored(assignment: ReviewAssignment, *values: int, note: str = "") -> ReviewAssignment:
    """The packet with marks saved."""
    return submit_scores(
        actor=assignment.reviewer, assignment_id=assignment.pk, marks=marks(assignment, *values), note=note, at=AT
    )


def invited(who: Person | None = None, of: Cycle | None = None) -> Application:
    """An application at the interview stage."""
    application = submitted(who, of)
    base.moved(application, "start_review")
    return invite_to_interview(actor=manager(), application_id=application.pk, at=AT)


def letters_left() -> None:
    """Every letter that waits has left: what it says may be seen now."""
    Letter.objects.filter(stage__in=["held", "queued"]).update(stage="sent", sent_at=AT)


def slots(
    of: Cycle, *people: Person, count: int = 2, day: date | None = None, first: time = time(10)
) -> tuple[InterviewSlot, ...]:
    """Interview times in Pacific time, eight days from now."""
    return make_slots(
        actor=manager(), cycle_id=of.pk, interviewer_ids=[one.pk for one in people or (interviewer(),)],
        day=day or (AT + timedelta(days=8)).date(), first=first, count=count, minutes=45, pause=15,
        place="Room 4, 220 Alder Street", zone="America/Los_Angeles", at=AT,
    )  # fmt: skip


def terms(**fields: Any) -> Terms:
    """Plain terms."""
    defaults: dict[str, Any] = {
        "office": "Calder County Public Defender", "place": "Fairhaven, CA", "pay_cents": 6_120_000,
        "starts_on": date(2027, 9, 7), "benefits": "Health, dental and vision from the first day.",
    }  # fmt: skip
    return Terms(**{**defaults, **fields})


def drafted(application: Application | None = None, *, days: int = 10, by: Person | None = None) -> Offer:
    """An offer that nobody was told of yet."""
    application = application or invited()
    return draft_offer(
        actor=by or manager(), application_id=application.pk, opening_id=None, terms=terms(),
        last_day=(AT + timedelta(days=days)).date(), at=AT,
    )  # fmt: skip


def sent(application: Application | None = None, *, days: int = 10) -> Offer:
    """An offer that was sent."""
    return send_offer(actor=manager(), offer_id=drafted(application, days=days).pk, at=AT)


def accepted(application: Application | None = None, at: datetime | None = None) -> FairChanceCase:
    """The case of an accepted offer."""
    offer = sent(application)
    applicant = offer.application.person
    accept_offer(
        actor=applicant,
        offer_id=offer.pk,
        signature=applicant.name,
        address="192.0.2.7",
        at=at or AT + timedelta(days=1),
    )
    return FairChanceCase.objects.get(offer=offer)
