"""Interviews, offers and the fair-chance step in a scenario."""

import random
from datetime import datetime, time, timedelta

from fellowship.scenarios.crowd import insert
from fellowship.scenarios.world import Program
from recruitment.models import (
    Application,
    CaseStep,
    Cycle,
    FairChanceCase,
    InterviewSlot,
    Offer,
    OfficeChoice,
    Opening,
    Scorecard,
)
from recruitment.rules.fair_chance import CaseStage
from recruitment.rules.interviews import Recommendation
from recruitment.rules.offers import OfferStage, Terms, open_until
from recruitment.rules.stages import Stage
from recruitment.services import interviews
from recruitment.services.fair_chance_law import keep_law

NOTES = (
    "Asked good questions back. Gave a clear example of calling an agency until someone answered.",
    "Thoughtful about what an Advocate may not do. Would want more practice in writing.",
    "Warm, exact, patient. Described a hard conversation without blaming anyone.",
)
INTERVIEWED = (Stage.WAITLISTED, Stage.OFFERED, Stage.OFFER_DECLINED, Stage.ACCEPTED, Stage.FINALIST)
MINUTES = 40
# A few offers went out long before the others, so that the window of a notice can be over.
EARLY_OFFERS, EARLY = 2, timedelta(days=22)


def build_interviews(program: Program, rng: random.Random) -> None:
    """Make slots; those past the interview have a scorecard, some of those invited have booked."""
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    ivan = program.people["ivan"]
    past = list(Application.objects.filter(cycle=cycle, stage__in=INTERVIEWED).order_by("reference"))
    invited = list(Application.objects.filter(cycle=cycle, stage=Stage.INTERVIEW).order_by("reference"))
    slots: list[InterviewSlot] = []
    first = program.calendar.at(97)
    for index, application in enumerate(past):
        slots.append(_slot(program, cycle, application, _hour(first, index)))
    open_now = program.name == "interviews"
    for index, application in enumerate(invited[: len(invited) // 2] if open_now else invited):
        coming = program.calendar.now + timedelta(days=1) if open_now else first
        slots.append(_slot(program, cycle, application, _hour(coming, index)))
    insert(slots)
    through = InterviewSlot.interviewers.through
    insert([through(interviewslot_id=slot.pk, person_id=ivan.pk) for slot in slots])
    held = [slot for slot in slots if slot.starts_at < program.calendar.now]
    insert(
        [
            Scorecard(
                slot=slot, application_id=slot.application_id, interviewer=ivan, notes=rng.choice(NOTES),
                recommendation=rng.choice([Recommendation.YES, Recommendation.STRONG_YES]),
                submitted_at=min(slot.starts_at + timedelta(hours=2), program.calendar.now),
            )
            for slot in held
        ]
    )  # fmt: skip
    if open_now:
        _open_slots(program, cycle)


def _hour(first: datetime, index: int) -> datetime:
    """The start of the ``index``-th interview: eight a day from the morning on, an hour apart."""
    day = (first + timedelta(days=index // 8)).replace(hour=14, minute=0, second=0, microsecond=0)
    return day + timedelta(hours=index % 8)


def _slot(program: Program, cycle: Cycle, application: Application, starts_at: datetime) -> InterviewSlot:
    made = program.calendar.at(92)
    return InterviewSlot(
        cycle=cycle, starts_at=starts_at, minutes=MINUTES, place="By video; the link comes by e-mail",
        application=application, booked_at=min(made + timedelta(days=1), program.calendar.now), created_at=made,
        created_by=program.people["ines"],
    )  # fmt: skip


def _open_slots(program: Program, cycle: Cycle) -> None:
    """A few free times in the coming week, made by the service as a manager would."""
    for ahead in (9, 10, 11):
        interviews.make_slots(
            actor=program.people["ines"], cycle_id=cycle.pk, interviewer_ids=[program.people["ivan"].pk],
            day=program.calendar.now.date() + timedelta(days=ahead), first=time(16, 0), count=3,
            minutes=MINUTES, pause=10, place="By video; the link comes by e-mail", zone="America/New_York",
            at=program.calendar.now,
        )  # fmt: skip


def build_offers(program: Program) -> None:
    """Write the offers of everyone who got one, and the fair-chance cases of those who accepted."""
    cycle = program.things["cycle"]
    assert isinstance(cycle, Cycle)  # noqa: S101  (what world built)
    openings = {opening.office_id: opening for opening in Opening.objects.filter(cycle=cycle).select_related("office")}
    first_choice = dict(
        OfficeChoice.objects.filter(application__cycle=cycle, rank=1).values_list("application_id", "office_id")
    )
    stage_of = {
        Stage.OFFERED: OfferStage.SENT,
        Stage.OFFER_DECLINED: OfferStage.DECLINED,
        Stage.ACCEPTED: OfferStage.ACCEPTED,
        Stage.FINALIST: OfferStage.ACCEPTED,
    }
    applications = Application.objects.filter(cycle=cycle, stage__in=stage_of).select_related("person")
    offers = [
        _offer(program, application, openings[first_choice[application.pk]], stage_of[Stage(application.stage)])
        for application in applications.order_by("reference")
    ]
    if program.name == "offers":
        for offer in [offer for offer in offers if offer.signed_at][-EARLY_OFFERS:]:
            _make_early(offer)
    insert(offers)
    cases = [_case(program, offer) for offer in offers if offer.stage == OfferStage.ACCEPTED]
    insert(cases)
    for case in cases:
        if case.stage == CaseStage.OPENED:
            keep_law(case=case, at=case.opened_at)
    insert(
        [
            CaseStep(case=case, from_stage="", to_stage=CaseStage.OPENED, action="open", at=case.opened_at)
            for case in cases
        ]
    )


def _offer(program: Program, application: Application, opening: Opening, stage: OfferStage) -> Offer:
    sent = program.calendar.at(121)
    last_day = program.calendar.day("offers_by")
    answered = program.calendar.at(125) if stage is not OfferStage.SENT else None
    signed = answered if stage is OfferStage.ACCEPTED else None
    terms = Terms(
        office=opening.office.name, place=opening.office.place, pay_cents=opening.pay_low_cents,
        starts_on=opening.starts_on, benefits=opening.benefits, spanish_cents=opening.extra_pay_spanish_cents,
        moving_cents=opening.relocation_cents,
    )  # fmt: skip
    return Offer(
        application=application, opening=opening, stage=stage, terms=terms.as_json(), last_day=last_day,
        created_at=sent, created_by=program.people["ines"], sent_at=sent,
        expires_at=open_until(last_day, application.person.time_zone), answered_at=answered, signed_at=signed,
        signature_name=application.person.name if signed else "",
    )  # fmt: skip


def _make_early(offer: Offer) -> None:
    for name in ("created_at", "sent_at", "answered_at", "signed_at"):
        setattr(offer, name, getattr(offer, name) - EARLY)


def _case(program: Program, offer: Offer) -> FairChanceCase:
    cleared = offer.application.stage == Stage.FINALIST
    at = program.calendar.at(135)
    return FairChanceCase(
        offer=offer, officer=program.people["farah"] if cleared else None, opened_at=offer.signed_at,
        stage=CaseStage.CLEARED if cleared else CaseStage.OPENED, cleared_at=at if cleared else None,
        closed_at=at if cleared else None,
        authorized_at=program.calendar.at(128) if cleared else None,
        authorized_name=offer.signature_name if cleared else "",
    )  # fmt: skip
